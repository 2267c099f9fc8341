using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Signals;

namespace Minnow.Host.Pnl;

/// <summary>A price that a decision gave an order: what the fills at it come from.</summary>
internal sealed class QuoteOrigin
{
    internal required long DecisionNumber { get; init; }

    internal required long PriceTicks { get; init; }

    /// <summary>Flags of the command, <see cref="OutputRecord.HedgeFlag"/> among them.</summary>
    internal required uint Flags { get; init; }

    /// <summary>Mid of our book when the venue acknowledged the price, halves of 1e-8; 0 before.</summary>
    internal long AcknowledgedMidHalfE8 { get; set; }

    /// <summary>Fair price of the decision, halves of 1e-8; 0 if it had none.</summary>
    internal long FairHalfE8 { get; set; }

    /// <summary>Mid of the decision, halves of 1e-8; 0 if a side was missing.</summary>
    internal long MidHalfE8 { get; set; }

    internal MarketModeKind Mode { get; set; }

    internal byte Level { get; set; } = FillEdge.NoLevel;

    /// <summary>True if the decision meant it to take.</summary>
    internal bool IsTaker { get; set; }

    /// <summary>What the decision says of why it took; empty if it did not.</summary>
    internal string Rule { get; set; } = "";

    internal bool IsHedge => (Flags & OutputRecord.HedgeFlag) != 0;
}
