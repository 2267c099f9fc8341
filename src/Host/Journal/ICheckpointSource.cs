using System;

namespace Minnow.Host.Journal;

/// <summary>Where copies of the quoter's state wait until the journal has written them.</summary>
public interface ICheckpointSource
{
    /// <summary>The copy that a checkpoint record names; empty if the slot holds none. Valid until <see cref="Release"/>. Journal's thread.</summary>
    ReadOnlySpan<byte> Copy(int slot);

    /// <summary>The copy is written, or given up: the slot may be used again. Journal's thread.</summary>
    void Release(int slot);
}
