namespace Minnow.Market;

/// <summary>What a frame is about; each channel keeps its order on the way to the recorder.</summary>
public enum Channel
{
    /// <summary>The reply to get_instruments.</summary>
    Instruments,

    /// <summary>Book snapshots and changes.</summary>
    Book,

    /// <summary>Trades.</summary>
    Trades,

    /// <summary>Best bid and ask.</summary>
    Quote,

    /// <summary>Ticker.</summary>
    Ticker,

    /// <summary>Funding interest.</summary>
    Perpetual,

    /// <summary>Price index.</summary>
    Index,
}
