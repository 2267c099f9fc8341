namespace Minnow.Core.Model;

/// <summary>What the venue said about an order. Written to the journal: never renumber.</summary>
public enum OrderReport : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It rests in the book as the body says.</summary>
    Accepted = 1,

    /// <summary>It was refused and never rested.</summary>
    Rejected = 2,

    /// <summary>It is gone, not by a fill (or not by fills alone).</summary>
    Cancelled = 3,

    /// <summary>A cancel was refused: the order's fate comes in another report.</summary>
    CancelRejected = 4,

    /// <summary>Fully filled.</summary>
    Filled = 5,

    /// <summary>A change was refused and the order rests as it was.</summary>
    EditRejected = 6,

    /// <summary>The venue, asked after the last moment at which the order could still have been taken, does not know it.</summary>
    NotFound = 7,

    /// <summary>An answer that settles nothing: an error that may or may not have had an effect, a lost connection, a timeout.</summary>
    Unclear = 8,
}

/// <summary>Why, as far as the venue said. Written to the journal: never renumber.</summary>
public enum OrderReason : byte
{
    /// <summary>Not said, or nothing to say.</summary>
    None = 0,

    /// <summary>We asked for it.</summary>
    Requested = 1,

    /// <summary>Post-only would have crossed.</summary>
    PostOnly = 2,

    /// <summary>Not enough funds.</summary>
    Funds = 3,

    /// <summary>Price outside the venue's band or off its tick.</summary>
    Price = 4,

    /// <summary>Size too small, too large or no whole lot.</summary>
    Size = 5,

    /// <summary>Too many requests.</summary>
    RateLimit = 6,

    /// <summary>Market-maker protection.</summary>
    Protection = 7,

    /// <summary>Cancel-on-disconnect.</summary>
    Disconnect = 8,

    /// <summary>Liquidation or another act of the venue's risk system against us.</summary>
    Liquidation = 9,

    /// <summary>It would have met our own order.</summary>
    SelfTrade = 10,

    /// <summary>Settlement, delivery or expiry.</summary>
    Settlement = 11,

    /// <summary>The book or the account is closed or locked.</summary>
    Closed = 12,

    /// <summary>It came too late for its own time limit.</summary>
    TimedOut = 13,

    /// <summary>The venue is busy: a queue is full, try again later.</summary>
    Busy = 14,

    /// <summary>The order was not open any more: a fill or a cancel came first.</summary>
    NotOpen = 15,

    /// <summary>A later change of ours took its place.</summary>
    Superseded = 16,

    /// <summary>Our gateway did not send it: a later wish took its place, or the way was down.</summary>
    NotSent = 17,

    /// <summary>A limit of the venue on orders, positions or sizes.</summary>
    Limit = 18,

    /// <summary>Something else.</summary>
    Other = 19,

    /// <summary>Our own pre-trade gate did not let it out; the code names the control.</summary>
    Denied = 20,
}

/// <summary>Body: what the venue said about one of our orders. <see cref="Event.ExchangeNs"/> is the order's own last update time, 0 if not said.</summary>
public struct OrderUpdate
{
    /// <summary>Our id; 0 if the order is not of this process.</summary>
    public long OrderId;

    /// <summary>Price in ticks at which it rests; <see cref="Units.Missing"/> if not said.</summary>
    public long PriceTicks;

    /// <summary>Accepted: lots still open. Cancelled: lots that were open when it was cancelled. <see cref="Units.Missing"/> if not said.</summary>
    public long OpenLots;

    /// <summary>Lots filled in all, as the venue counts; <see cref="Units.Missing"/> if not said.</summary>
    public long FilledLots;

    /// <summary>What happened.</summary>
    public OrderReport Report;

    /// <summary>Why.</summary>
    public OrderReason Reason;

    /// <summary>Zero.</summary>
    public ushort Reserved1;

    /// <summary>The venue's error code, 0 if none.</summary>
    public int ErrorCode;
}

/// <summary>What is special about a fill: bits of <see cref="Event.Detail"/>. Written to the journal: never renumber.</summary>
[System.Flags]
public enum FillDetails : uint
{
    /// <summary>A maker fill of an order of ours, told when it happened.</summary>
    None = 0,

    /// <summary>We took.</summary>
    Taker = 1,

    /// <summary>The venue liquidated us.</summary>
    Liquidation = 2,

    /// <summary>Told later, by a query after a lost connection.</summary>
    Backfilled = 4,

    /// <summary>Part of the opening position already: remembered by id and not counted again.</summary>
    BeforeOpening = 8,

    /// <summary>Of an order that a former run of ours placed.</summary>
    FormerRun = 16,

    /// <summary>Of an order that is not ours: placed by hand or by another program.</summary>
    External = 32,
}

/// <summary>Body: one fill; flag <see cref="EventFlags.Ask"/> if we sold.</summary>
public struct Fill
{
    /// <summary>Our order's id; 0 if it is not of this process.</summary>
    public long OrderId;

    /// <summary>Price in ticks.</summary>
    public long PriceTicks;

    /// <summary>Lots filled.</summary>
    public long SizeLots;

    /// <summary>The venue's trade id, or its hash: a fill counts once.</summary>
    public long TradeId;

    /// <summary>Fee, 1e-8 of the settlement coin; negative was paid to us.</summary>
    public long FeeE8;
}

/// <summary>A person's command.</summary>
public enum OperatorVerb : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Cancel everything and end.</summary>
    Stop = 1,

    /// <summary>Cancel everything and send nothing new.</summary>
    Pause = 2,

    /// <summary>Quote again after a pause. Does not lift a halt.</summary>
    Resume = 3,

    /// <summary>A person has looked: lift a halt.</summary>
    Arm = 4,

    /// <summary>Cancel everything, close the order connection and stay so until a person arms.</summary>
    Kill = 5,

    /// <summary>Cancel everything, bring the position to nothing by orders that only reduce it, and stay flat until a person arms.</summary>
    Flatten = 6,

    /// <summary>Place only what makes the position smaller, until resumed.</summary>
    StopAdding = 7,

    /// <summary>Quote wider, until resumed.</summary>
    Widen = 8,
}

/// <summary>What an alert is about. Written to the journal: never renumber.</summary>
public enum AlertKind : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A monitor of a model says that the model does not describe the market any more.</summary>
    Model = 1,

    /// <summary>The journal lags behind, or its disk is short of room or failing.</summary>
    Journal = 2,

    /// <summary>Our clock and the venue's drift apart, or ours jumped.</summary>
    Clock = 3,

    /// <summary>The venue answers late, refuses often, or loses connections.</summary>
    Venue = 4,

    /// <summary>Our account and the venue's statement differ.</summary>
    Statement = 5,

    /// <summary>Something outside of this process, named by the source.</summary>
    External = 6,
}

/// <summary>Body: something went wrong outside of the quoter's own sight. What it is about stands in <see cref="Event.Detail"/>; the flag <see cref="EventFlags.Lost"/> is clear when it is over.</summary>
public struct AlertReport
{
    /// <summary>Hash of the name of who says so.</summary>
    public ulong SourceHash;

    /// <summary>Step of the kill ladder that is asked for at least; 0 takes the configured one.</summary>
    public long Step;

    /// <summary>The figure behind it, in the unit of its source; 0 if there is none.</summary>
    public long Value;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;
}

/// <summary>Body: who said it. The verb is in <see cref="Event.Detail"/>.</summary>
public struct OperatorCommand
{
    /// <summary>Hash of the name or control path that gave the command.</summary>
    public ulong SourceHash;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;

    /// <summary>Zero.</summary>
    public long Reserved2;

    /// <summary>Zero.</summary>
    public long Reserved3;
}

/// <summary>Body: the value that a parameter takes. The id is in <see cref="Event.Detail"/>.</summary>
public struct Parameter
{
    /// <summary>The value: a whole number, or the bits of a double, as the parameter's own documentation says.</summary>
    public long Bits;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;

    /// <summary>Zero.</summary>
    public long Reserved2;

    /// <summary>Zero.</summary>
    public long Reserved3;
}
