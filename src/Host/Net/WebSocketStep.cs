namespace Minnow.Host.Net;

/// <summary>What <see cref="WebSocketReader.Read"/> found, and what the caller does next.</summary>
public enum WebSocketStep : byte
{
    /// <summary>No whole frame is there: come back with more bytes behind these.</summary>
    NeedsMore = 0,

    /// <summary>A whole text message: use the payload, then give the consumed bytes back.</summary>
    Message = 1,

    /// <summary>A part of a message was put aside: give the consumed bytes back and read on.</summary>
    Part = 2,

    /// <summary>Answer with a pong of the same payload, give the consumed bytes back and read on.</summary>
    Ping = 3,

    /// <summary>Nothing to do: give the consumed bytes back and read on.</summary>
    Pong = 4,

    /// <summary>The peer closes: answer with the same code, then close.</summary>
    Close = 5,

    /// <summary>The peer broke the protocol or a limit: send a close frame with <see cref="WebSocketReader.CloseCode"/>, then close. Stays so.</summary>
    Violation = 6,
}
