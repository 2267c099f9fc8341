using System.Collections.Generic;
using System.Text;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>How often a channel speaks, µs; raw speaks at once.</summary>
internal enum Interval
{
    Raw = 0,
    Fast = 100_000,
    Slow = 1_000_000,
}

/// <summary>A channel that somebody listens to. What it says is written once and shared by its listeners.</summary>
internal abstract class Feed
{
    private readonly List<(Connection Connection, string? Label)> _listeners = [];
    private readonly byte[] _head;

    protected Feed(FeedHub hub, string channel, Interval interval)
    {
        Hub = hub;
        Channel = channel;
        Interval = interval;
        _head = Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{{\"channel\":\"{channel}\",\"data\":");
    }

    public string Channel { get; }

    public Interval Interval { get; }

    public FeedHub Hub { get; }

    /// <summary>It is in one of the hub's lists of what must speak.</summary>
    public bool IsDirty { get; set; }

    public bool HasListeners => _listeners.Count > 0;

    /// <summary>When its last frame goes out: later frames do not overtake it.</summary>
    public long LastDueUs { get; private set; }

    protected JsonOut Out => Hub.Out;

    public bool Listens(Connection connection)
    {
        foreach ((Connection known, _) in _listeners)
        {
            if (ReferenceEquals(known, connection)) return true;
        }

        return false;
    }

    public void Join(Connection connection, string? label) => _listeners.Add((connection, label));

    public void Leave(Connection connection) => _listeners.RemoveAll(listener => ReferenceEquals(listener.Connection, connection));

    /// <summary>Says what has gathered since it last spoke.</summary>
    public abstract void Speak();

    /// <summary>Says to a new listener what it must know first; nothing by default.</summary>
    public virtual void Greet(Connection connection)
    {
    }

    /// <summary>The first listener came.</summary>
    public virtual void Open()
    {
    }

    /// <summary>The last listener went.</summary>
    public virtual void Shut()
    {
    }

    protected void Mark() => Hub.Mark(this);

    /// <summary>Sends what stands in <see cref="Out"/> to every listener.</summary>
    protected void Send()
    {
        byte[]? plain = null;
        long delay = Delay();
        bool wasSpeaking = Hub.IsSpeaking;
        Hub.IsSpeaking = true;
        for (int i = 0; i < _listeners.Count; i++)
        {
            (Connection connection, string? label) = _listeners[i];
            byte[] frame = label is null ? plain ??= Frame(null) : Frame(label);
            SendTo(connection, frame, delay);
            if (i < _listeners.Count && !ReferenceEquals(_listeners[i].Connection, connection)) i--;
        }

        Hub.IsSpeaking = wasSpeaking;
    }

    /// <summary>Sends what stands in <see cref="Out"/> to one listener.</summary>
    protected void Send(Connection connection)
    {
        foreach ((Connection known, string? label) in _listeners)
        {
            if (!ReferenceEquals(known, connection)) continue;
            bool wasSpeaking = Hub.IsSpeaking;
            Hub.IsSpeaking = true;
            SendTo(connection, Frame(label), Delay());
            Hub.IsSpeaking = wasSpeaking;
            return;
        }
    }

    private void SendTo(Connection connection, byte[] frame, long delayUs)
    {
        Venue venue = Hub.Venue;
        FrameFate fate = venue.Hooks.BeforeNotification?.Invoke(new OutgoingNotification(connection, Channel, frame)) ?? default;
        venue.Deliver(connection, frame, delayUs, fate);
    }

    private long Delay()
    {
        Venue venue = Hub.Venue;
        long due = venue.NowUs + venue.Random.Between(0, venue.Options.NotificationDelayMaxUs);
        LastDueUs = System.Math.Max(due, LastDueUs);
        return LastDueUs - venue.NowUs;
    }

    private byte[] Frame(string? label)
    {
        if (Hub.Venue.Options.Style.Envelope > 0) return OddFrame(Hub.Venue.Envelope, label);
        byte[] tail = label is null ? "}}"u8.ToArray() : Encoding.UTF8.GetBytes($",\"label\":{System.Text.Json.JsonSerializer.Serialize(label)}}}}}");
        byte[] frame = new byte[_head.Length + Out.Length + tail.Length];
        _head.CopyTo(frame, 0);
        Out.Written.CopyTo(System.MemoryExtensions.AsSpan(frame, _head.Length));
        tail.CopyTo(frame, _head.Length + Out.Length);
        return frame;
    }

    private byte[] OddFrame(JsonOut to, string? label)
    {
        to.Clear();
        to.Begin();
        to.Text("jsonrpc"u8, "2.0"u8);
        to.Text("method"u8, "subscription"u8);
        to.Begin("params"u8);
        to.Text("channel"u8, Channel);
        to.Raw("data"u8, Out.Written);
        if (label is not null) to.Text("label"u8, label);
        to.End();
        to.End();
        return to.ToArray();
    }
}
