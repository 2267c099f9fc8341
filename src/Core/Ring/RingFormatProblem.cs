namespace Minnow.Core.Ring;

/// <summary>Why memory is not a ring that this build can read, and what the reader does next.</summary>
public enum RingFormatProblem : byte
{
    /// <summary>Shorter than a header: not a ring. Move it away.</summary>
    TooShort,

    /// <summary>All zeros where the mark belongs: the process ended before the ring was built, so nothing was published. Delete it.</summary>
    Unfinished,

    /// <summary>Another mark: something else's file. Leave it alone.</summary>
    Foreign,

    /// <summary>Written by a newer build: drain it with that build.</summary>
    Newer,

    /// <summary>The header contradicts itself or the file's length. Keep it for inspection; what it held is lost.</summary>
    Damaged,

    /// <summary>A ring of other slots: the wrong file, or a build with other records.</summary>
    OtherSlots,
}
