using System;
using System.Buffers;
using System.Collections.Generic;
using Minnow.Host.Net;
using Minnow.Venues.Session;

namespace Minnow.Host.Tests.Live;

/// <summary>A link whose other end is the test.</summary>
internal sealed class FakeLink : IVenueLink
{
    private readonly Queue<(byte[] Payload, long Ns)> _waiting = [];

    internal List<string> Sent { get; } = [];

    internal int OpenCount { get; private set; }

    internal int CloseCount { get; private set; }

    internal bool TakesNothing { get; set; }

    public LinkState State { get; private set; }

    public LinkEnd End { get; private set; }

    public string EndText { get; private set; } = "";

    internal void Connect() => State = LinkState.Open;

    internal void Break(LinkEnd end, string text)
    {
        (State, End, EndText) = (LinkState.Ended, end, text);
    }

    internal void Say(string payload, long ns) => _waiting.Enqueue((System.Text.Encoding.UTF8.GetBytes(payload), ns));

    public void Open()
    {
        OpenCount++;
        State = LinkState.Opening;
    }

    public void Close()
    {
        CloseCount++;
        _waiting.Clear();
        State = LinkState.Closed;
    }

    public bool TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs)
    {
        bool any = _waiting.TryPeek(out (byte[] Payload, long Ns) first);
        payload = any ? new ReadOnlySequence<byte>(first.Payload) : default;
        receivedNs = first.Ns;
        return any;
    }

    public void Release() => _waiting.Dequeue();

    public bool TrySend(ReadOnlySpan<byte> payload)
    {
        if (TakesNothing || State != LinkState.Open) return false;
        Sent.Add(System.Text.Encoding.UTF8.GetString(payload));
        return true;
    }

    public void Dispose() => Close();
}
