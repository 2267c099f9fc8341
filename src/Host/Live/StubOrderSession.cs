using System;
using Minnow.Core.Model;
using Minnow.Host.Engine;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>The order side of a dry run: an order stub in the place of the venue. It has no link, so nothing can be sent.</summary>
public sealed class StubOrderSession : IOrderSession
{
    private readonly OrderStub _stub;
    private SessionCounters _counters;

    /// <summary>A session around <paramref name="stub"/>, which must not be drained by anybody.</summary>
    public StubOrderSession(OrderStub stub) => _stub = stub;

    /// <inheritdoc/>
    public LinkWish Wish => LinkWish.Rest;

    /// <inheritdoc/>
    public FrameOutbox Outbox { get; } = new(1, 64);

    /// <inheritdoc/>
    public long NextDeadlineNs => _stub.NextDueNs;

    /// <inheritdoc/>
    public GatewayPhase Phase => GatewayPhase.None;

    /// <inheritdoc/>
    public GatewayReason Reason => GatewayReason.None;

    /// <inheritdoc/>
    public bool IsStopped { get; private set; }

    /// <inheritdoc/>
    public bool OrdersMayRest => false;

    /// <inheritdoc/>
    public string FailureText => "";

    /// <inheritdoc/>
    public ref readonly SessionCounters Counted => ref _counters;

    /// <inheritdoc/>
    public void Command(in OutputRecord command, long nowNs, EventBatch batch)
    {
        batch.Clear();
        // A full stub forgets: its orders are as little real as their answers.
        if (!_stub.HasRoom) return;
        // The answer is due by the clock of now, not of the event that caused the command.
        OutputRecord now = command;
        now.TimeNs = nowNs;
        _stub.On(in now, 0, true);
    }

    /// <inheritdoc/>
    public void BeginStop(long nowNs) => IsStopped = true;

    /// <inheritdoc/>
    public void Tick(long nowNs, EventBatch batch)
    {
        batch.Clear();
        while (_stub.NextDueNs <= nowNs && !batch.IsFull && _stub.TryTake(out Event answer))
        {
            answer.ReceivedNs = nowNs;
            batch.Add() = answer;
        }
    }

    /// <inheritdoc/>
    public void Opened(long nowNs, EventBatch batch) => batch.Clear();

    /// <inheritdoc/>
    public void Closed(long nowNs, LinkEnd end, EventBatch batch) => batch.Clear();

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> payload, long nowNs, EventBatch batch) => batch.Clear();
}
