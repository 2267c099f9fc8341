using System.Collections.Generic;

namespace Minnow.Market;

/// <summary>The synthetic market as a whole: weather, fair value, crowd, book, and what the venue publishes about them.</summary>
/// <remarks>
/// Time goes in milliseconds. A millisecond holds either takes or other orders, so the trades of a time stamp are exactly
/// what its book frame misses. At most one book frame and one quote bear the same time stamp.
/// </remarks>
public sealed class MarketSimulation
{
    /// <summary>When the market opens: 2026-01-05 10:00:00 UTC, ms since 1970.</summary>
    public const long StartMs = 1_767_607_200_000;

    private const double HomeTicks = 123_456;
    private const int StepsPerMs = 5;
    private const int TickerEveryMs = 100;
    private const int SecondMs = 1000;
    private const int LastMilesMs = 1000;

    private readonly Book _book = new();
    private readonly FairValue _fair;
    private readonly Flow _flow;
    private readonly Marks _marks;
    private readonly FrameWriter _writer;
    private readonly Wire _wire;
    private readonly long _snapshotAtBookFrame;
    private readonly List<Intent> _wishes = [];
    private readonly List<Intent> _quoting = [];
    private readonly List<Intent> _taking = [];
    private readonly List<MarketFill> _fills = [];
    private readonly List<LevelChange> _bids = [];
    private readonly List<LevelChange> _asks = [];
    private (long BidTick, long BidLots, long AskTick, long AskLots) _published;
    private long _bookFrames;
    private bool _tookLast;
    private bool _changedSinceTicker;

    /// <summary>Lays out a market.</summary>
    /// <param name="seed">The same seed gives the same frames.</param>
    /// <param name="lengthMs">How long it will run.</param>
    /// <param name="sink">Receives the frames.</param>
    /// <param name="snapshotAtBookFrame">Number of a book frame (from 1) that is sent as a snapshot, as after a new subscription; 0 for none.</param>
    public MarketSimulation(ulong seed, long lengthMs, IFrameSink sink, long snapshotAtBookFrame = 0)
    {
        LengthMs = lengthMs;
        Schedule = new RegimeSchedule(new Dice(seed, 1), lengthMs);
        _fair = new FairValue(new Dice(seed, 2), HomeTicks);
        _flow = new Flow(new Dice(seed, 3), _fair);
        _marks = new Marks(new Dice(seed, 4), _fair, (long)HomeTicks);
        _writer = new FrameWriter(new Dice(seed, 5));
        _wire = new Wire(new Dice(seed, 6), sink);
        _snapshotAtBookFrame = snapshotAtBookFrame;
    }

    /// <summary>Length of the run, ms.</summary>
    public long LengthMs { get; }

    /// <summary>Which regime holds when.</summary>
    public RegimeSchedule Schedule { get; }

    /// <summary>Jumps of the fair value so far.</summary>
    public int JumpCount => _fair.JumpCount;

    /// <summary>Runs the market from its opening to its end.</summary>
    public void Run()
    {
        Open();
        for (long ms = 1; ms <= LengthMs; ms++)
        {
            Millisecond(StartMs + ms, Weather.Of(Schedule.At(ms)));
            _wire.DeliverUntil(StartMs + ms);
        }

        _wire.DeliverUntil(StartMs + LengthMs + LastMilesMs);
    }

    private void Open()
    {
        _flow.Open(_wishes);
        foreach (Intent wish in _wishes) _book.Place(wish.Side, wish.Tick, wish.Lots);
        _wishes.Clear();
        _wire.Send(Channel.Instruments, StartMs - 400, _writer.Instruments(StartMs - 401));
        _book.DrainChanges(_bids, _asks);
        PublishTop(StartMs);
        PublishBook(StartMs, snapshot: true);
    }

    private void Millisecond(long nowMs, in Weather weather)
    {
        for (int step = 0; step < StepsPerMs; step++)
        {
            _fair.Step(weather, 0.001 / StepsPerMs);
            _flow.Step(_book, weather, 0.001 / StepsPerMs, _wishes);
        }

        foreach (Intent wish in _wishes) (wish.Kind == IntentKind.Take ? _taking : _quoting).Add(wish);
        _wishes.Clear();
        _tookLast = _taking.Count > 0 && !(_tookLast && _quoting.Count > 0);
        if (_tookLast) Take(nowMs);
        else Quote();
        Publish(nowMs);
    }

    private void Take(long nowMs)
    {
        foreach (Intent taker in _taking)
        {
            _book.Take(taker.Side, taker.Tick, taker.Lots, _fills);
            if (_fills.Count > 0) _wire.Send(Channel.Trades, nowMs, _writer.Trades(nowMs, _fills, _marks));
            _fills.Clear();
        }

        _taking.Clear();
    }

    private void Quote()
    {
        foreach (Intent wish in _quoting)
        {
            if (wish.Kind == IntentKind.Place) _book.Place(wish.Side, wish.Tick, wish.Lots);
            else _book.Cancel(wish.OrderId);
        }

        _quoting.Clear();
    }

    private void Publish(long nowMs)
    {
        _book.DrainChanges(_bids, _asks);
        if (_bids.Count + _asks.Count > 0)
        {
            PublishTop(nowMs);
            PublishBook(nowMs, snapshot: _bookFrames + 1 == _snapshotAtBookFrame);
            _changedSinceTicker = true;
        }

        long sinceStart = nowMs - StartMs;
        if (sinceStart % TickerEveryMs == 0)
        {
            _marks.Step((_book.BestTick(Side.Buy) + _book.BestTick(Side.Sell)) * (Marks.CentsPerTick / 2.0));
            if (_changedSinceTicker) _wire.Send(Channel.Ticker, nowMs, _writer.Ticker(nowMs, _book, _marks));
            _changedSinceTicker = false;
        }

        if (sinceStart % SecondMs != 0) return;
        _wire.Send(Channel.Index, nowMs, _writer.Index(nowMs, _marks));
        _wire.Send(Channel.Perpetual, nowMs, _writer.Perpetual(nowMs, _marks));
    }

    private void PublishTop(long nowMs)
    {
        var top = (_book.BestTick(Side.Buy), _book.LotsAt(Side.Buy, 0), _book.BestTick(Side.Sell), _book.LotsAt(Side.Sell, 0));
        if (top == _published) return;
        _published = top;
        _wire.Send(Channel.Quote, nowMs, _writer.Quote(nowMs, _book));
    }

    private void PublishBook(long nowMs, bool snapshot)
    {
        _bookFrames++;
        _wire.Send(Channel.Book, nowMs, snapshot ? _writer.Snapshot(nowMs, _book) : _writer.Change(nowMs, _bids, _asks));
        _bids.Clear();
        _asks.Clear();
    }
}
