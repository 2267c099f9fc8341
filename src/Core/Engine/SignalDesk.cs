using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>Brings the signals of an instrument up to date with each event, as far as the parameters ask for them.</summary>
internal static class SignalDesk
{
    private const double SpreadHalfLifeSeconds = 600;
    private const double PullHalfLifeSeconds = 30;
    private const int DriftSeconds = 10;
    private const int SweepLevelsOfCascade = 3;
    private const long SweepsWithinNs = 5 * Units.NsPerSecond;
    private const long UsualSweepGapNs = 5 * Units.NsPerMs;

    /// <summary>Takes over parameters that changed. What a signal has learnt stays; one that is new begins empty.</summary>
    internal static void Tune(ref InstrumentState instrument)
    {
        ref InstrumentSignals s = ref instrument.Signals;
        ref readonly QuotingParameters p = ref instrument.Parameters;
        ref readonly AlphaParameters alpha = ref p.Alpha;
        ref readonly TacticParameters tactic = ref p.Tactic;
        SignalUses before = (SignalUses)s.Uses, uses = SignalNeeds.Of(in p);
        s.Uses = (long)uses;
        // What was kept when a signal was last asked for is of another time.
        if ((uses & ~before) != SignalUses.None) Break(ref instrument);
        DepthImbalance.Tune(ref s.Imbalance, (int)alpha.ImbalanceLevels, 0, alpha.ImbalanceHalfLifeSeconds);
        OrderFlowImbalance.Tune(ref s.Flow, (int)alpha.FlowLevels, alpha.FlowHalfLifeSeconds);
        TradeFlow.Tune(ref s.Trades, alpha.TradeHalfLifeSeconds);
        TopDynamics.Tune(ref s.Top, alpha.TopHalfLifeSeconds);
        Momentum.Tune(ref s.Momentum, alpha.MomentumFastSeconds, alpha.MomentumMidSeconds, alpha.MomentumSlowSeconds);
        RealisedWindow.Tune(ref s.Realised, (int)p.Model.VolatilityWindowSeconds);
        SpreadWatch.Tune(ref s.Spread, SpreadHalfLifeSeconds, tactic.CollapseSpreadBps);
        int sweepLevels = tactic.SweepLevels > 0 ? (int)tactic.SweepLevels : SweepLevelsOfCascade;
        SweepDetector.Tune(ref s.Sweeps, tactic.SweepGapNs > 0 ? tactic.SweepGapNs : UsualSweepGapNs, sweepLevels, 0);
        LargeTrade.Tune(ref s.Larges, Lots(tactic.LargeTradeAmountE8, instrument.Spec.LotE8), 0);
        LiquidityPull.Tune(ref s.BidPulls, tactic.PullShare, PullHalfLifeSeconds);
        LiquidityPull.Tune(ref s.AskPulls, tactic.PullShare, PullHalfLifeSeconds);
        BasisSignal.Tune(ref s.Basis, p.Carry.BasisHalfLifeSeconds);
        BasisSignal.Tune(ref s.Pair, p.Carry.PairHalfLifeSeconds);
        TuneMode(ref s.Mode, in p.Mode);
    }

    /// <summary>Begins the signals of an instrument that is new.</summary>
    internal static void Start(ref InstrumentState instrument)
    {
        // Calibrated from outside, and in ticks: it is not something that was measured here.
        MicroPrice calibrated = instrument.Signals.Micro;
        instrument.Signals = default;
        ref InstrumentSignals s = ref instrument.Signals;
        s.Micro = calibrated;
        // Begun whole, because each knows how many samples it needs before it says anything; tuned to the parameters below.
        s.Realised = RealisedWindow.WithSeconds(RealisedWindow.MinSeconds);
        s.Flow = OrderFlowImbalance.With(1, 1);
        s.Trades = TradeFlow.WithHalfLife(1);
        s.Spread = SpreadWatch.With(SpreadHalfLifeSeconds, 0);
        s.Basis = s.Pair = BasisSignal.WithHalfLife(1);
        s.AskPulls = LiquidityPull.With(asks: true, 0, PullHalfLifeSeconds);
        TuneSlow(ref instrument);
        Tune(ref instrument);
    }

    /// <summary>Begins the slow volatility anew: it is of another half-life.</summary>
    internal static void TuneSlow(ref InstrumentState instrument) =>
        instrument.Signals.Slow = EwmaVolatility.WithHalfLife(instrument.Parameters.Model.VolatilitySlowHalfLifeSeconds);

    /// <summary>Sets a cell of the micro-price table.</summary>
    internal static void Calibrate(ref InstrumentState instrument, ref readonly Event e)
    {
        int cell = (int)(e.Detail - (uint)ParameterId.MicroPriceFirst);
        MicroPrice.Set(ref instrument.Signals.Micro, cell % MicroPrice.ImbalanceBuckets, cell / MicroPrice.ImbalanceBuckets, BitConverter.Int64BitsToDouble(e.Parameter.Bits));
    }

    /// <summary>A whole book message is in.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="top">Best prices of others.</param>
    /// <param name="nowNs">Our time, ns.</param>
    /// <param name="exchangeNs">The venue's time of the book, ns.</param>
    /// <returns>True if it shows something that a tactic acts upon at once, though the best prices may be the same.</returns>
    internal static bool OnBook(ref InstrumentState instrument, in BookTop top, long nowNs, long exchangeNs)
    {
        ref InstrumentSignals s = ref instrument.Signals;
        SignalUses uses = (SignalUses)s.Uses;
        if (uses == SignalUses.None) return false;
        bool news = false;
        ref L2Book book = ref instrument.Book;
        long bid = top.BidTicks, ask = top.AskTicks;
        if (Has(uses, SignalUses.Pulls))
        {
            news |= Note(LiquidityPull.Observe(ref s.BidPulls, exchangeNs, bid, top.BidLots), ref s.BidPullNs, nowNs);
            news |= Note(LiquidityPull.Observe(ref s.AskPulls, exchangeNs, ask, top.AskLots), ref s.AskPullNs, nowNs);
        }
        if (Has(uses, SignalUses.Imbalance)) DepthImbalance.Observe(ref s.Imbalance, nowNs, in book.Bids, in book.Asks, in instrument.Own);
        if (Has(uses, SignalUses.Flow)) OrderFlowImbalance.Observe(ref s.Flow, nowNs, in book.Bids, in book.Asks, in instrument.Own);
        // A mid is a price only when both sides are there and do not cross.
        if (!top.HasMid) return news;
        long mid = top.MidHalfTicks;
        if (Has(uses, SignalUses.Top)) TopDynamics.Observe(ref s.Top, nowNs, bid, ask);
        if (Has(uses, SignalUses.Momentum)) Momentum.Observe(ref s.Momentum, nowNs, mid);
        if (Has(uses, SignalUses.Mids)) MidHistory.Observe(ref s.Mids, nowNs, mid);
        if (Has(uses, SignalUses.Spread)) SpreadWatch.Observe(ref s.Spread, nowNs, ask - bid, mid);
        if (Has(uses, SignalUses.Realised)) RealisedWindow.Observe(ref s.Realised, nowNs, mid);
        if (Has(uses, SignalUses.Mode) && EwmaVolatility.Observe(ref s.Slow, nowNs, mid) != 0) news |= StepMode(ref instrument, nowNs, exchangeNs);
        if (Has(uses, SignalUses.Basis) && instrument.Marks.IndexE8 is > 0 and not Units.Missing)
            BasisSignal.Observe(ref s.Basis, nowNs, 0.5 * mid * instrument.Spec.TickE8, instrument.Marks.IndexE8);
        return news;
    }

    /// <summary>A public trade. Its flag says whether the aggressor sold.</summary>
    /// <returns>True if a tactic acts upon it at once.</returns>
    internal static bool OnTrade(ref readonly Event e, ref InstrumentState instrument, long nowNs)
    {
        // Agreed off the book: it says nothing about who would take our quotes.
        if (IsOffBook(e.Detail)) return false;
        ref InstrumentSignals s = ref instrument.Signals;
        SignalUses uses = (SignalUses)s.Uses;
        bool sold = e.Has(EventFlags.Ask);
        s.LastTradeTicks = e.Trade.PriceTicks;
        s.LastTradeNs = nowNs;
        // What we take ourselves is no flow, and no reason to flee from.
        bool takes = !instrument.Taker.IsFree || !instrument.Hedger.IsFree;
        bool isOwn = (takes || s.Own.Awaits) && OwnPrints.Printed(ref s.Own, e.Trade.TradeId, takes);
        if (!isOwn && Has(uses, SignalUses.Trades)) TradeFlow.Observe(ref s.Trades, nowNs, e.ExchangeNs, sold, e.Trade.SizeLots);
        bool news = !isOwn && Has(uses, SignalUses.Sweeps) && Sweep(in e, ref s, sold, nowNs);
        if (!isOwn && Has(uses, SignalUses.Larges) && LargeTrade.Observe(ref s.Larges, e.ExchangeNs, sold, e.Trade.SizeLots))
        {
            s.LargeNs = nowNs;
            s.LargeSold = sold ? 1 : 0;
            s.LargeLots = s.Larges.OrderLots;
            news = true;
        }
        if (!Has(uses, SignalUses.Pulls)) return news;
        // A seller eats from the bids.
        return sold
            ? Note(LiquidityPull.OnTrade(ref s.BidPulls, e.ExchangeNs, e.Trade.PriceTicks, e.Trade.SizeLots), ref s.BidPullNs, nowNs) || news
            : Note(LiquidityPull.OnTrade(ref s.AskPulls, e.ExchangeNs, e.Trade.PriceTicks, e.Trade.SizeLots), ref s.AskPullNs, nowNs) || news;
    }

    /// <summary>True if a trade of this detail did not meet the book.</summary>
    internal static bool IsOffBook(uint detail) => (detail & (uint)(TradePrint.Block | TradePrint.ComboLeg)) != 0;

    /// <summary>Time passed, for all instruments.</summary>
    internal static void Advance(StateBlock block)
    {
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++) Advance(ref block[i], block.Head.NowNs);
    }

    /// <summary>The clock was set back: what was measured lies ahead now, and would stand still until the clock is there again.</summary>
    internal static void SetBack(StateBlock block, long nowNs)
    {
        block.Head.NowNs = nowNs;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++) Break(ref block[i]);
    }

    /// <summary>Time passed: what fades, fades, also while nothing happens.</summary>
    internal static void Advance(ref InstrumentState instrument, long nowNs)
    {
        ref InstrumentSignals s = ref instrument.Signals;
        SignalUses uses = (SignalUses)s.Uses;
        if (Has(uses, SignalUses.Imbalance)) DepthImbalance.Advance(ref s.Imbalance, nowNs);
        if (Has(uses, SignalUses.Flow)) OrderFlowImbalance.Advance(ref s.Flow, nowNs);
        if (Has(uses, SignalUses.Trades)) TradeFlow.Advance(ref s.Trades, nowNs);
        if (Has(uses, SignalUses.Top)) TopDynamics.Advance(ref s.Top, nowNs);
        if (Has(uses, SignalUses.Momentum)) Momentum.Advance(ref s.Momentum, nowNs);
    }

    /// <summary>What comes next does not follow what came: no signal is taken across it.</summary>
    internal static void Break(ref InstrumentState instrument)
    {
        EwmaVolatility.ResetAnchor(ref instrument.Volatility);
        ref InstrumentSignals s = ref instrument.Signals;
        EwmaVolatility.ResetAnchor(ref s.Slow);
        RealisedWindow.ResetAnchor(ref s.Realised);
        DepthImbalance.Reset(ref s.Imbalance);
        OrderFlowImbalance.Reset(ref s.Flow);
        TopDynamics.Reset(ref s.Top);
        Momentum.Reset(ref s.Momentum);
        MidHistory.Reset(ref s.Mids);
        SpreadWatch.Reset(ref s.Spread);
        SweepDetector.Reset(ref s.Sweeps);
        LiquidityPull.Reset(ref s.BidPulls);
        LiquidityPull.Reset(ref s.AskPulls);
    }

    /// <summary>A whole new book in place of one that was followed: its sizes are no steps from the old ones.</summary>
    internal static void Replace(ref InstrumentState instrument)
    {
        ref InstrumentSignals s = ref instrument.Signals;
        OrderFlowImbalance.Reset(ref s.Flow);
        LiquidityPull.Reset(ref s.BidPulls);
        LiquidityPull.Reset(ref s.AskPulls);
    }

    // Up to whole lots: an amount is large from there on.
    private static long Lots(long amountE8, long lotE8) => amountE8 <= 0 || lotE8 <= 0 ? 0 : amountE8 / lotE8 + (amountE8 % lotE8 != 0 ? 1 : 0);

    private static bool Note(bool found, ref long foundNs, long nowNs)
    {
        if (found) foundNs = nowNs;
        return found;
    }

    private static bool Sweep(ref readonly Event e, ref InstrumentSignals s, bool sold, long nowNs)
    {
        bool isNew = SweepDetector.Observe(ref s.Sweeps, e.ExchangeNs, sold, e.Trade.PriceTicks, e.Trade.SizeLots);
        if (!s.Sweeps.IsSweep) return false;
        s.SweepNs = nowNs;
        s.SweepSold = sold ? 1 : 0;
        s.SweepLevels = s.Sweeps.LevelCount;
        return isNew;
    }

    private static bool StepMode(ref InstrumentState instrument, long nowNs, long exchangeNs)
    {
        ref InstrumentSignals s = ref instrument.Signals;
        ref readonly ModeParameters rules = ref instrument.Parameters.Mode;
        bool isSwept = (rules.CascadeRatio > 0 || rules.CascadeDriftSigmas > 0) && s.Sweeps.HasTwoWithin(exchangeNs, SweepsWithinNs);
        double fast = instrument.Volatility.SigmaBps, slow = s.Slow.SigmaBps, drift = s.Realised.DriftBps(DriftSeconds);
        return MarketMode.Step(ref s.Mode, nowNs, fast, slow, drift, DriftSeconds, isSwept);
    }

    // A ratio of 0 is never reached from above and always exceeded from below: each bound that is off is put out of reach.
    private static void TuneMode(ref MarketMode mode, in ModeParameters p)
    {
        double volatileRatio = p.VolatileRatio > 0 ? p.VolatileRatio : double.PositiveInfinity;
        double release = p.ReleaseRatio * (p.CascadeRatio > 0 ? p.CascadeRatio : volatileRatio);
        MarketMode.Tune(ref mode, p.CalmRatio, volatileRatio, p.CascadeRatio, p.CascadeDriftSigmas, release, p.ReleaseNs);
    }

    private static bool Has(SignalUses uses, SignalUses one) => (uses & one) != 0;
}
