using System;
using System.Runtime.InteropServices;
using System.Threading;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary>Copies of the quoter's state on their way to the journal: the quoter fills a free one, the journal frees it when written.</summary>
/// <remarks>
/// Invariant: a slot's bytes belong to the quoter while its flag is 0 and to the journal while it is 1. The quoter's release store
/// of 1 publishes the bytes; the journal's release store of 0 gives them back. Native memory, taken and touched once.
/// </remarks>
public sealed unsafe class CheckpointStore : ICheckpointSource, IDisposable
{
    private const int SlotCount = 2;

    private readonly int _slotBytes;
    private readonly int[] _taken = new int[SlotCount];
    private readonly int[] _usedBytes = new int[SlotCount];
    private byte* _memory;

    /// <summary>A store for states of up to <paramref name="stateBytes"/> bytes.</summary>
    public CheckpointStore(int stateBytes)
    {
        _slotBytes = stateBytes;
        nuint bytes = (nuint)stateBytes * SlotCount;
        _memory = (byte*)NativeMemory.AlignedAlloc(bytes, 4096);
        NativeMemory.Clear(_memory, bytes);
    }

    /// <summary>Copies the state into a free slot. Quoter's thread.</summary>
    /// <returns>False if the journal still holds both.</returns>
    public bool TryCopy(ReadOnlySpan<byte> state, out int slot)
    {
        for (slot = 0; slot < SlotCount; slot++)
        {
            if (Volatile.Read(ref _taken[slot]) != 0) continue; // acquire: the journal has read the old bytes
            state.CopyTo(new Span<byte>(_memory + (long)slot * _slotBytes, _slotBytes));
            _usedBytes[slot] = state.Length;
            Volatile.Write(ref _taken[slot], 1); // release: publishes the copy
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Copy(int slot)
    {
        int used = Volatile.Read(ref _taken[slot]) != 0 ? _usedBytes[slot] : 0;
        return new ReadOnlySpan<byte>(_memory + (long)slot * _slotBytes, used);
    }

    /// <inheritdoc/>
    public void Release(int slot) => Volatile.Write(ref _taken[slot], 0); // release: the bytes have been read

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
