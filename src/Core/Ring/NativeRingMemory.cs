using System;
using System.Runtime.InteropServices;

namespace Minnow.Core.Ring;

/// <summary>Zeroed native memory of this process, page aligned: a ring for tests, replay, or where no restart drains it.</summary>
/// <remarks>It has no finalizer on purpose: a thread inside a ring may hold nothing but the pointer. Dispose it after all threads have left, or let the process end.</remarks>
public sealed unsafe class NativeRingMemory : IRingMemory, IDisposable
{
    private const nuint PageBytes = 4096;

    private byte* _pointer;

    /// <summary>Takes and zeroes <paramref name="bytes"/> bytes, which also touches every page.</summary>
    /// <param name="bytes">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is below 1.</exception>
    /// <exception cref="OutOfMemoryException">The system gives no such piece.</exception>
    public NativeRingMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        _pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, PageBytes);
        NativeMemory.Clear(_pointer, (nuint)bytes);
        Bytes = bytes;
    }

    /// <inheritdoc/>
    public byte* Pointer
    {
        get
        {
            if (_pointer == null) RingThrow.Disposed(nameof(NativeRingMemory));
            return _pointer;
        }
    }

    /// <inheritdoc/>
    public long Bytes { get; }

    /// <summary>Gives the memory back. No thread may be inside a ring on it.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
