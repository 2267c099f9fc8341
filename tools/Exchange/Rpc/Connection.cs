using System.Collections.Generic;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Channels;

namespace Minnow.Exchange.Rpc;

/// <summary>A WebSocket as the venue sees it: what waits to be sent, and how it ended.</summary>
public sealed class Connection
{
    private readonly Queue<byte[]> _out = new();

    internal Connection(long number, string ip, long nowUs)
    {
        Number = number;
        Ip = ip;
        LastRequestUs = nowUs;
        LastSentUs = nowUs;
    }

    /// <summary>Counted from 1 over the life of the venue.</summary>
    public long Number { get; }

    /// <summary>Address of the client.</summary>
    public string Ip { get; }

    /// <summary>The venue still listens.</summary>
    public bool IsOpen => Closed is null;

    /// <summary>Close code and reason that the venue sends after the last payload; null while open. Code 1006 means: drop without a close frame.</summary>
    public (ushort Code, string Reason)? Closed { get; internal set; }

    /// <summary>Name of the account that authenticated; null before.</summary>
    public string? Account => Session?.Account.Name;

    /// <summary>Cancel-on-disconnect is on.</summary>
    public bool IsProtected { get; internal set; }

    /// <summary>Payloads that can be taken now.</summary>
    public int Waiting => _out.Count;

    /// <summary>Payloads written that the venue still holds back: their delay is not over.</summary>
    public int Delayed { get; internal set; }

    /// <summary>It ended with cancel-on-disconnect at work: nothing placed over it rests from then on.</summary>
    public bool IsSwept { get; internal set; }

    internal Session? Session { get; set; }

    internal List<Feed> Feeds { get; } = [];

    /// <summary>Channels acknowledged by the reply that goes out now, whose first notification follows it.</summary>
    internal List<Feed> Greetings { get; } = [];

    internal long LastRequestUs { get; set; }

    internal long LastSentUs { get; private set; }

    internal long UnreadBytes { get; private set; }

    internal int HeartbeatSeconds { get; set; }

    /// <summary>Of which set_heartbeat the pending timers are.</summary>
    internal int HeartbeatGeneration { get; set; }

    internal long? TestRequestedUs { get; set; }

    /// <summary>Takes the next payload that is due: one whole text message, UTF-8. The array may be shared with other connections: do not write to it.</summary>
    public bool TryTake(out byte[] payload)
    {
        if (!_out.TryDequeue(out payload!)) return false;
        UnreadBytes -= payload.Length;
        return true;
    }

    internal void Put(byte[] payload, long nowUs)
    {
        _out.Enqueue(payload);
        UnreadBytes += payload.Length;
        LastSentUs = nowUs;
    }
}
