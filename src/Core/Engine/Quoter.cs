using Minnow.Core.Accounting;
using Minnow.Core.Book;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Engine.Monitors;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>The brain: takes one event after the other, keeps the state, says what to send.</summary>
/// <remarks>
/// <see cref="Apply"/> is a pure function of (state, event): the same events give the same bytes of state and output on every
/// build. Thread: one. It reads no clock, allocates nothing and never blocks.
/// </remarks>
public sealed partial class Quoter
{
    /// <summary>An event this much older than the one before says that the clock was set back, ns.</summary>
    public const long ClockStepNs = Units.NsPerSecond;

    private readonly StateBlock _block;
    private readonly OutputBatch _output;
    private readonly QuoteDesk _desk;
    private readonly RiskDesk _risk;

    // Halts and steps up before the event: scratch, and no state.
    private long _moved;

    /// <summary>A quoter over <paramref name="block"/> that writes what it says to <paramref name="output"/>.</summary>
    public Quoter(StateBlock block, OutputBatch output)
    {
        _block = block;
        _output = output;
        _desk = new QuoteDesk(block, output);
        _risk = new RiskDesk(block);
    }

    /// <summary>The state.</summary>
    public StateBlock Block => _block;

    /// <summary>What the last event made it say.</summary>
    public OutputBatch Output => _output;

    /// <summary>Applies one event. <see cref="Output"/> holds what it caused, until the next call.</summary>
    /// <param name="e">The event.</param>
    /// <param name="sequence">Its place in the input ring: one more than the last.</param>
    public void Apply(ref readonly Event e, long sequence)
    {
        _output.Clear();
        ref QuoterState head = ref _block.Head;
        head.LastSequence = sequence;
        head.EventCount++;
        _moved = KillDesk.Moved(in head);
        // A little late is out of order and keeps the clock; far back is a clock that was wrong before and was set, and the clock follows.
        if (e.ReceivedNs > head.NowNs) head.NowNs = e.ReceivedNs;
        else if (head.NowNs - e.ReceivedNs > ClockStepNs) SignalDesk.SetBack(_block, e.ReceivedNs);

        if (IsAboutAccount(e.Kind)) ApplyToAccount(in e, ref head);
        else if (e.InstrumentIndex < (ulong)head.InstrumentCount) ApplyToInstrument(in e, ref _block[e.InstrumentIndex]);
        else if (e.InstrumentIndex == Units.NoInstrument || e.Kind == EventKind.Alert) ApplyToAll(in e, ref head);
        else if (e.Kind == EventKind.InstrumentNamed && e.InstrumentIndex == head.InstrumentCount) AddInstrument(in e, ref head);
        else head.Unapplied++;
        if (KillDesk.IsAtWork(in head)) KillDesk.Follow(_block, _output);
    }

    private void ApplyToInstrument(ref readonly Event e, ref InstrumentState instrument)
    {
        switch (e.Kind)
        {
            case EventKind.BookLevel:
                OnBookLevel(in e, ref instrument);
                break;
            case EventKind.Quote:
                Seen(in e, ref instrument);
                Stated(in e, ref instrument);
                instrument.Audit.OnQuote(in e, ref instrument.Book);
                break;
            case EventKind.TickerTop:
                Seen(in e, ref instrument);
                Stated(in e, ref instrument);
                break;
            case EventKind.Trade:
                Seen(in e, ref instrument);
                // Agreed off the book, or a leg of something else: it moved no queue of ours.
                if (!SignalDesk.IsOffBook(e.Detail)) OrderDesk.OnTrade(in e, ref instrument);
                if (SignalDesk.OnTrade(in e, ref instrument, _block.Head.NowNs)) _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.Tactic);
                break;
            case EventKind.TickerStats or EventKind.OptionGreeks or EventKind.OptionVols:
                Seen(in e, ref instrument);
                break;
            case EventKind.Perpetual:
                Seen(in e, ref instrument);
                LiveAccount.Interest(ref instrument.Risk.Account, e.Index.InterestE12, _block.Head.NowNs);
                break;
            case EventKind.Alert:
                if (_risk.OnAlert(in e)) Settle(DecisionTrigger.StateChange);
                break;
            case EventKind.GroupedLevel:
                OnGroupedLevel(in e, ref instrument);
                break;
            case EventKind.TickerMarks:
                Seen(in e, ref instrument);
                TickerMerge.Marks(ref instrument.Marks, in e);
                instrument.Signals.MarkNs = _block.Head.NowNs;
                LiveAccount.Marks(ref instrument.Risk.Account, in e.Marks, _block.Head.NowNs);
                // What is held is worth something else now.
                if (instrument.PositionLots != 0 && _risk.Valued(ref instrument)) Settle(DecisionTrigger.StateChange);
                break;
            case EventKind.TickerCarry:
                Seen(in e, ref instrument);
                TickerMerge.Carry(ref instrument.Carry, in e);
                instrument.Signals.FundingNs = _block.Head.NowNs;
                LiveAccount.Carry(ref instrument.Risk.Account, e.Carry.CurrentFundingE12, _block.Head.NowNs);
                break;
            case EventKind.BookInvalid:
                instrument.Book.Apply(in e);
                SignalDesk.Break(ref instrument);
                _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.BookInvalid);
                break;
            case EventKind.OrderUpdate or EventKind.Fill or EventKind.Position:
                OnOrders(in e, ref instrument);
                break;
            case EventKind.InstrumentNamed:
                instrument.Name = e.Named.Name;
                AccountDesk.Name(ref _block.Head, ref instrument);
                break;
            case EventKind.InstrumentDefined:
                InstrumentRules.Define(ref instrument, in e);
                _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.StateChange);
                break;
            case EventKind.InstrumentState:
                instrument.Trading = (long)e.State.Trading;
                _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.StateChange);
                break;
            case EventKind.Parameter:
                if (RiskParameters.TrySet(ref instrument.Risk.Parameters, e.Detail, e.Parameter.Bits))
                {
                    if (!instrument.HasNoOrders) _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.Operator);
                    break;
                }
                if (e.Detail == (uint)ParameterId.HedgeRank) HedgeHook.Rank(ref instrument, in _block.Head, e.Parameter.Bits);
                else if (e.Detail is >= (uint)ParameterId.MicroPriceFirst and <= (uint)ParameterId.MicroPriceLast) SignalDesk.Calibrate(ref instrument, in e);
                else if (!QuotingParameters.TrySet(ref instrument.Parameters, e.Detail, e.Parameter.Bits)) _block.Head.Unapplied++;
                else Tuned((ParameterId)e.Detail, ref instrument);
                if (!instrument.HasNoOrders) _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.Operator);
                break;
            case EventKind.Gate:
                instrument.GateShut = e.Gate.Closed;
                _desk.Decide(e.InstrumentIndex, ref instrument, DecisionTrigger.StateChange);
                break;
            case EventKind.GateLimit:
                break;
            default:
                _block.Head.Unapplied++;
                break;
        }
    }

    private void ApplyToAll(ref readonly Event e, ref QuoterState head)
    {
        switch (e.Kind)
        {
            case EventKind.Timer:
                SignalDesk.Advance(_block);
                MonitorDesk.OnTimer(_block, _output);
                Settle(_risk.Timer() ? DecisionTrigger.StateChange : DecisionTrigger.Timer);
                break;
            case EventKind.Alert:
                if (_risk.OnAlert(in e)) Settle(DecisionTrigger.StateChange);
                break;
            case EventKind.IndexPrice or EventKind.VolatilityIndex or EventKind.VenueError or EventKind.GateLimit:
                break;
            case EventKind.Gate:
                OnGate(in e, ref head);
                break;
            case EventKind.BookInvalid:
                ApplyToBooks(in e);
                DecideAll(DecisionTrigger.BookInvalid);
                break;
            case EventKind.FeedState:
                head.FeedLost = e.Has(EventFlags.Lost) ? 1 : 0;
                ApplyToBooks(in e);
                DecideAll(DecisionTrigger.StateChange);
                break;
            case EventKind.PlatformState:
                head.Platform = (long)e.State.Trading;
                DecideAll(DecisionTrigger.StateChange);
                break;
            case EventKind.Operator:
                if (!KillDesk.OnOperator((OperatorVerb)e.Detail, _block)) head.Unapplied++;
                if (e.Detail is (uint)OperatorVerb.Resume or (uint)OperatorVerb.Arm) MonitorDesk.Reset(_block);
                Settle(DecisionTrigger.Operator);
                break;
            case EventKind.Parameter:
                if (e.Detail == (uint)ParameterId.MaxNetExposureE8 && e.Parameter.Bits >= 0) LimitNet(e.Parameter.Bits, ref head);
                else if (RiskParameters.IsOne(e.Detail)) SetRisk(e.Detail, e.Parameter.Bits, ref head);
                else if (HedgeParameters.TrySet(ref head.Hedge, e.Detail, e.Parameter.Bits)) DecideAll(DecisionTrigger.Operator);
                else if (MonitorDesk.TrySet(_block, e.Detail, e.Parameter.Bits)) DecideAll(DecisionTrigger.Operator);
                else if (!QuotingParameters.TrySet(ref head.Defaults, e.Detail, e.Parameter.Bits)) head.Unapplied++;
                else if (e.Detail == (uint)ParameterId.Seed) head.Random = new Numerics.SplitMix64((ulong)e.Parameter.Bits);
                break;
            default:
                head.Unapplied++;
                break;
        }
    }

    private void OnBookLevel(ref readonly Event e, ref InstrumentState instrument)
    {
        switch (instrument.Book.Apply(in e))
        {
            case BookOutcome.Complete:
                OnBookMessage(in e, ref instrument);
                break;
            case BookOutcome.Gap or BookOutcome.Invalidated:
                // At once, not at the end of the message: from here on the book is known to be wrong.
                SignalDesk.Break(ref instrument);
                Seen(in e, ref instrument);
                Broke(e.InstrumentIndex, ref instrument);
                break;
        }
    }

    private void OnBookMessage(ref readonly Event e, ref InstrumentState instrument)
    {
        Seen(in e, ref instrument);
        instrument.Audit.OnBook(ref instrument.Book);
        FeedHealth.BookReached(ref instrument.Health, e.ExchangeNs);
        if (instrument.Own.IsWaiting) OwnDepth.Match(ref instrument.Own, in instrument.Book, isNew: e.Has(EventFlags.Snapshot));
        BookTop top = BookTop.OfOthers(in instrument.Book, in instrument.Own);
        // A mid is a price only when both sides are there and do not cross.
        if (top.HasMid) EwmaVolatility.Observe(ref instrument.Volatility, _block.Head.NowNs, top.MidHalfTicks);
        // What we hold is valued by the book as it is, our orders and all: as whoever reads the journal does.
        if (instrument.Book.HasTop) LiveAccount.Mid(ref instrument.Risk.Account, instrument.Book.MidHalfTicks);
        if (e.Has(EventFlags.Snapshot)) SignalDesk.Replace(ref instrument);
        bool isNews = SignalDesk.OnBook(ref instrument, in top, _block.Head.NowNs, e.ExchangeNs);
        PairDesk.OnBook(_block, e.InstrumentIndex, in top, _block.Head.NowNs);
        MonitorDesk.OnBook(in _block.Head, ref instrument);
        DecisionTrigger trigger = isNews ? DecisionTrigger.Tactic : TriggerRules.OfBook(in instrument, in top);
        if (trigger == DecisionTrigger.None) return;
        instrument.SeenBidTicks = top.BidTicks;
        instrument.SeenAskTicks = top.AskTicks;
        _desk.Decide(e.InstrumentIndex, ref instrument, trigger);
    }

    private void OnGroupedLevel(ref readonly Event e, ref InstrumentState instrument)
    {
        // A window is up to its interval old when it is sent: its stamp does not say how late the feed is.
        if (e.Has(EventFlags.First)) FeedHealth.Seen(ref instrument.Health, _block.Head.NowNs, exchangeNs: 0);
        if (instrument.DepthAudit.OnLevel(in e, ref instrument.Book)) return;
        // A level below the top is not set right by the next change, as the top is: only a snapshot helps (fault A22).
        instrument.Book.Invalidate(BookInvalidReason.Requested, e.ReceivedNs);
        SignalDesk.Break(ref instrument);
        Broke(e.InstrumentIndex, ref instrument);
    }

    private void Broke(ushort index, ref InstrumentState instrument)
    {
        if (_risk.Broke(ref instrument)) Settle(DecisionTrigger.BookInvalid);
        else _desk.Decide(index, ref instrument, DecisionTrigger.BookInvalid);
    }

    private void AddInstrument(ref readonly Event e, ref QuoterState head)
    {
        if (head.InstrumentCount >= _block.MaxInstruments)
        {
            head.Unapplied++;
            return;
        }
        head.InstrumentCount++;
        InstrumentRules.Start(ref _block[e.InstrumentIndex], in e.Named, in head.Defaults, in head.Risk.Parameters);
        AccountDesk.Name(ref head, ref _block[e.InstrumentIndex]);
        MonitorDesk.Tune(ref _block[e.InstrumentIndex], in head.Monitors.Parameters);
    }

    private void Seen(ref readonly Event e, ref InstrumentState instrument) =>
        FeedHealth.Seen(ref instrument.Health, _block.Head.NowNs, e.ExchangeNs);

    // The venue's own word about the top, if it is newer than our book and says otherwise: the book may be dead (faults A22, A23).
    private void Stated(ref readonly Event e, ref InstrumentState instrument)
    {
        bool agrees = e.Quote.BidTicks == instrument.Book.BestBidTicks && e.Quote.AskTicks == instrument.Book.BestAskTicks;
        if (instrument.Book.IsValid && !agrees && !e.Has(EventFlags.Incremental) && e.ExchangeNs > instrument.Book.LastExchangeNs)
            FeedHealth.BookContradicted(ref instrument.Health, _block.Head.NowNs, e.ExchangeNs);
    }

    private void ApplyToBooks(ref readonly Event e)
    {
        int count = (int)_block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
        {
            ref InstrumentState instrument = ref _block[i];
            instrument.Book.Apply(in e);
            // No return is taken across a time in which there was no book.
            if (!instrument.Book.IsValid) SignalDesk.Break(ref instrument);
        }
    }

    private static void Tuned(ParameterId id, ref InstrumentState instrument)
    {
        if (id is ParameterId.VolatilityHalfLifeSeconds or ParameterId.StartVolatilityBps) InstrumentRules.TuneVolatility(ref instrument);
        if (id == ParameterId.VolatilitySlowHalfLifeSeconds) SignalDesk.TuneSlow(ref instrument);
        SignalDesk.Tune(ref instrument);
    }

    private void LimitNet(long limitE8, ref QuoterState head)
    {
        head.MaxNetExposureE8 = limitE8;
        int count = (int)head.InstrumentCount;
        for (int i = 0; i < count; i++)
            if (!_block[i].HasNoOrders) _desk.Decide((ushort)i, ref _block[i], DecisionTrigger.Operator);
    }

    private void DecideAll(DecisionTrigger trigger)
    {
        int count = (int)_block.Head.InstrumentCount;
        for (int i = 0; i < count; i++) _desk.Decide((ushort)i, ref _block[i], trigger);
    }
}
