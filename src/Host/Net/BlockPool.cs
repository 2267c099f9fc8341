using System;
using System.Buffers;
using System.Collections.Generic;

namespace Minnow.Host.Net;

/// <summary>Memory for one link's pipes in pinned blocks of one size, made when first needed and then kept: a reconnect finds them again.</summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    internal const int BlockBytes = 64 * 1024;
    private readonly object _gate = new();
    private readonly Stack<Block> _free = new();

    public override int MaxBufferSize => BlockBytes;

    /// <summary>Blocks ever made.</summary>
    internal int MadeCount { get; private set; }

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        lock (_gate)
        {
            if (_free.TryPop(out Block? block)) return block;
            MadeCount++;
            return new Block(this);
        }
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Block : IMemoryOwner<byte>
    {
        private readonly BlockPool _pool;
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        internal Block(BlockPool pool)
        {
            _pool = pool;
        }

        public Memory<byte> Memory => _bytes;

        public void Dispose()
        {
            lock (_pool._gate) _pool._free.Push(this);
        }
    }
}
