using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Session;

namespace Minnow.Tests.Deribit.Session;

/// <summary>A session, a fake venue and a wire of 1 ms each way, in virtual time.</summary>
internal sealed class SessionRig : IDisposable
{
    public const long StartNs = 1_790_000_000_000_000_000;
    private const long WireNs = Units.NsPerMs;

    private readonly PriorityQueue<byte[], (long AtNs, long Order)> _toVenue = new();
    private readonly PriorityQueue<byte[], (long AtNs, long Order)> _toUs = new();
    private readonly EventBatch _batch = new(4096);
    private long _openNs = long.MaxValue;
    private long _order;

    public SessionRig(IVenueSession session, FakeVenue venue)
    {
        (Session, Venue) = (session, venue);
    }

    public IVenueSession Session { get; }

    public FakeVenue Venue { get; }

    public long NowNs { get; private set; } = StartNs;

    public bool IsOpen { get; private set; }

    /// <summary>False: links can not be made.</summary>
    public bool TakesLinks { get; set; } = true;

    /// <summary>False: nothing of ours arrives.</summary>
    public bool CarriesUp { get; set; } = true;

    /// <summary>False: nothing of the venue arrives.</summary>
    public bool CarriesDown { get; set; } = true;

    public List<Event> Events { get; } = [];

    public List<long> Connects { get; } = [];

    public List<byte[]> Sent { get; } = [];

    public Event[] Of(EventKind kind) => Events.Where(e => e.Kind == kind).ToArray();

    public OrderReport[] Reports(long orderId) => Of(EventKind.OrderUpdate).Where(e => e.Order.OrderId == orderId).Select(e => e.Order.Report).ToArray();

    public GatewayPhase[] Phases => Of(EventKind.Gateway).Select(e => (GatewayPhase)e.Detail).ToArray();

    /// <summary>Lets time pass.</summary>
    public void Run(double seconds) => RunUntil(NowNs + (long)(seconds * Units.NsPerSecond));

    public void RunUntil(long endNs, Func<bool>? isDone = null)
    {
        while (true)
        {
            Settle();
            if (isDone?.Invoke() == true) return;
            long next = Math.Min(Session.NextDeadlineNs, _openNs);
            if (_toVenue.TryPeek(out _, out (long AtNs, long Order) up)) next = Math.Min(next, up.AtNs);
            if (_toUs.TryPeek(out _, out (long AtNs, long Order) down)) next = Math.Min(next, down.AtNs);
            if (next > endNs)
            {
                NowNs = endNs;
                return;
            }

            NowNs = Math.Max(NowNs, next);
            Step();
        }
    }

    /// <summary>Runs until that holds, at most so long; fails if it never does.</summary>
    public void RunTo(Func<bool> isDone, double maxSeconds = 10)
    {
        RunUntil(NowNs + (long)(maxSeconds * Units.NsPerSecond), isDone);
        Xunit.Assert.True(isDone(), "It did not happen in time.");
    }

    /// <summary>The link ends.</summary>
    public void Drop(LinkEnd end = LinkEnd.Peer)
    {
        bool wasOpen = IsOpen;
        IsOpen = false;
        _openNs = long.MaxValue;
        _toVenue.Clear();
        _toUs.Clear();
        if (wasOpen) Venue.Disconnected(NowNs);
        Session.Closed(NowNs, end, _batch);
        Collect();
    }

    /// <summary>Calls the session and takes what it made.</summary>
    public void Do(Action<EventBatch> call)
    {
        _batch.Clear();
        call(_batch);
        Collect();
        Settle();
    }

    public void Dispose() => _batch.Dispose();

    private void Step()
    {
        if (_openNs <= NowNs)
        {
            _openNs = long.MaxValue;
            if (!TakesLinks)
            {
                Drop(LinkEnd.NotMade);
                return;
            }

            IsOpen = true;
            Venue.Connected();
            Session.Opened(NowNs, _batch);
            Collect();
            return;
        }

        if (_toVenue.TryPeek(out byte[]? payload, out (long AtNs, long Order) at) && at.AtNs <= NowNs)
        {
            _toVenue.Dequeue();
            if (CarriesUp) Venue.Receive(payload, NowNs);
            return;
        }

        if (_toUs.TryPeek(out payload, out at) && at.AtNs <= NowNs)
        {
            _toUs.Dequeue();
            if (!CarriesDown) return;
            Session.Receive(payload, NowNs, _batch);
            Collect();
            return;
        }

        Session.Tick(NowNs, _batch);
        Collect();
    }

    private void Collect() => Events.AddRange(_batch.Events.ToArray());

    /// <summary>Carries frames and wishes.</summary>
    private void Settle()
    {
        while (Venue.Out.TryDequeue(out byte[]? payload, out (long AtNs, long Order) at))
            if (IsOpen) _toUs.Enqueue(payload, (Math.Max(NowNs, at.AtNs) + WireNs, _order++));
        while (Session.Outbox.TryPeek(out ReadOnlySpan<byte> frame))
        {
            byte[] bytes = frame.ToArray();
            Session.Outbox.Release();
            Sent.Add(bytes);
            if (IsOpen) _toVenue.Enqueue(bytes, (NowNs + WireNs, _order++));
        }

        if (Session.Wish == LinkWish.Open && !IsOpen && _openNs == long.MaxValue)
        {
            Connects.Add(NowNs);
            _openNs = NowNs + WireNs;
        }

        if (Session.Wish == LinkWish.Close) Drop(LinkEnd.Ours);
    }

    public string SentText => string.Join('\n', Sent.Select(Encoding.UTF8.GetString));
}
