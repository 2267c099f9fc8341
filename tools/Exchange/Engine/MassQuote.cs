using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>One side of a quote. Null leaves a property as it is; amount 0 cancels.</summary>
/// <param name="PriceE8">Price, 1e-8.</param>
/// <param name="AmountE8">Amount, 1e-8.</param>
/// <param name="PostOnly">Never takes.</param>
/// <param name="RejectPostOnly">Refused rather than moved.</param>
public sealed record QuoteSide(long? PriceE8, long? AmountE8, bool PostOnly = false, bool RejectPostOnly = false);

/// <summary>A quote on one instrument.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="QuoteSetId">Set it belongs to.</param>
/// <param name="Bid">Bid; null leaves it alone.</param>
/// <param name="Ask">Ask; null leaves it alone.</param>
public sealed record QuoteEntry(Instrument Instrument, string QuoteSetId, QuoteSide? Bid, QuoteSide? Ask);

/// <summary>A set of quotes.</summary>
public readonly record struct MassQuoteRequest
{
    /// <summary>Whose.</summary>
    public Account Account { get; init; }

    /// <summary>Id of the request, kept with its orders.</summary>
    public string QuoteId { get; init; }

    /// <summary>Protection group; must be configured.</summary>
    public string MmpGroup { get; init; }

    /// <summary>At most 100, of one index.</summary>
    public IReadOnlyList<QuoteEntry> Quotes { get; init; }

    /// <summary>Latest time at which matching may begin, µs since 1970; 0 for any.</summary>
    public long ValidUntilUs { get; init; }

    /// <summary>Connection it came through.</summary>
    public long ConnectionId { get; init; }

    /// <summary>That connection has cancel-on-disconnect on.</summary>
    public bool CancelOnDisconnect { get; init; }
}

/// <summary>A side of a quote that was refused.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="Side">Which side.</param>
/// <param name="Error">Why.</param>
public readonly record struct QuoteError(Instrument Instrument, OrderSide Side, EngineError Error);

/// <summary>What came of a mass quote.</summary>
public sealed class MassQuoteResult
{
    /// <summary>Why none of it was carried out; code 0 otherwise.</summary>
    public EngineError Error { get; internal set; }

    /// <summary>Orders made or changed.</summary>
    public List<Order> Orders { get; } = [];

    /// <summary>Own trades.</summary>
    public List<UserTrade> Trades { get; } = [];

    /// <summary>Sides refused.</summary>
    public List<QuoteError> Errors { get; } = [];
}
