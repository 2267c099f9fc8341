using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;

namespace Minnow.Host.Tests.Live;

/// <summary>A session that writes down how it is driven. A payload is a number of events to publish; one that begins with ? is answered.</summary>
internal sealed class FakeSession : IMarketSession, IOrderSession
{
    private SessionCounters _counters;

    internal List<string> Calls { get; } = [];

    internal List<OutputRecord> Commanded { get; } = [];

    internal List<long> Times { get; } = [];

    /// <summary>Put into the batch of the next tick.</summary>
    internal Queue<Event> Next { get; } = [];

    public LinkWish Wish { get; set; } = LinkWish.Open;

    public FrameOutbox Outbox { get; } = new();

    public long NextDeadlineNs => Next.Count > 0 ? 0 : long.MaxValue;

    public bool IsConnected { get; set; }

    public bool IsRefused { get; set; }

    public GatewayPhase Phase { get; set; } = GatewayPhase.Down;

    public GatewayReason Reason => GatewayReason.None;

    public bool IsStopped { get; set; }

    public bool OrdersMayRest { get; set; }

    public int OrdersUnderWay { get; set; }

    public string FailureText => "";

    public ref readonly SessionCounters Counted => ref _counters;

    internal void CountDeadLink() => _counters.DeadLinks++;

    internal void CountRefused() => _counters.RefusedFrames++;

    public void Opened(long nowNs, EventBatch batch) => Note("opened", nowNs, batch);

    public void Closed(long nowNs, LinkEnd end, EventBatch batch)
    {
        Note($"closed {end}", nowNs, batch);
        Outbox.Clear();
    }

    public void Receive(ReadOnlySpan<byte> payload, long nowNs, EventBatch batch)
    {
        string text = Encoding.UTF8.GetString(payload);
        Note($"received {text}", nowNs, batch);
        if (text.StartsWith('?')) Answer("!");
        if (!int.TryParse(text.AsSpan().TrimStart('?'), out int events)) return;
        for (int i = 0; i < events; i++)
        {
            ref Event e = ref batch.Add();
            e.Kind = EventKind.Timer;
            e.Flags = EventFlags.First | EventFlags.Last;
            e.InstrumentIndex = Units.NoInstrument;
            e.ReceivedNs = nowNs;
        }
    }

    public void Tick(long nowNs, EventBatch batch)
    {
        batch.Clear();
        Times.Add(nowNs);
        while (Next.TryDequeue(out Event e))
        {
            e.ReceivedNs = nowNs;
            batch.Add() = e;
        }
    }

    public void Command(in OutputRecord command, long nowNs, EventBatch batch)
    {
        Note($"command {command.Verb} {command.OrderId}", nowNs, batch);
        Commanded.Add(command);
        Answer($"order {command.OrderId}");
    }

    public void BeginStop(long nowNs) => Calls.Add("stop");

    public void Resync(ushort instrument, long nowNs) => Calls.Add($"resync {instrument}");

    internal static Event Gateway(GatewayPhase phase, GatewayReason reason)
    {
        Event e = default;
        e.Kind = EventKind.Gateway;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = Units.NoInstrument;
        e.Detail = (uint)phase;
        e.Gateway.Reason = reason;
        return e;
    }

    private void Answer(string text)
    {
        Outbox.Begin();
        Encoding.UTF8.GetBytes(text, Outbox);
        Outbox.Commit();
    }

    private void Note(string call, long nowNs, EventBatch batch)
    {
        batch.Clear();
        Calls.Add(call);
        Times.Add(nowNs);
    }
}
