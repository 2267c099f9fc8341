namespace Minnow.Core.Model;

/// <summary>What the venue said about an order.</summary>
public enum OrderReport : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It rests in the book.</summary>
    Accepted = 1,

    /// <summary>It was refused and never rested.</summary>
    Rejected = 2,

    /// <summary>It is gone, not by a fill.</summary>
    Cancelled = 3,

    /// <summary>A cancel was refused: the order's fate comes in another report.</summary>
    CancelRejected = 4,

    /// <summary>Fully filled.</summary>
    Filled = 5,
}

/// <summary>Body: the venue's answer about one of our orders.</summary>
public struct OrderUpdate
{
    /// <summary>Our id.</summary>
    public long OrderId;

    /// <summary>Price in ticks at which it rests.</summary>
    public long PriceTicks;

    /// <summary>Accepted: lots still open. Cancelled: lots that were open when it was cancelled, <see cref="Units.Missing"/> if the venue does not say.</summary>
    public long OpenLots;

    /// <summary>The venue's id, or its hash.</summary>
    public long VenueOrderId;

    /// <summary>What happened.</summary>
    public OrderReport Report;

    /// <summary>Zero.</summary>
    public byte Reserved0;

    /// <summary>Zero.</summary>
    public ushort Reserved1;

    /// <summary>The venue's error code, 0 if none.</summary>
    public int ErrorCode;
}

/// <summary>Body: one fill; flag <see cref="EventFlags.Ask"/> if we sold.</summary>
public struct Fill
{
    /// <summary>Our order's id.</summary>
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

    /// <summary>Quote again after a pause.</summary>
    Resume = 3,
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
