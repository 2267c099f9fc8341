using System.Collections.Generic;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Background;

/// <summary>A recorded trade: the taker's side, and what it took.</summary>
internal readonly record struct RecordedTrade(long TimeMs, OrderSide TakerSide, long PriceE8, long AmountE8);

/// <summary>A recorded level: its whole amount from now on; 0 removes it.</summary>
internal readonly record struct RecordedLevel(OrderSide Side, long PriceE8, long AmountE8);

/// <summary>A book frame with the trades that explain it, or a new index.</summary>
internal sealed class RecordedStep
{
    /// <summary>When the recorder received it, ns since 1970.</summary>
    public long ReceivedNs { get; init; }

    /// <summary>Replaces the book instead of changing it.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>Trades since the last book frame, in order.</summary>
    public List<RecordedTrade> Trades { get; } = [];

    /// <summary>Levels in the order of the frame.</summary>
    public List<RecordedLevel> Levels { get; } = [];

    /// <summary>The index, 1e-8; 0 if this is a book frame.</summary>
    public long IndexE8 { get; init; }
}
