using System;

namespace Minnow.Core.Model;

/// <summary>Bits of an <see cref="Event"/>. Written to the journal: never renumber.</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>None set: a bid, a buy, a middle part.</summary>
    None = 0,

    /// <summary>First event of a venue message.</summary>
    First = 1,

    /// <summary>Last event of a venue message: the state is whole again and a decision may follow.</summary>
    Last = 2,

    /// <summary>The message replaces the whole book (or the whole ticker).</summary>
    Snapshot = 4,

    /// <summary>The level is on the ask side; the trade's aggressor sold; our order sells.</summary>
    Ask = 8,

    /// <summary>The message carried no level: only its ids count.</summary>
    Empty = 16,

    /// <summary>The feed was lost.</summary>
    Lost = 32,

    /// <summary>Only the fields that are not <see cref="Units.Missing"/> changed.</summary>
    Incremental = 64,
}
