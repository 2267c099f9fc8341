using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Session;

namespace Minnow.Venues.Deribit.Session;

/// <summary>The order connection: proves who we are, arms and tests cancel-on-disconnect, brings orders, fills and positions together, then carries the quoter's commands.</summary>
/// <remarks>
/// <para>Start: auth, scope checked, cancel_all_by_instrument → set_heartbeat → protection if configured → enable and read back cancel-on-disconnect → its test, once →
/// subscribe → cancel_all_by_instrument → open orders until none → state of each live order → fills → positions → account → locks of
/// the account → state of market-maker protection if it is used → Ready.
/// What a former run left is cancelled by name, whether or not the market connection has defined anything; from the test on, definitions are waited for.</para>
/// <para>Of each order only the newest wish is kept, and cancels go first. A request without an answer in time makes its order unclear: the venue is asked by label,
/// nothing is sent again blindly. Answers are per order, not per command: where a later wish takes the place of an earlier one, the answer to the later one is both's.</para>
/// <para>Each method clears the batch first; it should hold 4,096 events. Thread: one. No allocation in steady state. Deterministic from its inputs and the seed.</para>
/// </remarks>
public sealed partial class DeribitOrderSession : IVenueSession
{
    private const int FrameBytes = 4096;
    private const long SpinGuardNs = Units.NsPerMs;
    private const int MostMopUps = 4; // the first is spent by the link that ends with the refusal
    private const long MopUpNs = 10 * Units.NsPerSecond;

    private readonly InstrumentTable _instruments;
    private readonly OrderSessionOptions _options;
    private readonly Connection _link;
    private readonly TradedMarkets _markets;
    private readonly ChannelSet _channels;
    private readonly OrderTable _orders;
    private readonly FlapWatch _flaps;
    private readonly CodDrill _drill;
    private SessionCounters _counters;
    private EventBatch _batch = null!;
    private Event _lostEvent; // written where the batch has no room
    private long _tickedNs;
    private long _startedNs = long.MinValue;
    private bool _isStopping;
    private bool _nothingRests;
    private bool _dropsWishes;
    private int _mopUps;           // connections that may still be made after a refusal
    private long _mopEndNs = long.MaxValue;

    /// <summary>Takes all memory.</summary>
    /// <param name="instruments">The table that the market session's parser fills: the gateway is not ready before it defines all instruments of the options.</param>
    /// <param name="options">What to trade, and how.</param>
    /// <param name="credentials">Who we are.</param>
    public DeribitOrderSession(InstrumentTable instruments, OrderSessionOptions options, ICredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        _instruments = instruments;
        _options = options;
        _selfTradeWord = TextHash.Of(System.Text.Encoding.ASCII.GetBytes(options.SelfTradeMode));
        RateBudget budget = new(options.Link.BudgetSharePercent, options.CancelReservePercent, options.FallbackRate, options.FallbackBurst, options.MassQuoteGroup.Length > 0);
        _link = new Connection(instruments, options.Link, budget, credentials, options.Scope, options.Epoch, FrameBytes, options.MassQuoteGroup);
        _markets = new TradedMarkets(instruments, options.Instruments);
        _channels = new ChannelSet(OrderChannels.Of(options));
        _orders = new OrderTable(options.MaxOrders);
        _cancels = new SlotQueue(_orders.Capacity);
        _wishes = new SlotQueue(_orders.Capacity);
        _flaps = new FlapWatch(options.FlapLimit, options.FlapWindowSeconds);
        _drill = new CodDrill(options.DrillsCancelOnDisconnect);
        _group = Encoding.ASCII.GetBytes(options.MassQuoteGroup);
        _quotes = new int[2 * _markets.Names.Length];
        Array.Fill(_quotes, -1);
        _wishedQuotes = new int[2 * _markets.Names.Length];
        Array.Fill(_wishedQuotes, -1);
        _inFlight = new int[_markets.Currencies.Length];
        _locks = new bool[_markets.Currencies.Length];
        _seenFillNs = new long[_markets.Currencies.Length];
        _newestFillNs = new long[_markets.Currencies.Length];
        _openedNs = new long[_markets.Currencies.Length];
        _cancelAllNs = new long[_markets.Names.Length];
        _cancelAllTries = new int[_markets.Names.Length];
        _cancelAllDue = new bool[_markets.Names.Length];
        _liveAtCancelAll = new int[_markets.Names.Length];
        _stated = new bool[_markets.Names.Length];
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
            bool mayConnect = MayConnect;
            long next = _startedNs == long.MinValue ? _tickedNs : _link.NextNs(mayConnect);
            if (_link.IsOpen) next = Math.Min(Math.Min(next, Math.Min(Math.Min(_stepNs, _cancelWatchNs), Math.Min(_fillsNs, _mopEndNs))), Math.Min(Math.Min(_pumpNs, _ordersDueNs), NextPollNs()));
            // Whoever waits in virtual time must not be woken at the same instant for ever.
            return Math.Max(next, _tickedNs + SpinGuardNs);
        }
    }

    /// <summary>Whether orders can be sent.</summary>
    public GatewayPhase Phase { get; private set; } = GatewayPhase.Down;

    /// <summary>Why, if they can not.</summary>
    public GatewayReason Reason { get; private set; }

    /// <summary>True once <see cref="BeginStop"/> has come to its end and the link is closed.</summary>
    public bool IsStopped => _isStopping && !_link.IsOpen && Wish == LinkWish.Rest && !MayConnect;

    /// <summary>True if the session ended, or stands now, without the venue having said that nothing of ours rests.</summary>
    public bool OrdersMayRest => !_nothingRests;

    /// <inheritdoc/>
    public int OrdersUnderWay
    {
        get
        {
            int count = 0;
            for (int slot = 0; slot < _orders.Capacity; slot++)
                if (_orders[slot].Life is not (OrderLife.None or OrderLife.Ended)) count++;
            return count;
        }
    }

    /// <summary>Requests and wishes under way: 0 when all is quiet.</summary>
    public int PendingCount => _link.Requests.Count + _cancels.Count + _wishes.Count;

    /// <summary>What was counted.</summary>
    public ref readonly SessionCounters Counters => ref _counters;

    /// <summary>What went wrong last, for a person; empty if nothing did. Holds no secret.</summary>
    public string FailureText { get; private set; } = "";

    /// <summary>Venue clock minus ours, ns; <see cref="Units.Missing"/> if not measured.</summary>
    public long ClockOffsetNs => _link.Clock.OffsetNs;

    private bool MayConnect => (Phase != GatewayPhase.Refused || _mopUps > 0) && !(_isStopping && (_nothingRests || _counters.Connections == 0));

    private bool CanSend => Phase == GatewayPhase.Ready && !_isStopping;

    /// <summary>Begins the end: cancels all, sees that nothing rests, has the last orders, fills and positions told, closes the link without a logout (which would leave orders alive).</summary>
    public void BeginStop(long nowNs)
    {
        if (_isStopping) return;
        _isStopping = true;
        // What was not sent never will be; told with the next call, which has a batch.
        _dropsWishes = true;
        StopPolls();
        if (_counters.Connections == 0)
        {
            _nothingRests = true;
            _link.Close();
            return;
        }

        // While an account is locked the venue trades for it: the fills since are asked for once more.
        if (Phase == GatewayPhase.Refused && Reason == GatewayReason.AccountLocked)
        {
            _mopUps = Math.Max(_mopUps, MostMopUps - 1);
            _nothingRests = false;
        }

        // A step that waits for others may wait for long; what it waits for is of no use any more.
        if (Phase == GatewayPhase.Ready || IsWaitingForOthers) StartSteps(StartStep.CancelAll, nowNs);
    }

    /// <inheritdoc/>
    public void Opened(long nowNs, EventBatch batch)
    {
        Begin(nowNs, batch);
        _link.Opened(nowNs, ref _counters);
        _channels.Reset();
        Array.Clear(_inFlight);
        _mopEndNs = Phase == GatewayPhase.Refused ? nowNs + MopUpNs : long.MaxValue;
        StartSteps(StartStep.Authenticate, nowNs);
    }

    /// <inheritdoc/>
    public void Closed(long nowNs, LinkEnd end, EventBatch batch)
    {
        Begin(nowNs, batch);
        bool wasOpen = _link.IsOpen;
        bool onPurpose = _drill.Stage == DrillStage.Dropped && _drill.DroppedNs == 0;
        if (onPurpose) _drill.DroppedNs = nowNs;
        _link.Closed(nowNs, end, onPurpose, ref _counters);
        StopSteps();
        DropWishes(nowNs);
        Forget();
        if (Phase == GatewayPhase.Refused && _mopUps > 0) _mopUps--;
        if (Phase == GatewayPhase.Refused || (_isStopping && _nothingRests)) return;
        // Ends that we chose for a reason of our own are no sign of a bad line; silence is.
        bool isChosen = end == LinkEnd.Ours && !_link.IsDead;
        bool flaps = wasOpen && !onPurpose && !isChosen && !_isStopping && !_isMaintenance && _flaps.Lost(nowNs);
        if (flaps) FailureText = $"The connection was lost {_options.FlapLimit} times in {_options.FlapWindowSeconds} s.";
        GatewayReason reason = flaps ? GatewayReason.Flapping : _isMaintenance ? GatewayReason.Maintenance
            : _wasLimited ? GatewayReason.RateLimit : GatewayReason.Connection;
        _isMaintenance = _wasLimited = false;
        if (flaps && !_nothingRests) _mopUps = MostMopUps - 1;
        Enter(flaps ? GatewayPhase.Refused : GatewayPhase.Down, reason, 0, nowNs);
    }

    /// <inheritdoc/>
    public void Tick(long nowNs, EventBatch batch)
    {
        Begin(nowNs, batch);
        _tickedNs = nowNs;
        if (MayConnect) _link.ConnectIfDue(nowNs);
        _link.Keep(nowNs, ref _counters);
        if (nowNs >= _mopEndNs)
        {
            _mopEndNs = long.MaxValue;
            _link.Close();
        }

        while (_link.Requests.TryTakeDue(nowNs, out Request late)) Unanswered(late, nowNs);
        if (_link.IsOpen)
        {
            if (nowNs >= _ordersDueNs) VisitOrders(nowNs);
            if (nowNs >= _cancelWatchNs) WatchCancel(nowNs);
            if (nowNs >= _stepNs) SendStep(nowNs);
            if (nowNs >= _fillsNs) AskFills(nowNs);
            Poll(nowNs);
        }

        Finish(nowNs);
    }

    private void Begin(long nowNs, EventBatch batch)
    {
        batch.Clear();
        _batch = batch;
        if (_dropsWishes)
        {
            _dropsWishes = false;
            DropWishes(nowNs);
        }

        if (_startedNs != long.MinValue) return;
        _startedNs = nowNs;
        Array.Fill(_seenFillNs, Units.Missing);
        Array.Fill(_newestFillNs, Units.Missing);
        _link.Budget.Start(nowNs, _options.StartSharePercent);
        Enter(GatewayPhase.Down, GatewayReason.None, 0, nowNs);
    }

    private void Finish(long nowNs, bool holds = false)
    {
        if (holds) _pumpNs = nowNs;
        else Pump(nowNs);
        ReportBudget(nowNs);
    }
}
