using System;
using System.Runtime.InteropServices;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>The memory of one quoter: head, then the instruments, without a gap. At start all is zero but the parameters that change nothing at another value.</summary>
/// <remarks>Thread: the quoter's alone, or nobody's. The last allocation this type makes is its constructor's.</remarks>
public sealed unsafe class StateBlock : IDisposable
{
    private byte* _memory;

    /// <summary>Takes memory for <paramref name="maxInstruments"/> instruments and touches every page.</summary>
    public StateBlock(int maxInstruments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxInstruments);
        MaxInstruments = maxInstruments;
        Bytes = BytesFor(maxInstruments);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, 4096);
        new Span<byte>(_memory, Bytes).Clear();
        Head.LastSequence = -1;
        Head.Defaults = QuotingParameters.Safe;
        Head.Risk.Parameters = RiskParameters.Safe;
    }

    /// <summary>Bytes of the head: its struct, up to a whole cache line.</summary>
    public static int HeadBytes => (sizeof(QuoterState) + 63) & ~63;

    /// <summary>Bytes that a block for <paramref name="maxInstruments"/> instruments takes.</summary>
    public static int BytesFor(int maxInstruments) => checked((int)(HeadBytes + (long)maxInstruments * sizeof(InstrumentState)));

    /// <summary>Instruments that fit.</summary>
    public int MaxInstruments { get; }

    /// <summary>Bytes taken.</summary>
    public int Bytes { get; }

    /// <summary>Bytes that say something: the head and the instruments known.</summary>
    public int UsedBytes => HeadBytes + (int)Head.InstrumentCount * sizeof(InstrumentState);

    /// <summary>The head.</summary>
    public ref QuoterState Head => ref *(QuoterState*)_memory;

    /// <summary>One instrument. The caller checks the index.</summary>
    public ref InstrumentState this[int index] => ref *(InstrumentState*)(_memory + HeadBytes + (long)index * sizeof(InstrumentState));

    /// <summary>The bytes that say something.</summary>
    public ReadOnlySpan<byte> Used => new(_memory, UsedBytes);

    /// <summary>XXH64 of <see cref="Used"/>: equal states have equal hashes.</summary>
    public ulong Hash() => XxHash64.Hash(Used);

    /// <summary>Takes the state of a checkpoint.</summary>
    /// <exception cref="ArgumentException">The bytes are not a state of this build and size.</exception>
    public void Restore(ReadOnlySpan<byte> used)
    {
        bool whole = used.Length >= HeadBytes && (used.Length - HeadBytes) % sizeof(InstrumentState) == 0;
        if (!whole || used.Length > Bytes)
            throw new ArgumentException($"A state of {used.Length} bytes does not fit a block of {MaxInstruments} instruments of {sizeof(InstrumentState)} bytes.", nameof(used));
        // Beyond what said something, all is zero and stays so.
        int before = UsedBytes;
        used.CopyTo(new Span<byte>(_memory, Bytes));
        if (before > used.Length) new Span<byte>(_memory, Bytes)[used.Length..before].Clear();
        if ((ulong)Head.InstrumentCount <= (ulong)MaxInstruments && UsedBytes == used.Length) return;
        long named = Head.InstrumentCount;
        new Span<byte>(_memory, Bytes).Clear();
        throw new ArgumentException($"A state of {used.Length} bytes names {named} instruments.", nameof(used));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
