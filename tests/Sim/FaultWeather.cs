using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Exchange.Rpc;

namespace Minnow.Sim;

/// <summary>Throws at a world what its seed chose, for as long as it is on.</summary>
internal sealed class FaultWeather
{
    private static readonly (int Code, string Message)[] s_errors =
    [
        (10041, "settlement_in_progress"), (10047, "matching_engine_queue_full"), (10040, "retry"), (11094, "internal_server_error"),
        (13028, "temporarily_unavailable"), (10001, "error"), (10009, "not_enough_funds"),
    ];

    private readonly World _world;
    private readonly SimSeed _seed;
    private SplitMix64 _random;
    private long _nextNs;
    private long _silentUntilNs;
    private long _refusedUntilNs;
    private long _lyingUntilNs;
    private long _lockedUntilNs;
    private long _maintenanceUntilNs;
    private bool _locksIndex;
    private bool _expired;

    internal FaultWeather(World world)
    {
        _world = world;
        _seed = world.Seed;
        _random = new SplitMix64(world.Seed.Number ^ 0xFA17);
        VenueHooks hooks = world.Venue.Hooks;
        hooks.BeforeNotification = Notification;
        hooks.BeforeReply = Reply;
        hooks.DropRequest = (_, method) => IsOn && IsOrder(method) && Chance(_seed.LoseRequest);
        hooks.BeforeRequest = (_, method) => IsOn && IsOrder(method) && Chance(_seed.RandomError) ? s_errors[_random.NextIndex(s_errors.Length)] : null;
    }

    internal bool IsOn { get; private set; }

    /// <summary>Replies of "too many requests": none is ever scripted here.</summary>
    internal long RateErrors { get; private set; }

    internal void Begin()
    {
        IsOn = true;
        WireWeather rough = new(500_000, 2_000_000, _seed.SpikeChance, _seed.SpikeMs * Units.NsPerMs);
        _world.Market.Weather = _world.Orders.Weather = rough;
        _nextNs = _world.NowNs;
    }

    internal void End()
    {
        IsOn = false;
        _silentUntilNs = _refusedUntilNs = _lyingUntilNs = _lockedUntilNs = _maintenanceUntilNs = 0;
        _world.Market.Weather = _world.Orders.Weather = WireWeather.Fair;
        Recover();
        _world.Venue.ShiftReportedPosition(World.Owner, World.Instrument, 0);
        _world.Venue.SetIndexLock("btc_usd", false);
        _world.Venue.SetMaintenance(false);
    }

    /// <summary>Call after each step: every 50 ms of virtual time each thing may happen.</summary>
    internal void Step()
    {
        if (!IsOn || _world.NowNs < _nextNs) return;
        _nextNs = _world.NowNs + 50 * Units.NsPerMs;
        Recover();
        if (Happens(_seed.CutsPerMinute)) Pick().Cut(_world.NowNs, _random.NextIndex(2) == 0 ? DisconnectKind.Fin : DisconnectKind.Reset);
        if (Happens(_seed.HalfOpensPerMinute)) Pick().HalfOpen(_world.NowNs, _random.NextIndex(3) > 0, _random.NextIndex(3) > 0);
        if (Happens(_seed.RefusalsPerMinute)) Refuse();
        if (Happens(_seed.SilencesPerMinute)) _silentUntilNs = Later(4000);
        if (Happens(_seed.JumpsPerMinute)) _world.Crowd.JumpTicks = _random.NextIndex(401) - 200;
        if (Happens(_seed.MaintenancePerMinute)) Maintain();
        if (Happens(_seed.LocksPerMinute)) Lock();
        if (Happens(_seed.PositionLiesPerMinute)) Lie();
        if (Happens(_seed.SettlementsPerMinute)) _world.Venue.SettleNow();
        if (Happens(_seed.StrangersPerMinute)) _world.Strangers.Trade(_random.NextIndex(2) == 0);
        if (Happens(_seed.OrphansPerMinute)) _world.Strangers.Leave(_random.NextIndex(2) == 0);
        if (_seed.ExpiresTokens && !_expired && Happens(4)) ExpireTokens();
        if (Chance(_seed.RepeatFill / 10)) _world.Venue.RepeatLastFill(World.Owner);
    }

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
        if (reply.IsError && reply.Payload.Span.IndexOf("\"code\":10028"u8) >= 0) RateErrors++;
        if (!IsOn || !IsOrder(reply.Method)) return new FrameFate(FrameFateKind.Send);
        if (Chance(_seed.LoseReply)) return new FrameFate(FrameFateKind.Drop);
        return Chance(_seed.LateReply) ? new FrameFate(FrameFateKind.Delay, _random.NextIndex(2_500_000)) : new FrameFate(FrameFateKind.Send);
    }

    private static bool IsOrder(string method) => method is "private/buy" or "private/sell" or "private/edit" or "private/cancel" or "private/cancel_by_label";

    private void Refuse()
    {
        _refusedUntilNs = Later(3000);
        _world.Market.Weather = _world.Market.Weather with { RefusesConnections = true };
        _world.Orders.Weather = _world.Orders.Weather with { RefusesConnections = true };
    }

    private void Maintain()
    {
        _maintenanceUntilNs = Later(3000);
        _world.Venue.SetMaintenance(true, _random.NextIndex(2) == 0);
    }

    private void Lock()
    {
        _lockedUntilNs = Later(3000);
        _locksIndex = _random.NextIndex(2) == 0;
        if (_locksIndex) _world.Venue.SetIndexLock("btc_usd", true);
        else _world.Venue.SetInstrumentState(World.Instrument, "locked");
    }

    // Once: a token that is refused twice in a minute is for a person to look at.
    private void ExpireTokens()
    {
        _expired = true;
        _world.Venue.ExpireTokens(World.Owner);
    }

    private void Lie()
    {
        _lyingUntilNs = Later(9000);
        _world.Venue.ShiftReportedPosition(World.Owner, World.Instrument, (_random.NextIndex(21) - 10) * 10 * Units.E8);
    }

    private void Recover()
    {
        long now = _world.NowNs;
        if (_refusedUntilNs != 0 && now >= _refusedUntilNs)
        {
            _refusedUntilNs = 0;
            _world.Market.Weather = _world.Market.Weather with { RefusesConnections = false };
            _world.Orders.Weather = _world.Orders.Weather with { RefusesConnections = false };
        }
        if (_lyingUntilNs != 0 && now >= _lyingUntilNs)
        {
            _lyingUntilNs = 0;
            _world.Venue.ShiftReportedPosition(World.Owner, World.Instrument, 0);
        }
        if (_lockedUntilNs != 0 && now >= _lockedUntilNs)
        {
            _lockedUntilNs = 0;
            if (_locksIndex) _world.Venue.SetIndexLock("btc_usd", false);
            else _world.Venue.SetInstrumentState(World.Instrument, "open");
        }
        if (_maintenanceUntilNs != 0 && now >= _maintenanceUntilNs)
        {
            _maintenanceUntilNs = 0;
            _world.Venue.SetMaintenance(false);
        }
    }

    private Wire Pick() => _random.NextIndex(2) == 0 ? _world.Market : _world.Orders;

    private long Later(int mostMs) => _world.NowNs + (100 + _random.NextIndex(mostMs)) * Units.NsPerMs;

    private bool Happens(double perMinute) => Chance(perMinute / 1200);

    private bool Chance(double chance) => WireWeather.Chance(ref _random, chance);
}
