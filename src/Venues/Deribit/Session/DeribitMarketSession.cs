using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Session;

namespace Minnow.Venues.Deribit.Session;

/// <summary>The market connection: authenticates if it can, defines the instruments, subscribes, and keeps each book whole.</summary>
/// <remarks>
/// Start: auth → set_heartbeat → get_instrument for each → one subscription of all channels, its acknowledgement compared → status. Then: a gap, a refused frame or a call
/// for it gives unsubscribe → acknowledgement → subscribe; a snapshot that does not come is asked for again, each time after twice the wait. All within the venue's
/// budget. Events: those of the parser, and <see cref="EventKind.FeedState"/>: lost from the first connection on, and again when the link is lost; not lost when every channel is granted and every book whole. Faults A1 to A6, B1 to B4, B15, B16, B19.
/// Thread: one. No allocation in steady state.
/// </remarks>
public sealed partial class DeribitMarketSession : IVenueSession
{
    private const int FrameBytes = 16 << 10;
    private const int OutboxFrames = 64;
    private const long SpinGuardNs = Units.NsPerMs;

    private readonly DeribitParser _parser;
    private readonly MarketSessionOptions _options;
    private readonly Connection _link;
    private readonly ChannelSet _channels;
    private readonly BookWatch[] _books;
    private readonly PlatformWatch _platform;
    private readonly byte[][] _names;
    private readonly byte[][] _calls; // scratch: the channels of one call

    private MarketStage _stage;
    private int _definitionsDue;
    private int _definitionsSent;
    private int _channelTries;
    private long _channelsNs = long.MaxValue;
    private long _retryNs = long.MaxValue; // when what found no budget is tried again
    private bool _isAuthenticating; // the request was sent
    private bool _hasHeartbeat;     // the request was sent
    private bool _hasStatus;        // the request was sent
    private bool _isConnected;
    private bool _toldLost;         // whoever listens knows that the feed is not whole
    private long _tickedNs;

    /// <summary>Takes all memory.</summary>
    /// <param name="parser">Reads the frames; its table learns the instruments.</param>
    /// <param name="options">What to follow, and how.</param>
    /// <param name="credentials">Who we are; null for a connection without, which can not have raw channels.</param>
    /// <exception cref="ArgumentException">Raw channels without credentials, or no instruments.</exception>
    public DeribitMarketSession(DeribitParser parser, MarketSessionOptions options, ICredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(parser);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Instruments.Count == 0) throw new ArgumentException("A market session needs an instrument.", nameof(options));
        if (options.Interval == FeedInterval.Raw && credentials is null)
            throw new ArgumentException("The venue gives raw channels to authenticated connections only: name credentials, or use an interval of 100 ms.", nameof(options));
        _parser = parser;
        _options = options;
        LinkOptions link = options.Link with { OutboxFrames = Math.Min(options.Link.OutboxFrames, OutboxFrames) };
        RateBudget budget = new(link.BudgetSharePercent, reservePercent: 0, rate: 1, burst: 1);
        budget.Start(0, 100);
        _link = new Connection(parser.Instruments, link, budget, credentials, options.Scope, epoch: 0, FrameBytes);
        _channels = new ChannelSet(MarketChannels.Of(options));
        _platform = new PlatformWatch(options.Instruments);
        _names = new byte[options.Instruments.Count][];
        _calls = new byte[_names.Length][];
        _books = new BookWatch[_names.Length];
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = Encoding.ASCII.GetBytes(options.Instruments[i].Name);
            _books[i].Channel = Encoding.ASCII.GetBytes(MarketChannels.Book(options.Instruments[i], options.Interval));
            _books[i].Instrument = Units.NoInstrument;
            parser.Instruments.Want(_names[i]);
        }
    }

    private enum MarketStage : byte
    {
        Down,
        Authenticating,
        Defining,
        Subscribing,
        Running,
    }

    /// <inheritdoc/>
    public LinkWish Wish => _link.Wish;

    /// <inheritdoc/>
    public FrameOutbox Outbox => _link.Outbox;

    /// <inheritdoc/>
    public long NextDeadlineNs
    {
        get
        {
            long next = Math.Min(_link.NextNs(mayConnect: true), Math.Min(_channelsNs, _retryNs));
            if (_stage == MarketStage.Running)
                foreach (ref readonly BookWatch book in _books.AsSpan())
                    if (book.Stage is BookStage.Awaiting or BookStage.Broken && _retryNs == long.MaxValue) next = Math.Min(next, book.DueNs);
            // Whoever waits in virtual time must not be woken at the same instant for ever.
            return Math.Max(next, _tickedNs + SpinGuardNs);
        }
    }

    /// <summary>True while every channel is granted and every book has its snapshot.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>What was counted.</summary>
    public ref readonly SessionCounters Counters => ref _counters;

    /// <summary>What went wrong last, for a person; empty if nothing did. Holds no secret.</summary>
    public string FailureText { get; private set; } = "";

    /// <inheritdoc/>
    public bool IsRefused { get; private set; }

    /// <summary>Venue clock minus ours, ns; <see cref="Units.Missing"/> if not measured.</summary>
    public long ClockOffsetNs => _link.Clock.OffsetNs;

    private SessionCounters _counters;

    /// <summary>Asks for a fresh snapshot of the instrument's book, unless that is under way.</summary>
    public void Resync(ushort instrument, long nowNs)
    {
        for (int i = 0; i < _books.Length; i++)
            if (_books[i].Instrument == instrument) Break(ref _books[i], nowNs);
        Pump(nowNs);
    }

    /// <inheritdoc/>
    public void Opened(long nowNs, EventBatch batch)
    {
        batch.Clear();
        _link.Opened(nowNs, ref _counters);
        _channels.Reset();
        _channelTries = 0;
        for (int i = 0; i < _books.Length; i++) _books[i].Restart(_options.SnapshotFirstMs);
        _definitionsSent = 0;
        _definitionsDue = _names.Length;
        _stage = _link.HasCredentials ? MarketStage.Authenticating : MarketStage.Defining;
        _isAuthenticating = _hasHeartbeat = _hasStatus = false;
        TellLost(batch, nowNs);
        Pump(nowNs);
    }

    /// <inheritdoc/>
    public void Closed(long nowNs, LinkEnd end, EventBatch batch)
    {
        batch.Clear();
        bool wasOpen = _link.IsOpen;
        _link.Closed(nowNs, end, soon: false, ref _counters);
        _stage = MarketStage.Down;
        _isConnected = false;
        _channelsNs = _retryNs = long.MaxValue;
        for (int i = 0; i < _books.Length; i++) _books[i].Stage = BookStage.Off;
        if (wasOpen) TellLost(batch, nowNs);
    }

    /// <inheritdoc/>
    public void Tick(long nowNs, EventBatch batch)
    {
        batch.Clear();
        _tickedNs = nowNs;
        _link.ConnectIfDue(nowNs);
        _link.Keep(nowNs, ref _counters);
        while (_link.Requests.TryTakeDue(nowNs, out Request late)) Unanswered(late, nowNs);
        if (nowNs >= _channelsNs) SubscribeMissing(nowNs);
        if (_stage == MarketStage.Running)
        {
            for (int i = 0; i < _books.Length; i++)
            {
                if (_books[i].Stage != BookStage.Awaiting || nowNs < _books[i].DueNs) continue;
                _counters.MissingSnapshots++;
                FailureText = $"No snapshot of {_options.Instruments[i].Name} came in time; it is asked for again.";
                _books[i].Stage = BookStage.Broken;
                _books[i].DueNs = nowNs;
            }
        }

        Pump(nowNs);
    }

    // Before the first connection too: books may have their snapshots long before the venue has granted all that quoting needs.
    private void TellLost(EventBatch batch, long nowNs)
    {
        if (_toldLost) return;
        _toldLost = true;
        AddFeedState(batch, EventFlags.Lost, nowNs);
    }

    private static void AddFeedState(EventBatch batch, EventFlags flags, long nowNs)
    {
        if (batch.IsFull) return;
        ref Event e = ref batch.Add();
        e.Kind = EventKind.FeedState;
        e.Flags = EventFlags.First | EventFlags.Last | flags;
        e.InstrumentIndex = Units.NoInstrument;
        e.ReceivedNs = nowNs;
    }

    private void Unanswered(in Request request, long nowNs)
    {
        if (_link.Missed(request, nowNs))
        {
            _counters.DeadLinks++;
            FailureText = "Nothing that we send is answered.";
            return;
        }

        if (request.Kind == RequestKind.Unsubscribe)
        {
            // Whether it left is not known, and a subscription that is still there would bring no snapshot: leave again.
            foreach (ref BookWatch book in _books.AsSpan())
                if (book.Stage == BookStage.Leaving && book.RequestId == request.Id) (book.Stage, book.DueNs) = (BookStage.Broken, nowNs);
            return;
        }

        if (request.Kind == RequestKind.Refresh) _link.Authenticate(nowNs, ref _counters);
        if (request.Kind is RequestKind.Test or RequestKind.Refresh) return;
        FailureText = $"The venue did not answer {request.Kind} in time.";
        _link.Close();
    }
}
