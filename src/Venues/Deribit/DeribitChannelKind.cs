namespace Minnow.Venues.Deribit;

/// <summary>What a subscription channel carries.</summary>
internal enum DeribitChannelKind : byte
{
    /// <summary>No channel that we know.</summary>
    Unknown,

    /// <summary>Known, and of no consequence for the quoter.</summary>
    Ignored,

    /// <summary><c>book.{instrument}.{interval}</c>: snapshot, then changes.</summary>
    Book,

    /// <summary><c>book.{instrument}.{group}.{depth}.{interval}</c>: the whole window each time.</summary>
    GroupedBook,

    /// <summary><c>trades.…</c>: an array.</summary>
    Trades,

    /// <summary><c>ticker.{instrument}.{interval}</c>.</summary>
    Ticker,

    /// <summary><c>incremental_ticker.{instrument}</c>.</summary>
    IncrementalTicker,

    /// <summary><c>quote.{instrument}</c>.</summary>
    Quote,

    /// <summary><c>perpetual.{instrument}.{interval}</c>.</summary>
    Perpetual,

    /// <summary><c>deribit_price_index.{index}</c>.</summary>
    PriceIndex,

    /// <summary><c>deribit_volatility_index.{index}</c>.</summary>
    VolatilityIndex,

    /// <summary><c>platform_state</c>.</summary>
    PlatformState,

    /// <summary><c>instrument.state.{kind}.{currency}</c>.</summary>
    InstrumentState,
}
