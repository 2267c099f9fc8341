using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>How far an order of ours has come.</summary>
internal enum OrderLife : byte
{
    /// <summary>A free place.</summary>
    None = 0,

    /// <summary>Wished, not sent.</summary>
    Queued = 1,

    /// <summary>Sent; the venue has not said that it rests.</summary>
    Sent = 2,

    /// <summary>The venue said that it rests.</summary>
    Open = 3,

    /// <summary>Ended; kept for late reports.</summary>
    Ended = 4,
}

/// <summary>What is wished of an order and not sent yet. The newest wish is the only one.</summary>
internal enum OrderWish : byte
{
    None = 0,
    Place = 1,
    Edit = 2,
    Cancel = 3,
}

/// <summary>One order of ours as the session knows it.</summary>
internal struct OrderEntry
{
    internal long OrderId;
    internal VenueId VenueId;
    internal OutputRecord Command;  // the last order or change that was wished
    internal OrderLife Life;
    internal OrderWish Wish;
    internal OrderReport EndReport; // Ended: how
    internal OrderReason EndReason;
    internal bool HasVenueId;
    internal bool IsUnclear;        // a request's outcome is not known
    internal bool IsEditUnclear;    // that request was a change
    internal bool Sell;
    internal bool IsEndTold;        // Ended: by a row of the venue, not by an error or silence
    internal bool HasRested;        // the venue said once that it rests
    internal bool IsQuote;          // goes as one side of a mass quote
    internal byte QuoteCancels;     // cancels of that side sent
    internal bool Escalated;        // all orders of the instrument were cancelled because this one would not go
    internal byte Currency;
    internal short Queries;
    internal ushort Instrument;
    internal long PlaceRequest;     // ids of requests under way, 0 if none
    internal long EditRequest;
    internal long CancelRequest;
    internal long QueryRequest;
    internal long ValidUntilNs;     // our clock: later than this the venue begins nothing of what we sent
    internal long QueryNs;          // when to ask next; MaxValue: not
    internal long CancelSinceNs;    // since when it should be gone; 0: it should not
    internal long CancelNs;         // when to send the cancel again; MaxValue: not
    internal long EndedNs;
    internal long SeenNs;           // our clock: the last report of it
    internal long UpdatedNs;        // the venue's clock
    internal long PriceTicks;
    internal long AmountLots;
    internal long FilledLots;
    internal int ErrorCode;
    internal long PlacedLots;       // of a quote: its whole size, which no change of it touches
    internal long ToldLots;         // of its fills, those that came
    internal long FirstSentNs;      // our clock: when it was placed
    internal long UntoldNs;         // when to ask for fills that are counted and did not come; 0: none lacks; MaxValue: not any more
    internal int UntoldTries;

    /// <summary>True if it may rest at the venue.</summary>
    internal readonly bool IsLive => Life is OrderLife.Sent or OrderLife.Open;
}
