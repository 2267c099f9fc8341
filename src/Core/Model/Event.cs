using System.Runtime.InteropServices;

namespace Minnow.Core.Model;

/// <summary>One entry of the input ring: everything the quoter knows arrived as one of these. 64 bytes, no padding, no references.</summary>
/// <remarks>
/// The 24-byte head is common; the 40-byte body at offset 24 is one of the structs below, chosen by <see cref="Kind"/>.
/// A venue message becomes one or more consecutive events, the first flagged <see cref="EventFlags.First"/>, the last
/// <see cref="EventFlags.Last"/>. Byte table: docs/formats/journal.md, held to this struct by a test.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct Event
{
    /// <summary>What the event says, and which body it has.</summary>
    [FieldOffset(0)] public EventKind Kind;

    /// <summary>Side, position in the message, snapshot.</summary>
    [FieldOffset(1)] public EventFlags Flags;

    /// <summary>Index of the instrument, from 0; <see cref="Units.NoInstrument"/> if the event is about none.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>Meaning by kind: the number of the level in its message, the parameter id, the operator command, the gateway phase, what is special about a fill; else 0.</summary>
    [FieldOffset(4)] public uint Detail;

    /// <summary>When the frame arrived here, ns since 1970.</summary>
    [FieldOffset(8)] public long ReceivedNs;

    /// <summary>The venue's own time stamp, ns since 1970; 0 if it gave none.</summary>
    [FieldOffset(16)] public long ExchangeNs;

    /// <summary>Body of <see cref="EventKind.InstrumentNamed"/>.</summary>
    [FieldOffset(24)] public InstrumentNamed Named;

    /// <summary>Body of <see cref="EventKind.InstrumentDefined"/>.</summary>
    [FieldOffset(24)] public InstrumentDefined Defined;

    /// <summary>Body of <see cref="EventKind.InstrumentState"/> and <see cref="EventKind.PlatformState"/>.</summary>
    [FieldOffset(24)] public StateChange State;

    /// <summary>Body of <see cref="EventKind.BookLevel"/> and <see cref="EventKind.GroupedLevel"/>.</summary>
    [FieldOffset(24)] public BookLevel Level;

    /// <summary>Body of <see cref="EventKind.BookInvalid"/>.</summary>
    [FieldOffset(24)] public BookInvalid Invalid;

    /// <summary>Body of <see cref="EventKind.Trade"/>.</summary>
    [FieldOffset(24)] public Trade Trade;

    /// <summary>Body of <see cref="EventKind.Quote"/> and <see cref="EventKind.TickerTop"/>.</summary>
    [FieldOffset(24)] public Quote Quote;

    /// <summary>Body of <see cref="EventKind.TickerMarks"/>.</summary>
    [FieldOffset(24)] public TickerMarks Marks;

    /// <summary>Body of <see cref="EventKind.TickerCarry"/>.</summary>
    [FieldOffset(24)] public TickerCarry Carry;

    /// <summary>Body of <see cref="EventKind.TickerStats"/>.</summary>
    [FieldOffset(24)] public TickerStats Stats;

    /// <summary>Body of <see cref="EventKind.OptionGreeks"/>.</summary>
    [FieldOffset(24)] public OptionGreeks Greeks;

    /// <summary>Body of <see cref="EventKind.OptionVols"/>.</summary>
    [FieldOffset(24)] public OptionVols Vols;

    /// <summary>Body of <see cref="EventKind.Perpetual"/>, <see cref="EventKind.IndexPrice"/> and <see cref="EventKind.VolatilityIndex"/>.</summary>
    [FieldOffset(24)] public IndexValue Index;

    /// <summary>Body of <see cref="EventKind.VenueError"/>.</summary>
    [FieldOffset(24)] public VenueError Error;

    /// <summary>Body of <see cref="EventKind.OrderUpdate"/>.</summary>
    [FieldOffset(24)] public OrderUpdate Order;

    /// <summary>Body of <see cref="EventKind.Fill"/>.</summary>
    [FieldOffset(24)] public Fill Fill;

    /// <summary>Body of <see cref="EventKind.Gateway"/>.</summary>
    [FieldOffset(24)] public GatewayState Gateway;

    /// <summary>Body of <see cref="EventKind.RateBudget"/>.</summary>
    [FieldOffset(24)] public RateBudgetLeft Budget;

    /// <summary>Body of <see cref="EventKind.Position"/>.</summary>
    [FieldOffset(24)] public PositionReport Position;

    /// <summary>Body of <see cref="EventKind.Account"/>.</summary>
    [FieldOffset(24)] public AccountReport Account;

    /// <summary>Body of <see cref="EventKind.Protection"/>.</summary>
    [FieldOffset(24)] public ProtectionState Protection;

    /// <summary>Body of <see cref="EventKind.Operator"/>.</summary>
    [FieldOffset(24)] public OperatorCommand Operator;

    /// <summary>Body of <see cref="EventKind.Alert"/>.</summary>
    [FieldOffset(24)] public AlertReport Alert;

    /// <summary>Body of <see cref="EventKind.Gate"/>.</summary>
    [FieldOffset(24)] public GateState Gate;

    /// <summary>Body of <see cref="EventKind.GateLimit"/>.</summary>
    [FieldOffset(24)] public GateLimitChange GateLimit;

    /// <summary>Body of <see cref="EventKind.Parameter"/>.</summary>
    [FieldOffset(24)] public Parameter Parameter;

    /// <summary>True if <paramref name="flag"/> is set.</summary>
    public readonly bool Has(EventFlags flag) => (Flags & flag) != 0;
}
