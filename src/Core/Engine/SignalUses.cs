using System;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Engine;

/// <summary>Signals that somebody asks for. What nobody asks for costs nothing.</summary>
[Flags]
internal enum SignalUses : long
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Depth imbalance.</summary>
    Imbalance = 1,

    /// <summary>Order-flow imbalance.</summary>
    Flow = 2,

    /// <summary>Traded flow.</summary>
    Trades = 4,

    /// <summary>Moves of the best prices.</summary>
    Top = 8,

    /// <summary>Momentum over three times.</summary>
    Momentum = 16,

    /// <summary>The mid of the last second.</summary>
    Mids = 32,

    /// <summary>The spread.</summary>
    Spread = 64,

    /// <summary>Sweeps.</summary>
    Sweeps = 128,

    /// <summary>Large trades.</summary>
    Larges = 256,

    /// <summary>Liquidity pulls.</summary>
    Pulls = 512,

    /// <summary>The market's mode, with slow volatility and drift.</summary>
    Mode = 1024,

    /// <summary>Volatility over a window.</summary>
    Realised = 2048,

    /// <summary>Basis against the index.</summary>
    Basis = 4096,

    /// <summary>The paired instrument.</summary>
    Pair = 8192,
}

/// <summary>Which signals a set of parameters needs.</summary>
internal static class SignalNeeds
{
    internal static SignalUses Of(in QuotingParameters p)
    {
        ref readonly AlphaParameters alpha = ref p.Alpha;
        ref readonly TacticParameters tactic = ref p.Tactic;
        SignalUses uses = SignalUses.None;
        if (alpha.ImbalanceWeightBps != 0) uses |= SignalUses.Imbalance;
        if (alpha.FlowWeightBps != 0) uses |= SignalUses.Flow;
        if (alpha.TradeWeightBps != 0 || tactic.OneSidedFlow > 0 || tactic.AggressionShare > 0 || p.Width.FlowWidenBps > 0 || p.Requote.QueueValueFactor > 0) uses |= SignalUses.Trades;
        if (alpha.TopWeightBps != 0) uses |= SignalUses.Top;
        if (alpha.MomentumFastWeight != 0 || alpha.MomentumMidWeight != 0 || alpha.MomentumSlowWeight != 0) uses |= SignalUses.Momentum;
        if (tactic.MomentumCancelSigmas > 0 || tactic.MomentumCancelBps > 0) uses |= SignalUses.Mids;
        if (tactic.CollapseSpreadBps > 0 || tactic.BlowOutZ > 0) uses |= SignalUses.Spread;
        if (tactic.SweepLevels > 0) uses |= SignalUses.Sweeps;
        if (tactic.LargeTradeAmountE8 > 0) uses |= SignalUses.Larges;
        if (tactic.PullShare > 0) uses |= SignalUses.Pulls;
        // A cascade is seen by sweeps and drift too.
        if (UsesMode(in p.Mode)) uses |= SignalUses.Mode | SignalUses.Realised | SignalUses.Sweeps;
        if (p.Model.VolatilityKind != 0) uses |= SignalUses.Realised;
        if (p.Carry.BasisWeight != 0 || p.Carry.CarryPreferenceBps > 0) uses |= SignalUses.Basis;
        if (p.Carry.PairWeight != 0) uses |= SignalUses.Pair;
        return uses;
    }

    private static bool UsesMode(in ModeParameters mode) =>
        mode.CalmRatio > 0 || mode.VolatileRatio > 0 || mode.CascadeRatio > 0 || mode.CascadeDriftSigmas > 0;
}
