using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Parsing;
using Minnow.Workloads.Rings;

namespace Minnow.Workloads.Paths;

/// <summary>The same job with what the platform offers: source-generated objects through a channel to a task with sorted dictionaries and doubles.</summary>
public sealed class NaivePath : IWorkload
{
    private readonly FrameSet _frames;
    private long _decided; // messages that the task has gone through

    public NaivePath(FrameSet frames)
    {
        _frames = frames;
        if (Pass() == 0) throw new WrongResultException("The naive path made no quote.");
    }

    /// <inheritdoc/>
    public string Name => "path/source-generated + Channel";

    /// <inheritdoc/>
    public int Items => _frames.Count;

    /// <inheritdoc/>
    public ulong Pass()
    {
        Channel<object> channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Task<ulong> quotes = Task.Run(() => DecideAsync(channel.Reader, null));
        for (int i = 0; i < _frames.Count; i++)
            if (DtoParse.Read(_frames.Receive(i)) is { } message) channel.Writer.TryWrite(message);
        channel.Writer.Complete();
        return quotes.GetAwaiter().GetResult();
    }

    /// <summary>One frame after the other, each only when the one before is decided: the time from before its parse to after its decision.</summary>
    /// <param name="latencies">One entry for each of the first frames, in the unit of <see cref="Stopwatch"/>.</param>
    public void PassPaced(long[] latencies)
    {
        Channel<object> channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        long[] ended = new long[latencies.Length];
        _decided = 0;
        Task<ulong> quotes = Task.Run(() => DecideAsync(channel.Reader, ended));
        for (int i = 0, written = 0; i < latencies.Length; i++)
        {
            long began = Stopwatch.GetTimestamp();
            if (DtoParse.Read(_frames.Receive(i)) is not { } message)
            {
                latencies[i] = Stopwatch.GetTimestamp() - began;
                continue;
            }
            channel.Writer.TryWrite(message);
            int spins = 0;
            while (Volatile.Read(ref _decided) <= written) TwoThreads.Idle(ref spins);
            latencies[i] = ended[written++] - began;
        }
        channel.Writer.Complete();
        quotes.GetAwaiter().GetResult();
    }

    private async Task<ulong> DecideAsync(ChannelReader<object> reader, long[]? ended)
    {
        Decider decider = new();
        int count = 0;
        await foreach (object message in reader.ReadAllAsync())
        {
            decider.Take(message);
            if (ended == null) continue;
            ended[count++] = Stopwatch.GetTimestamp();
            Volatile.Write(ref _decided, count); // release: the time above
        }
        return decider.Quotes;
    }

    private sealed class Decider
    {
        private readonly SortedDictionary<double, double> _bids = new(Comparer<double>.Create(static (a, b) => b.CompareTo(a)));
        private readonly SortedDictionary<double, double> _asks = [];
        private double _lastMid;
        private double _variance = 1e-8;
        private double _bid;
        private double _ask;

        internal ulong Quotes { get; private set; }

        internal void Take(object message)
        {
            if (message is not MessageDto<BookDto> { Params.Data: { } book }) return;
            if (book.Type == "snapshot")
            {
                _bids.Clear();
                _asks.Clear();
            }
            Apply(_bids, book.Bids!);
            Apply(_asks, book.Asks!);
            if (_bids.Count == 0 || _asks.Count == 0) return;
            double mid = (_bids.First().Key + _asks.First().Key) / 2;
            if (_lastMid != 0) _variance = 0.99 * _variance + 0.01 * Math.Pow(Math.Log(mid / _lastMid), 2);
            _lastMid = mid;
            double half = mid * (1e-4 + Math.Sqrt(_variance));
            double bid = Math.Floor((mid - half) * 10) / 10, ask = Math.Ceiling((mid + half) * 10) / 10;
            if (bid == _bid && ask == _ask) return;
            (_bid, _ask) = (bid, ask);
            Quotes++;
        }
    }

    private static void Apply(SortedDictionary<double, double> side, LevelDto[] levels)
    {
        foreach (LevelDto level in levels)
        {
            if (level.Amount == 0) side.Remove(level.Price);
            else side[level.Price] = level.Amount;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
