using System;
using System.IO;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Background;

/// <summary>
/// A recording as the market: each recorded level becomes resting orders, each recorded trade a taker. Without other orders the book is the recorded one after
/// every frame; a client's order takes its place in the queue and is filled when the takers reach it.
/// </summary>
public sealed class RecordedMarket : IBackgroundMarket, IDisposable
{
    private readonly RecordingReader _reader;
    private readonly RecordedBook _book;
    private readonly double _speed;
    private readonly long _startUs;
    private readonly long _firstNs;
    private RecordedStep _next;

    private RecordedMarket(RecordingReader reader, RecordedBook book, RecordedStep first, long startUs, double speed)
    {
        _reader = reader;
        _book = book;
        _next = first;
        _firstNs = first.ReceivedNs;
        _startUs = startUs;
        _speed = speed;
        NextUs = startUs;
    }

    /// <inheritdoc/>
    public long NextUs { get; private set; }

    /// <summary>The recording came to its end.</summary>
    public bool HasEnded => NextUs == long.MaxValue;

    /// <summary>Book frames played so far.</summary>
    public long BookFrames { get; private set; }

    /// <summary>The instrument of a recording and the first price of its index, to list it before the market opens.</summary>
    /// <exception cref="InvalidDataException">The file is not a recording.</exception>
    public static (InstrumentSpec Spec, long IndexE8) Describe(string path)
    {
        using RecordingReader reader = new(path);
        long middleE8 = 0;
        while (reader.TryRead(out RecordedStep step))
        {
            if (step.IndexE8 != 0) return (reader.Spec, step.IndexE8);
            if (step.IsSnapshot) middleE8 = Middle(step);
            if (middleE8 != 0 && step.ReceivedNs > 0 && !step.IsSnapshot) break;
        }

        return middleE8 != 0 ? (reader.Spec, middleE8) : throw new InvalidDataException($"{path}: no book snapshot and no ticker.");
    }

    /// <summary>Opens a recording on an engine that lists its instrument.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="path">The recording.</param>
    /// <param name="speed">Recorded seconds in a second.</param>
    public static RecordedMarket Open(ExchangeEngine engine, string path, double speed = 1)
    {
        ArgumentNullException.ThrowIfNull(engine);
        RecordingReader reader = new(path);
        Instrument instrument = engine.FindInstrument(reader.Spec.Name)
            ?? throw new InvalidDataException($"{path}: {reader.Spec.Name} is not listed.");
        if (!reader.TryRead(out RecordedStep first)) throw new InvalidDataException($"{path}: nothing is recorded.");
        return new RecordedMarket(reader, new RecordedBook(engine, instrument), first, engine.NowUs, speed);
    }

    /// <inheritdoc/>
    public void Step(ExchangeEngine engine, long nowUs)
    {
        ArgumentNullException.ThrowIfNull(engine);
        while (NextUs <= nowUs)
        {
            if (_next.IndexE8 != 0)
            {
                engine.SetIndex(_book.Instrument.Index.Name, _next.IndexE8);
            }
            else
            {
                _book.Apply(_next);
                BookFrames++;
            }

            NextUs = _reader.TryRead(out _next) ? _startUs + (long)((_next.ReceivedNs - _firstNs) / 1_000 / _speed) : long.MaxValue;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static long Middle(RecordedStep snapshot)
    {
        long bid = 0, ask = long.MaxValue;
        foreach (RecordedLevel level in snapshot.Levels)
        {
            if (level.Side == OrderSide.Buy) bid = Math.Max(bid, level.PriceE8);
            else ask = Math.Min(ask, level.PriceE8);
        }

        return bid > 0 && ask < long.MaxValue ? bid + ((ask - bid) / 2) : 0;
    }
}
