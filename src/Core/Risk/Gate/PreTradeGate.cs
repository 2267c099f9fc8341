using System;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <summary>The second lock on the door: looks at each command before it leaves, by limits, counts and prices of its own.</summary>
/// <remarks>
/// It is shown what the quoter is shown (<see cref="See"/>), and the commands; it knows neither the strategy nor the quoter's state, so that a bug there can not
/// pass here. Cancels always pass. What it lets out counts from that moment on, until the venue says that it is over. Deterministic: time comes in with
/// the calls. Thread: the one of the order session. No allocation after construction.
/// </remarks>
public sealed partial class PreTradeGate
{
    /// <summary>Largest number of lots that is one.</summary>
    public const long MaxLots = 1L << 60;

    // What a reduction may pass: these hold risk from growing, and say nothing against less of it.
    private const long SparesReductions = 1L << (int)GateControl.RepeatedFills | 1L << (int)GateControl.DailyMessages | 1L << (int)GateControl.OrderToVolume;

    private readonly GateSetup _options;
    private readonly GateMarket[] _markets;
    private readonly long[] _denied = new long[64];
    private readonly bool[] _allowed;
    private GateLimits _limits;
    private MessageCount _messages;
    private GatewayPhase _phase;
    private TradingState _platform;
    private bool _isAccountLocked;
    private bool _isPaused;
    private bool _isKilled;
    private bool _isStopAdding;
    private bool _isFlattening;
    private bool _isExcessDue;
    private int _marketCount;
    private long _shut;
    private long _toldShut;
    private long _lastOrderId;

    /// <summary>A gate that holds its limits from the first command on.</summary>
    /// <exception cref="ArgumentException">A limit is not one that can be, or an instrument is listed twice.</exception>
    public PreTradeGate(GateSetup options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxInstruments);
        _options = options;
        _limits = options.Limits;
        _markets = new GateMarket[options.MaxInstruments];
        _allowed = new bool[options.Instruments.Count];
        for (int number = 1; number < GateLimits.Count; number++)
        {
            GateLimit limit = (GateLimit)number;
            if (!GateLimits.IsOfInstrument(limit)) Demand(limit, in _limits);
            else
                foreach (GateInstrument instrument in options.Instruments) Demand(limit, instrument.Limits);
        }
    }

    /// <summary>Commands that passed.</summary>
    public long PassedCount { get; private set; }

    /// <summary>New orders and changes that were denied.</summary>
    public long DeniedCount { get; private set; }

    /// <summary>Of those, the ones that <paramref name="control"/> denied.</summary>
    public long Denied(GateControl control) => _denied[(int)control];

    /// <summary>Instruments that were named so far.</summary>
    public int InstrumentCount => _marketCount;

    /// <summary>Looks at a command. One that passes counts from here on.</summary>
    /// <param name="command">What the quoter wants.</param>
    /// <param name="nowNs">The time, ns since 1970.</param>
    /// <returns>The control that denies it; None lets it pass.</returns>
    public GateControl Check(in OutputRecord command, long nowNs)
    {
        _messages.Roll(nowNs);
        if (command.Verb is CommandVerb.Cancel or CommandVerb.CancelAll) PassCancel(in command);
        // What asks for no order passes: to close the order connection is the last step of the kill ladder.
        else if (command.Verb is not (CommandVerb.Resync or CommandVerb.Disconnect or CommandVerb.Connect))
        {
            GateControl denies = command.Verb is CommandVerb.Place or CommandVerb.Edit ? Judge(in command, nowNs) : GateControl.Malformed;
            if (denies != GateControl.None)
            {
                DeniedCount++;
                _denied[(int)denies]++;
                return denies;
            }
        }
        PassedCount++;
        return GateControl.None;
    }

    private GateControl Judge(in OutputRecord command, long nowNs)
    {
        if (command.InstrumentIndex >= _marketCount) return GateControl.Instrument;
        ref GateMarket market = ref _markets[command.InstrumentIndex];
        if (!market.IsTradable) return GateControl.Instrument;
        if (command.TimeNs < _options.StartNs) return GateControl.Epoch;
        if (command.PriceTicks <= 0 || command.SizeLots <= 0 || command.SizeLots > MaxLots) return GateControl.Malformed;
        bool isPlace = command.Verb == CommandVerb.Place;
        if (isPlace && command.OrderId <= _lastOrderId) return GateControl.OrderId;
        GateOrder before = default;
        int slot = -1;
        if (!isPlace)
        {
            slot = market.Orders.IndexOf(command.OrderId);
            // Of an order that is over nothing can be changed: the session has the answer, and nothing leaves.
            if (slot < 0 || market.Orders[slot].IsEnded) return GateControl.None;
            before = market.Orders[slot];
        }
        GateOrder after = isPlace ? GateOrder.Placed(in command, nowNs) : before;
        if (!isPlace) after.Edited(in command, nowNs);
        GateControl denies = Judge(in command, ref market, in before, in after, nowNs);
        if (denies != GateControl.None) return denies;
        if (!isPlace) market.Orders[slot] = after;
        else if (!market.Orders.TryAdd(in after)) return GateControl.OpenOrders;
        else _lastOrderId = command.OrderId;
        _messages.TakeToken(nowNs, _limits[GateLimit.MessagesPerSecond]);
        // One that takes counts for its end too.
        _messages.Today += (command.Flags & (OutputRecord.ImmediateFlag | OutputRecord.FillOrKillFlag)) != 0 ? 2 : 1;
        return GateControl.None;
    }

    private GateControl Judge(in OutputRecord command, ref GateMarket market, in GateOrder before, in GateOrder after, long nowNs)
    {
        bool reduces = Reduces(in market, in before, in after);
        bool isReduction = (command.Flags & OutputRecord.ReduceOnlyFlag) != 0;
        if (!IsOpen(in market)) return GateControl.State;
        if ((_isStopAdding || _isFlattening) && !reduces) return GateControl.ReduceOnly;
        if (isReduction && !IsAgainstPosition(in market, after.IsSell)) return GateControl.ReduceOnly;
        if (market.IsUncounted) return GateControl.Uncounted;
        if (market.IsChanged) return GateControl.Definition;
        if (FirstOf(isReduction && reduces ? _shut & ~SparesReductions : _shut) is var shut && shut != GateControl.None) return shut;
        long openLots = command.SizeLots - before.KnownFilledLots;
        if (command.SizeLots < Math.Max(1, market.Spec.MinLots)) return GateControl.MinimumSize;
        if (!market.Reference.IsKnown(nowNs, _limits[GateLimit.ReferenceAgeNs])) return GateControl.Reference;
        if (!market.Reference.Holds(command.PriceTicks, market.Spec.TickE8, _limits[isReduction ? GateLimit.ReduceCollarPpm : GateLimit.CollarPpm])) return GateControl.Collar;
        // What only takes the position away may be as large as the position.
        if (!(isReduction && reduces))
        {
            if (openLots > market.Lots(GateLimit.OrderAmountE8)) return GateControl.OrderAmount;
            if (market.NotionalE8(Math.Max(0, openLots), command.PriceTicks) > market.Limits[GateLimit.OrderNotionalE8]) return GateControl.OrderNotional;
        }
        if (IsDuplicate(in market, in command, in before, nowNs)) return GateControl.Duplicate;
        if (MeetsOwn(in market, in after, command.PriceTicks)) return GateControl.SelfCross;
        if (before.OrderId == 0 && market.Orders.OpenCount >= market.Limits[GateLimit.OpenOrders]) return GateControl.OpenOrders;
        long more = after.WorstLots - before.WorstLots;
        if (more > 0)
        {
            if (market.WorstLots(after.IsSell) + more > market.Lots(GateLimit.PositionAmountE8)) return GateControl.Position;
            if (!HasExposureRoom(in market, after.IsSell, more)) return GateControl.NetExposure;
        }
        return _messages.HasToken(nowNs, _limits[GateLimit.MessagesPerSecond], _limits[GateLimit.MessageBurst]) ? GateControl.None : GateControl.MessageRate;
    }

    private void PassCancel(in OutputRecord command)
    {
        if (command.InstrumentIndex >= _marketCount)
        {
            _messages.Today++;
            return;
        }
        ref GateMarket market = ref _markets[command.InstrumentIndex];
        if (command.Verb == CommandVerb.CancelAll)
        {
            // The venue counts each order that goes.
            _messages.Today += Math.Max(1, market.Orders.OpenCount);
            for (int i = 0; i < market.Orders.Count; i++) market.Orders[i].IsCancelAsked = true;
            return;
        }
        _messages.Today++;
        int slot = market.Orders.IndexOf(command.OrderId);
        if (slot >= 0) market.Orders[slot].IsCancelAsked = true;
    }

    private bool IsOpen(in GateMarket market)
    {
        bool isHeld = _isPaused || _isKilled || _isAccountLocked || _platform is TradingState.Locked or TradingState.Halted;
        return !isHeld && _phase is GatewayPhase.None or GatewayPhase.Ready && market.Trading == TradingState.Open;
    }

    // By what it is, not by what it says: everything on that side together does not turn the position over.
    private static bool Reduces(in GateMarket market, in GateOrder before, in GateOrder after) =>
        IsAgainstPosition(in market, after.IsSell)
        && market.Orders.WorstLots(after.IsSell) - before.WorstLots + after.WorstLots <= Int128.Abs(market.PositionLots);

    private static bool IsAgainstPosition(in GateMarket market, bool sell) => sell ? market.PositionLots > 0 : market.PositionLots < 0;

    private bool IsDuplicate(in GateMarket market, in OutputRecord command, in GateOrder before, long nowNs)
    {
        if (before.OrderId != 0) return before.IsChanging && before.SentTicks == command.PriceTicks && before.SentLots == command.SizeLots && nowNs - before.SentNs < _options.DuplicateNs;
        bool sell = (command.Flags & OutputRecord.SellFlag) != 0, hedges = (command.Flags & OutputRecord.HedgeFlag) != 0;
        foreach (ref readonly GateOrder order in market.Orders.Live)
        {
            bool isSame = !order.IsEnded && order.IsSell == sell && order.IsHedge == hedges && order.SentTicks == command.PriceTicks && order.SentLots == command.SizeLots;
            // One that is to go is being replaced, and a hedge beside a quote is meant.
            if (isSame && !order.IsCancelAsked && nowNs - order.PlacedNs < _options.DuplicateNs) return true;
        }
        return false;
    }

    private static bool MeetsOwn(in GateMarket market, in GateOrder after, long ticks)
    {
        foreach (ref readonly GateOrder order in market.Orders.Live)
            if (!order.IsEnded && order.IsSell != after.IsSell && (after.IsSell ? order.ReachTicks >= ticks : order.ReachTicks <= ticks)) return true;
        return false;
    }

    private static GateControl FirstOf(long bits) => bits == 0 ? GateControl.None : (GateControl)System.Numerics.BitOperations.TrailingZeroCount(bits);

    private static void Demand(GateLimit limit, in GateLimits limits)
    {
        if (!GateLimits.IsPossible(limit, limits[limit])) throw new ArgumentException($"The gate's limit {limit} can not be {limits[limit]}.", nameof(limits));
    }
}
