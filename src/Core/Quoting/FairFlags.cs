using System;

namespace Minnow.Core.Quoting;

/// <summary>How the fair price came about. Written to the journal: only add.</summary>
[Flags]
public enum FairFlags : uint
{
    /// <summary>The chosen price, and every signal that has a weight, was there.</summary>
    None = 0,

    /// <summary>A side of the book is missing and the mark stands in.</summary>
    FromMark = 1,

    /// <summary>A side of the book is missing and the last trade stands in.</summary>
    FromLast = 2,

    /// <summary>There is no fair price: nothing may be quoted.</summary>
    NoPrice = 4,

    /// <summary>The micro-price is not known: the weighted mid stands in.</summary>
    NoMicro = 8,

    /// <summary>The sizes at the best prices are not known: the mid stands in.</summary>
    NoWeights = 16,

    /// <summary>The price was held within one spread of the mid.</summary>
    Capped = 32,

    /// <summary>The imbalance is not known and adds nothing.</summary>
    NoImbalance = 64,

    /// <summary>The order-flow imbalance is not known and adds nothing.</summary>
    NoFlow = 128,

    /// <summary>The traded flow is not known and adds nothing.</summary>
    NoTrade = 256,

    /// <summary>The top-of-book signal is not known and adds nothing.</summary>
    NoTop = 512,

    /// <summary>A momentum is not known and adds nothing.</summary>
    NoMomentum = 1024,

    /// <summary>The imbalance was clamped.</summary>
    ImbalanceClamped = 2048,

    /// <summary>The order-flow imbalance was clamped.</summary>
    FlowClamped = 4096,

    /// <summary>The traded flow was clamped.</summary>
    TradeClamped = 8192,

    /// <summary>The top-of-book signal was clamped.</summary>
    TopClamped = 16384,

    /// <summary>The momentum was clamped.</summary>
    MomentumClamped = 32768,

    /// <summary>The sum of the signals was clamped.</summary>
    AlphaClamped = 65536,
}
