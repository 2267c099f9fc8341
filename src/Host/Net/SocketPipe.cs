using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;

namespace Minnow.Host.Net;

/// <summary>The bytes of one connection on their way from the thread that reads the socket to the one that polls: a pipe of pinned blocks, without a lock.</summary>
/// <remarks>
/// The library's own pipe locks each call. Two threads that meet at that lock wait for each other for longer than the call takes, and the first time the
/// runtime makes what the second one waits on: 64 bytes for the lock, 120 for its event. Here each side writes fields of its own only. A block is filled
/// to its last byte before the next begins, so a frame may lie in two. Nobody waits in it: what would return a task returns at once, or is not supported.
/// </remarks>
internal sealed class SocketPipe
{
    internal const int BlockBytes = 64 * 1024;

    private readonly Block?[] _free;
    private readonly Input _input;
    private readonly Output _output;
    private long _writtenBytes;
    private long _takenBytes;
    private int _madeCount;
    private long _freed;
    private long _reused;
    private volatile bool _isComplete;

    /// <summary>An empty pipe with one block.</summary>
    /// <param name="keptBytes">As much memory is kept for later; what is made beyond it, the collector takes.</param>
    internal SocketPipe(int keptBytes)
    {
        _free = new Block[keptBytes / BlockBytes + 2];
        Block first = Make();
        (_input, _output) = (new Input(this, first), new Output(this, first));
    }

    /// <summary>For the thread that reads the socket.</summary>
    internal PipeWriter Writer => _input;

    /// <summary>For the thread that polls.</summary>
    internal PipeReader Reader => _output;

    /// <summary>Bytes ever flushed.</summary>
    internal long WrittenBytes => Volatile.Read(ref _writtenBytes);

    /// <summary>Bytes ever given back.</summary>
    internal long TakenBytes => Volatile.Read(ref _takenBytes);

    /// <summary>Blocks ever made.</summary>
    internal int MadeCount => Volatile.Read(ref _madeCount);

    /// <summary>Empty again, for another connection. Only when neither side uses it any more.</summary>
    internal void Reset()
    {
        Block first = _output.Clear();
        first.Begin(0);
        (_writtenBytes, _takenBytes, _isComplete) = (0, 0, false);
        _input.Begin(first);
    }

    private Block Make()
    {
        _madeCount++;
        return new Block();
    }

    // The polling thread adds, the other takes: a ring of their own. Without room the block is left to the collector.
    private void Free(Block block)
    {
        if (_freed - Volatile.Read(ref _reused) == _free.Length) return;
        _free[_freed % _free.Length] = block;
        Volatile.Write(ref _freed, _freed + 1);
    }

    private Block Take()
    {
        if (Volatile.Read(ref _freed) == _reused) return Make();
        Block block = _free[_reused % _free.Length]!;
        Volatile.Write(ref _reused, _reused + 1);
        return block;
    }

    private sealed class Block : ReadOnlySequenceSegment<byte>
    {
        internal Block()
        {
            Bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);
            Memory = Bytes;
        }

        internal byte[] Bytes { get; }

        internal Block? Following => (Block?)Next;

        internal void Begin(long at) => (RunningIndex, Next) = (at, null);

        internal void Continue(Block next) => Next = next;
    }

    private sealed class Input(SocketPipe pipe, Block first) : PipeWriter
    {
        private Block _last = first;
        private int _used;
        private long _unflushed;

        internal void Begin(Block block) => (_last, _used, _unflushed) = (block, 0, 0);

        /// <summary>The rest of the block, at least one byte; longer room is not to be had.</summary>
        public override Span<byte> GetSpan(int sizeHint = 0)
        {
            Rest(sizeHint);
            return _last.Bytes.AsSpan(_used);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0)
        {
            Rest(sizeHint);
            return _last.Bytes.AsMemory(_used);
        }

        public override void Advance(int bytes)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bytes, (uint)(BlockBytes - _used), nameof(bytes));
            _used += bytes;
            _unflushed += bytes;
        }

        /// <summary>What was advanced over can be read from here on. Never waits.</summary>
        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Volatile.Write(ref pipe._writtenBytes, pipe._writtenBytes + _unflushed);
            _unflushed = 0;
            return default;
        }

        public override void Complete(Exception? exception = null) => pipe._isComplete = true;

        public override void CancelPendingFlush()
        {
        }

        private void Rest(int sizeHint)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeHint, 1);
            if (_used < BlockBytes) return;
            Block next = pipe.Take();
            next.Begin(_last.RunningIndex + BlockBytes);
            _last.Continue(next);
            (_last, _used) = (next, 0);
        }
    }

    private sealed class Output(SocketPipe pipe, Block first) : PipeReader
    {
        private Block _first = first;
        private int _offset;
        private long _examinedBytes;

        /// <summary>True if bytes came that were not examined, or none will come any more.</summary>
        public override bool TryRead(out ReadResult result)
        {
            bool isComplete = pipe._isComplete; // asked first: what is there after it is all there will be
            long written = Volatile.Read(ref pipe._writtenBytes);
            if (written == _examinedBytes && !isComplete)
            {
                result = default;
                return false;
            }
            long rest = written - pipe._takenBytes;
            if (_offset == BlockBytes && rest > 0) Leave();
            Block last = _first;
            long end = _offset + rest;
            for (; end > BlockBytes; end -= BlockBytes) last = last.Following!;
            result = new ReadResult(new ReadOnlySequence<byte>(_first, _offset, last, (int)end), isCanceled: false, isComplete);
            return true;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _examinedBytes = At(examined);
            long taken = At(consumed);
            while (_first != consumed.GetObject()) Leave();
            _offset = consumed.GetInteger();
            Volatile.Write(ref pipe._takenBytes, taken);
        }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("Who reads this pipe polls it.");

        public override void CancelPendingRead()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        /// <summary>Gives all blocks back but one, which is returned.</summary>
        internal Block Clear()
        {
            while (_first.Following != null) Leave();
            (_offset, _examinedBytes) = (0, 0);
            return _first;
        }

        private static long At(SequencePosition position) => ((Block)position.GetObject()!).RunningIndex + position.GetInteger();

        private void Leave()
        {
            Block left = _first;
            _first = left.Following!;
            _offset = 0;
            pipe.Free(left);
        }
    }
}
