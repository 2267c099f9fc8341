using System.Runtime.InteropServices;

namespace Minnow.Core.Model;

/// <summary>What an <see cref="OutputRecord"/> is. Written to the journal: never renumber.</summary>
public enum OutputKind : byte
{
    /// <summary>An all-zero slot.</summary>
    None = 0,

    /// <summary>A message for the venue.</summary>
    Command = 1,

    /// <summary>First of the slots of a decision record.</summary>
    Decision = 2,

    /// <summary>A further slot of the decision record that began before it.</summary>
    DecisionPart = 3,

    /// <summary>The state was copied out after the cause sequence; the copy follows beside the ring.</summary>
    Checkpoint = 4,

    /// <summary>What is wanted of a hedge instrument; belongs to the decision that follows.</summary>
    Hedge = 5,

    /// <summary>What each way to hedge would cost; behind every <see cref="Hedge"/>.</summary>
    HedgeCost = 6,

    /// <summary>An alert of a stop-scaling monitor was raised or ended, or the size took a step.</summary>
    Monitor = 7,
}

/// <summary>What the venue is asked to do.</summary>
public enum CommandVerb : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Place a limit order, post-only unless a flag says that it takes.</summary>
    Place = 1,

    /// <summary>Move or resize an order that rests.</summary>
    Edit = 2,

    /// <summary>Cancel one order.</summary>
    Cancel = 3,

    /// <summary>Cancel all orders of the instrument.</summary>
    CancelAll = 4,

    /// <summary>Ask the feed for a fresh snapshot of the instrument's book.</summary>
    Resync = 5,

    /// <summary>Close the order connection, see that nothing of ours rests, and do not open it again to trade.</summary>
    Disconnect = 6,

    /// <summary>Open the order connection again: a person has armed.</summary>
    Connect = 7,
}

/// <summary>One slot of the output ring: 64 bytes. A decision record takes several in a row.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct OutputRecord
{
    /// <summary>What it is.</summary>
    [FieldOffset(0)] public OutputKind Kind;

    /// <summary>The verb of a command; the reason of a decision; 0 else.</summary>
    [FieldOffset(1)] public CommandVerb Verb;

    /// <summary>The instrument's index.</summary>
    [FieldOffset(2)] public ushort InstrumentIndex;

    /// <summary>Bits: <see cref="SellFlag"/>, <see cref="ReduceOnlyFlag"/>, <see cref="ImmediateFlag"/>, <see cref="FillOrKillFlag"/>, <see cref="HedgeFlag"/>.</summary>
    [FieldOffset(4)] public uint Flags;

    /// <summary>Sequence of the input event that caused it.</summary>
    [FieldOffset(8)] public long CauseSequence;

    /// <summary>The quoter's time when it was made: that of its event, ns since 1970.</summary>
    [FieldOffset(16)] public long TimeNs;

    /// <summary>Our order id (command); copy's index (checkpoint).</summary>
    [FieldOffset(24)] public long OrderId;

    /// <summary>Price in ticks (command); bytes of the copy (checkpoint).</summary>
    [FieldOffset(32)] public long PriceTicks;

    /// <summary>Size in lots: of a new order; of an edited one in whole, fills included; 0 for a cancel.</summary>
    [FieldOffset(40)] public long SizeLots;

    /// <summary>Number of the decision that wanted it, from 1; 0 if it serves a connection and no decision wanted it.</summary>
    [FieldOffset(48)] public long DecisionNumber;

    /// <summary>Zero.</summary>
    [FieldOffset(56)] public long Reserved;

    /// <summary>Bit of <see cref="Flags"/>: our order sells.</summary>
    public const uint SellFlag = 1;

    /// <summary>Bit of <see cref="Flags"/>: the order may only make the position smaller.</summary>
    public const uint ReduceOnlyFlag = 2;

    /// <summary>Bit of <see cref="Flags"/>: takes what is there and leaves nothing; not post-only.</summary>
    public const uint ImmediateFlag = 4;

    /// <summary>Bit of <see cref="Flags"/>: takes all of its size at once or nothing; not post-only.</summary>
    public const uint FillOrKillFlag = 8;

    /// <summary>Bit of <see cref="Flags"/>: the order hedges what is held on other instruments, or undoes such a hedge; its fills are hedges.</summary>
    public const uint HedgeFlag = 16;
}
