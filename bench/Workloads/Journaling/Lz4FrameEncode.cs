using System;
using Minnow.Native;

namespace Minnow.Workloads.Journaling;

/// <summary>The library's own frame writer on the raw events: 64 KiB blocks that refer to each other, a checksum on each.</summary>
public sealed unsafe class Lz4FrameEncode : IWorkload
{
    private readonly EventBlocks _blocks;
    private readonly nint _context;
    private readonly byte[] _out;
    private Lz4FramePreferences _preferences = new() { BlockSize = 4, BlockChecksum = 1, AutoFlush = 1 };

    public Lz4FrameEncode(EventBlocks blocks)
    {
        const uint LibraryVersion = 100;
        _blocks = blocks;
        Check(Lz4.NewCompressor(out _context, LibraryVersion));
        fixed (Lz4FramePreferences* preferences = &_preferences)
            _out = GC.AllocateArray<byte>((int)Lz4.UpdateBound((nuint)blocks[0].Length, preferences) + 64, pinned: true);
        if (Pass() >= (ulong)blocks.EventCount * 64) throw new WrongResultException("LZ4 made the events larger.");
    }

    /// <inheritdoc/>
    public string Name => "journal/LZ4F of the raw events";

    /// <inheritdoc/>
    public int Items => _blocks.EventCount;

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong bytes = 0;
        fixed (byte* to = _out)
        fixed (Lz4FramePreferences* preferences = &_preferences)
        {
            nuint room = (nuint)_out.Length;
            bytes += Check(Lz4.Begin(_context, to, room, preferences));
            for (int i = 0; i < _blocks.Count; i++)
                fixed (byte* from = _blocks[i])
                    bytes += Check(Lz4.Update(_context, to, room, from, (nuint)_blocks[i].Length, 0));
            bytes += Check(Lz4.End(_context, to, room, 0));
        }
        return bytes;
    }

    private static nuint Check(nuint result) =>
        Lz4.IsError(result) ? throw new InvalidOperationException($"LZ4: {Lz4.ErrorName(result)}.") : result;

    /// <inheritdoc/>
    public void Dispose() => Lz4.FreeCompressor(_context);
}
