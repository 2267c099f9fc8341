namespace Minnow.Host.Net;

/// <summary>What a frame is. Source: RFC 6455, 5.2.</summary>
public enum WebSocketOpcode : byte
{
    /// <summary>More of the message before.</summary>
    Continuation = 0,

    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>Bytes; not taken here.</summary>
    Binary = 2,

    /// <summary>The peer ends the connection.</summary>
    Close = 8,

    /// <summary>To be answered by a <see cref="Pong"/> with the same payload.</summary>
    Ping = 9,

    /// <summary>Answer to a <see cref="Ping"/>.</summary>
    Pong = 10,
}
