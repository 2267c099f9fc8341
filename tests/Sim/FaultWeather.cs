using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Sim;

/// <summary>Throws at a world what its seed chose, for as long as it is on.</summary>
internal sealed class FaultWeather
{
    private static readonly (int Code, string Message)[] s_errors =
    [
        (10041, "settlement_in_progress"), (10047, "matching_engine_queue_full"), (10040, "retry"), (11094, "internal_server_error"),
        (13028, "temporarily_unavailable"), (10001, "error"), (10009, "not_enough_funds"),
    ];

    private const long PersonLooksNs = 4 * Units.NsPerSecond;
    private const long PersonAtDeskNs = Units.NsPerSecond;

    private readonly World _world;
    private readonly SimSeed _seed;
    private SplitMix64 _random;
    private SplitMix64 _persons;
    private long _nextNs;
    private long _silentUntilNs;
    private long _refusedUntilNs;
    private long _lyingUntilNs;
    private long _lockedUntilNs;
    private long _accountLockedUntilNs;
    private long _maintenanceUntilNs;
    private long _haltedSinceNs;
    private long _lockedOutSinceNs;
    private bool _hasLooked;
    private int _locked;
    private int _liesAbout;
    private bool _locksIndex;
    private bool _expired;
    private bool _killsNext;

    internal FaultWeather(World world)
    {
        _world = world;
        _seed = world.Seed;
        _random = new SplitMix64(world.Seed.Number ^ 0xFA17);
        _persons = new SplitMix64(world.Seed.Number ^ 0x9E450);
        VenueHooks hooks = world.Venue.Hooks;
        hooks.BeforeNotification = Notification;
        hooks.BeforeReply = Reply;
        hooks.DropRequest = (_, method) => IsOn && IsOrder(method) && Chance(_seed.LoseRequest);
        hooks.BeforeRequest = (_, method) => IsOn && IsOrder(method) && Chance(_seed.RandomError) ? s_errors[_random.NextIndex(s_errors.Length)] : null;
    }

    internal bool IsOn { get; private set; }

    // An engine that starts while the venue lies about its position or the time believes it, as it must.
    private bool IsLying => _lyingUntilNs != 0 || (IsOn && (_seed.Script.Lies || _seed.Script.ShiftsTime));

    internal void Begin()
    {
        IsOn = _world.MarksMayLack = true;
        _world.Ladder.FairSinceNs = 0;
        _world.Weather = new WireWeather(500_000, 2_000_000, _seed.SpikeChance, _seed.SpikeMs * Units.NsPerMs);
        if (!_seed.Script.IsEmpty) _world.Plan = new FaultPlan(_seed.Script.Script, _seed.Number, _world.NowNs / 1000);
        _nextNs = _world.NowNs;
    }

    internal void End()
    {
        IsOn = false;
        _silentUntilNs = _refusedUntilNs = _lyingUntilNs = _lockedUntilNs = _accountLockedUntilNs = _maintenanceUntilNs = 0;
        _world.Weather = WireWeather.Fair;
        _world.Current?.Market.Calm(_world.NowNs);
        _world.Current?.Orders.Calm(_world.NowNs);
        foreach (SimMarket market in _seed.Markets)
        {
            _world.Venue.ShiftReportedPosition(World.Owner, market.Name, 0);
            _world.Venue.SetIndexLock(market.Spec.IndexName, false);
        }
        _world.Venue.SetAccountLock(World.Owner, false);
        _world.Venue.SetMaintenance(false);
        _world.Tally.ScriptedFaults += Scripted();
        _world.Operators.Command(OperatorVerb.Resume);
        _world.PersonLooks(100 * Units.NsPerMs);
    }

    /// <summary>Call after each step: every 50 ms of virtual time each thing may happen.</summary>
    internal void Step()
    {
        if (!IsOn) return;
        if (_killsNext && _world.Current is { } busy && (busy.HasCommands || busy.Orders.IsSending)) Kill();
        if (_world.NowNs < _nextNs) return;
        _nextNs = _world.NowNs + 50 * Units.NsPerMs;
        Recover();
        _world.Operators.Release();
        Person();
        if (Chance(_seed.Risk.CommandsPerMinute / 1200, ref _persons)) _world.Operators.Hold();
        if (Happens(_seed.CutsPerMinute)) Pick()?.Cut(_world.NowNs, _random.NextIndex(2) == 0 ? DisconnectKind.Fin : DisconnectKind.Reset);
        if (Happens(_seed.HalfOpensPerMinute)) Pick()?.HalfOpen(_world.NowNs, _random.NextIndex(3) > 0, _random.NextIndex(3) > 0);
        if (Happens(_seed.RestartsPerMinute)) AskKill();
        if (Happens(_seed.RefusalsPerMinute)) Refuse();
        if (Happens(_seed.SilencesPerMinute)) _silentUntilNs = Later(4000);
        if (Happens(_seed.JumpsPerMinute)) _world.Crowd.Jump(_random.NextIndex(401) - 200);
        if (Happens(_seed.MaintenancePerMinute)) Maintain();
        if (Happens(_seed.LocksPerMinute)) Lock();
        if (Happens(_seed.AccountLocksPerMinute)) LockAccount();
        if (Happens(_seed.PositionLiesPerMinute)) Lie();
        if (Happens(_seed.SettlementsPerMinute) && AreOpen()) _world.Venue.SettleNow();
        if (Happens(_seed.StrangersPerMinute)) _world.Strangers.Trade(AnyMarket(), _random.NextIndex(2) == 0);
        if (Happens(_seed.OrphansPerMinute)) _world.Strangers.Leave(AnyMarket(), _random.NextIndex(2) == 0);
        if (Happens(_seed.TierChangesPerMinute)) ChangeTier();
        if (Happens(_seed.FeeChangesPerMinute)) ChangeFee();
        if (_seed.ExpiresTokens && !_expired && Happens(4)) ExpireTokens();
        if (Chance(_seed.RepeatFill / 10)) _world.Venue.RepeatLastFill(World.Owner);
    }

    /// <summary>
    /// After the faults, call after each step: an answer of theirs that came late may still have locked a run out. The person who finds the account free by then
    /// starts another, once: what ends that one too is no fault's doing.
    /// </summary>
    /// <returns>True when that was now.</returns>
    internal bool StartsLockedOut()
    {
        bool isOut = _world.Current is { IsLockedOut: true };
        if (!isOut || _hasLooked) return false;
        if (_lockedOutSinceNs == 0) _lockedOutSinceNs = _world.NowNs;
        if (_world.NowNs - _lockedOutSinceNs < PersonAtDeskNs) return false;
        _hasLooked = true;
        _world.PersonLooks(100 * Units.NsPerMs);
        return true;
    }

    /// <summary>Not a fault: takers that come together. Call after each step, from the beginning.</summary>
    internal void Market()
    {
        if (_world.NowNs < _nextBurstNs) return;
        _nextBurstNs = _world.NowNs + 50 * Units.NsPerMs;
        if (!Happens(_seed.BurstsPerMinute)) return;
        _world.Crowd.Burst(AnyMarket(), 3 + _random.NextIndex(20), _random.NextIndex(2) == 0);
    }

    private long _nextBurstNs;

    private FrameFate Notification(OutgoingNotification frame)
    {
        if (!IsOn) return new FrameFate(FrameFateKind.Send);
        bool isBook = frame.Channel.StartsWith("book.", StringComparison.Ordinal);
        bool isMarket = isBook || !frame.Channel.StartsWith("user.", StringComparison.Ordinal) && frame.Channel != "heartbeat";
        if (isMarket && _world.NowNs < _silentUntilNs) return new FrameFate(FrameFateKind.Drop);
        if (isBook && Chance(_seed.DropBook)) return new FrameFate(FrameFateKind.Drop);
        if (isBook && Chance(_seed.DuplicateBook)) return new FrameFate(FrameFateKind.Duplicate);
        return !isMarket && frame.Channel != "heartbeat" && Chance(_seed.DuplicateNotification)
            ? new FrameFate(FrameFateKind.Duplicate)
            : new FrameFate(FrameFateKind.Send);
    }

    private FrameFate Reply(OutgoingReply reply)
    {
        if (reply.IsError && !_tierChanged && reply.Payload.Span.IndexOf("\"code\":10028"u8) >= 0) _world.Say($"I4 the venue says 'too many requests' to {reply.Method}");
        if (!IsOn || !IsOrder(reply.Method)) return new FrameFate(FrameFateKind.Send);
        if (Chance(_seed.LoseReply)) return new FrameFate(FrameFateKind.Drop);
        return Chance(_seed.LateReply) ? new FrameFate(FrameFateKind.Delay, _random.NextIndex(2_500_000)) : new FrameFate(FrameFateKind.Send);
    }

    private static bool IsOrder(string method) => method is "private/buy" or "private/sell" or "private/edit" or "private/cancel" or "private/cancel_by_label" or "private/mass_quote" or "private/cancel_quotes";

    private void AskKill()
    {
        if (IsLying) return;
        // Half of them while something is on its way.
        if (_random.NextIndex(2) == 0) _killsNext = true;
        else Kill();
    }

    private void Kill()
    {
        _killsNext = false;
        if (!IsLying) _world.Restart((20 + _random.NextIndex(_random.NextIndex(4) == 0 ? 8000 : 1000)) * Units.NsPerMs, withItsMachine: Chance(_seed.PowerLoss));
    }

    // Where it stands still somebody comes after a while.
    private void Person()
    {
        bool isStill = _world.NeedsPerson;
        if (!isStill || _haltedSinceNs == 0) _haltedSinceNs = isStill ? _world.NowNs : 0;
        if (!isStill || IsLying || _world.NowNs - _haltedSinceNs < PersonLooksNs) return;
        _haltedSinceNs = 0;
        bool isThere = _seed.Risk.IsOn && _world.Current is { IsLockedOut: false, Phase: not GatewayPhase.Refused };
        // Half of them arm what runs; the others start it anew.
        if (isThere && _persons.NextIndex(2) == 0) _world.Operators.Command(OperatorVerb.Arm);
        else _world.PersonLooks(500 * Units.NsPerMs);
    }

    private void Refuse()
    {
        _refusedUntilNs = Later(3000);
        _world.Weather = _world.Weather with { RefusesConnections = true };
    }

    private void Maintain()
    {
        _maintenanceUntilNs = Later(3000);
        _world.Venue.SetMaintenance(true, _random.NextIndex(2) == 0);
    }

    private void Lock()
    {
        if (_lockedUntilNs != 0 || !AreOpen()) return;
        _lockedUntilNs = Later(3000);
        _locked = AnyMarket();
        _locksIndex = _random.NextIndex(2) == 0;
        if (_locksIndex) _world.Venue.SetIndexLock(_seed.Markets[_locked].Spec.IndexName, true);
        else _world.Venue.SetInstrumentState(_seed.Markets[_locked].Name, "locked");
    }

    // What was locked before a settlement is locked after it, whoever freed it meanwhile.
    private bool AreOpen()
    {
        for (int market = 0; market < _seed.Markets.Length; market++)
            if (_world.Instrument(market).State != InstrumentState.Open) return false;
        return true;
    }

    private void LockAccount()
    {
        _accountLockedUntilNs = Later(3000);
        _world.Venue.SetAccountLock(World.Owner, true);
    }

    // Once: a token that is refused twice in a minute is for a person to look at.
    private void ExpireTokens()
    {
        _expired = true;
        _world.Venue.ExpireTokens(World.Owner);
    }

    private void Lie()
    {
        if (_lyingUntilNs != 0 || _world.Current is not { HasOpened: true }) return;
        _lyingUntilNs = Later(9000);
        _liesAbout = AnyMarket();
        _world.Venue.ShiftReportedPosition(World.Owner, _seed.Markets[_liesAbout].Name, (_random.NextIndex(21) - 10) * SimMarket.PieceE8);
    }

    // A fall of the tier is not told: the venue then says 'too many requests' for no fault of ours.
    private void ChangeTier()
    {
        _world.Venue.SetTier(World.Owner, 1 + _random.NextIndex(4));
        _tierChanged = true;
    }

    private bool _tierChanged;

    private void ChangeFee()
    {
        Instrument instrument = _world.Instrument(AnyMarket());
        _world.Venue.Engine.ChangeSpec(instrument, instrument.Spec with { MakerFeeE8 = (_random.NextIndex(5) - 2) * 500 });
        _world.Venue.Flush();
    }

    private void Recover()
    {
        if (IsOver(ref _refusedUntilNs)) _world.Weather = _world.Weather with { RefusesConnections = false };
        if (IsOver(ref _lyingUntilNs)) _world.Venue.ShiftReportedPosition(World.Owner, _seed.Markets[_liesAbout].Name, 0);
        if (IsOver(ref _accountLockedUntilNs)) _world.Venue.SetAccountLock(World.Owner, false);
        if (IsOver(ref _maintenanceUntilNs)) _world.Venue.SetMaintenance(false);
        if (!IsOver(ref _lockedUntilNs)) return;
        if (_locksIndex) _world.Venue.SetIndexLock(_seed.Markets[_locked].Spec.IndexName, false);
        else _world.Venue.SetInstrumentState(_seed.Markets[_locked].Name, "open");
    }

    private bool IsOver(ref long untilNs)
    {
        if (untilNs == 0 || _world.NowNs < untilNs) return false;
        untilNs = 0;
        return true;
    }

    private long Scripted()
    {
        long fired = 0;
        if (_world.Plan is { } plan)
            foreach (FaultRule rule in plan.Script.Rules) fired += plan.Fired(rule.Line);
        return fired;
    }

    private int AnyMarket() => _random.NextIndex(_seed.Markets.Length);

    private Wire? Pick() => _random.NextIndex(2) == 0 ? _world.Current?.Market : _world.Current?.Orders;

    private long Later(int mostMs) => _world.NowNs + (100 + _random.NextIndex(mostMs)) * Units.NsPerMs;

    private bool Happens(double perMinute) => Chance(perMinute / 1200);

    private static bool Chance(double chance, ref SplitMix64 random) => WireWeather.Chance(ref random, chance);

    private bool Chance(double chance) => WireWeather.Chance(ref _random, chance);
}
