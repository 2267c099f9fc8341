using System;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>The rule behind an effect, in the order in which rules are asked: of two equal effects the first is named. Written to the journal: only add.</summary>
public enum TacticCause : long
{
    /// <summary>No rule.</summary>
    None = 0,

    /// <summary>The market is in a cascade.</summary>
    Cascade = 1,

    /// <summary>The spread is far above its mean.</summary>
    BlowOut = 2,

    /// <summary>The spread has been too small for too long.</summary>
    Collapse = 3,

    /// <summary>Several levels of this side were taken at once.</summary>
    Sweep = 4,

    /// <summary>A large trade ran into this side.</summary>
    LargeTrade = 5,

    /// <summary>The mid ran towards this side.</summary>
    Momentum = 6,

    /// <summary>Others cancelled much of this side's best level.</summary>
    LiquidityPull = 7,

    /// <summary>Flow runs against this side.</summary>
    OneSidedFlow = 8,

    /// <summary>The other side was filled.</summary>
    CancelOpposite = 9,

    /// <summary>This side was filled, and the mid still moves against it.</summary>
    Reentry = 10,

    /// <summary>A side was filled a moment ago.</summary>
    PostFill = 11,

    /// <summary>A sweep is over for not long.</summary>
    AfterSweep = 12,

    /// <summary>Calm: join the best price.</summary>
    Join = 13,

    /// <summary>The position is reduced by taking.</summary>
    Aggression = 14,

    /// <summary>Taking waits until our own quote in its way is gone.</summary>
    OwnQuoteInTheWay = 15,
}

/// <summary>A set of <see cref="TacticCause"/>: bit n is the cause with number n. Written to the journal: only add.</summary>
[Flags]
public enum TacticFlags : ulong
{
    /// <summary>No rule.</summary>
    None = 0,

    /// <summary><see cref="TacticCause.Cascade"/>.</summary>
    Cascade = 1 << 1,

    /// <summary><see cref="TacticCause.BlowOut"/>.</summary>
    BlowOut = 1 << 2,

    /// <summary><see cref="TacticCause.Collapse"/>.</summary>
    Collapse = 1 << 3,

    /// <summary><see cref="TacticCause.Sweep"/>.</summary>
    Sweep = 1 << 4,

    /// <summary><see cref="TacticCause.LargeTrade"/>.</summary>
    LargeTrade = 1 << 5,

    /// <summary><see cref="TacticCause.Momentum"/>.</summary>
    Momentum = 1 << 6,

    /// <summary><see cref="TacticCause.LiquidityPull"/>.</summary>
    LiquidityPull = 1 << 7,

    /// <summary><see cref="TacticCause.OneSidedFlow"/>.</summary>
    OneSidedFlow = 1 << 8,

    /// <summary><see cref="TacticCause.CancelOpposite"/>.</summary>
    CancelOpposite = 1 << 9,

    /// <summary><see cref="TacticCause.Reentry"/>.</summary>
    Reentry = 1 << 10,

    /// <summary><see cref="TacticCause.PostFill"/>.</summary>
    PostFill = 1 << 11,

    /// <summary><see cref="TacticCause.AfterSweep"/>.</summary>
    AfterSweep = 1 << 12,

    /// <summary><see cref="TacticCause.Join"/>.</summary>
    Join = 1 << 13,

    /// <summary><see cref="TacticCause.Aggression"/>.</summary>
    Aggression = 1 << 14,

    /// <summary><see cref="TacticCause.OwnQuoteInTheWay"/>.</summary>
    OwnQuoteInTheWay = 1 << 15,
}
