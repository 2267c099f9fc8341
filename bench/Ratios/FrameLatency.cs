using System;
using System.Diagnostics;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Minnow.Workloads;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Paths;
using Minnow.Workloads.Rings;

namespace Minnow.Ratios;

/// <summary>Frame by frame: from before the parse to after the decision, on one thread and on two, beside the sum of the parts of the same frame.</summary>
/// <remarks>Each stamp costs some 20 to 30 ns; the sum of parts has one pair more than the path, and one is taken off it.</remarks>
internal sealed class FrameLatency : IDisposable
{
    private const int Trips = 1000;
    private const int PacedFrames = 3000;

    private readonly RecordedInput _input;
    private readonly FusedPath _fused;
    private readonly TwoThreadPath _two;
    private readonly NaivePath _naive;
    private readonly RingRoundTrip _ring = new(Trips);
    private readonly LineRoundTrip _line = new(Trips);
    private readonly DeribitParser _parser;
    private readonly EventBatch _batch = new(RecordedInput.BatchEvents);
    private readonly StateBlock _block = new(RecordedInput.MaxInstruments);
    private readonly OutputBatch _output = new(OutputBatch.CapacityFor(RecordedInput.MaxInstruments));
    private readonly Quoter _quoter;
    private readonly long[] _parts;
    private readonly long[] _whole;
    private readonly long[] _paced;

    internal FrameLatency(RecordedInput input)
    {
        _input = input;
        _parser = RecordedInput.NewStartedParser(input.Frames);
        _fused = new FusedPath(input);
        _two = new TwoThreadPath(input);
        _naive = new NaivePath(input.Frames);
        _quoter = new Quoter(_block, _output);
        _parts = new long[input.Frames.Count];
        _whole = new long[input.Frames.Count];
        _paced = new long[Math.Min(PacedFrames, input.Frames.Count)];
    }

    internal void Round(Measurements into)
    {
        Parts();
        Put(into, "frame, sum of parts, one thread", _parts);
        double partsP50 = into["frame, sum of parts, one thread p50"][^1], partsP99 = into["frame, sum of parts, one thread p99"][^1];
        Fused();
        Put(into, "frame, one thread", _whole);
        _ring.Pass();
        Put(into, "round trip, minnow", _ring.Latencies);
        _line.Pass();
        Put(into, "round trip, raw cache line", _line.Latencies);
        _two.PassPaced(Stopwatch.GetTimestamp, _paced);
        Put(into, "frame, two threads", _paced);
        _naive.PassPaced(_paced);
        Put(into, "frame, source-generated + Channel", _paced);
        // A hop is half a round trip of the same run.
        into.Add("frame, sum of parts, two threads p50", partsP50 + into["round trip, minnow p50"][^1] / 2);
        into.Add("frame, sum of parts, two threads p99", partsP99 + into["round trip, minnow p99"][^1] / 2);
    }

    private void Parts()
    {
        long stamp = StampTicks();
        for (int i = 0; i < _parts.Length; i++)
        {
            long began = Stopwatch.GetTimestamp();
            _parser.Parse(_input.Frames.Receive(i), _input.Frames.ReceivedNs(i), _batch);
            _parts[i] = Stopwatch.GetTimestamp() - began - stamp;
        }
        _block.Restore(_input.StartedState);
        long sequence = _input.Start.Length;
        for (int i = 0; i < _parts.Length; i++)
        {
            int first = _input.MergedFirst[i], own = _input.FrameFirst[i], end = _input.MergedFirst[i + 1];
            for (int j = first; j < own; j++) _quoter.Apply(in _input.Events[j], sequence++);
            long began = Stopwatch.GetTimestamp();
            for (int j = own; j < end; j++) _quoter.Apply(in _input.Events[j], sequence++);
            _parts[i] += Stopwatch.GetTimestamp() - began;
        }
        WrongResultException.Unless((long)_block.Hash(), (long)_input.FinalHash, "the quoter's state");
    }

    private void Fused()
    {
        _fused.Restart();
        for (int i = 0; i < _whole.Length; i++)
        {
            _fused.Merged(i);
            long began = Stopwatch.GetTimestamp();
            _fused.Frame(i);
            _whole[i] = Stopwatch.GetTimestamp() - began;
        }
    }

    private static void Put(Measurements into, string name, long[] ticks)
    {
        double ns = 1e9 / Stopwatch.Frequency;
        into.Add(name + " p50", Percentile.Of(ticks, 0.5) * ns);
        into.Add(name + " p99", Percentile.Of(ticks, 0.99) * ns);
    }

    private static long StampTicks()
    {
        Span<long> gaps = stackalloc long[101];
        foreach (ref long gap in gaps)
        {
            long began = Stopwatch.GetTimestamp();
            gap = Stopwatch.GetTimestamp() - began;
        }
        return Percentile.Of(gaps, 0.5);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fused.Dispose();
        _two.Dispose();
        _naive.Dispose();
        _ring.Dispose();
        _line.Dispose();
        _batch.Dispose();
        _block.Dispose();
        _output.Dispose();
    }
}
