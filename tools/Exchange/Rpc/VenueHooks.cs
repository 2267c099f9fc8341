using System;

namespace Minnow.Exchange.Rpc;

/// <summary>What happens to a frame on its way out.</summary>
public enum FrameFateKind : byte
{
    /// <summary>It is sent.</summary>
    Send,

    /// <summary>It is lost.</summary>
    Drop,

    /// <summary>It is sent later.</summary>
    Delay,

    /// <summary>It is sent twice.</summary>
    Duplicate,

    /// <summary>Other bytes are sent in its place.</summary>
    Replace,

    /// <summary>The connection ends in its place.</summary>
    Disconnect,
}

/// <summary>What happens to a frame on its way out, with what that needs.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="DelayUs">How much later, µs.</param>
/// <param name="Payload">What is sent in its place.</param>
public readonly record struct FrameFate(FrameFateKind Kind, long DelayUs = 0, byte[]? Payload = null);

/// <summary>A reply that is about to be sent.</summary>
/// <param name="Connection">To whom.</param>
/// <param name="Method">The method asked, "" when none could be read.</param>
/// <param name="IsError">It carries an error.</param>
/// <param name="Payload">The frame, UTF-8.</param>
public readonly record struct OutgoingReply(Connection Connection, string Method, bool IsError, ReadOnlyMemory<byte> Payload);

/// <summary>A notification that is about to be sent.</summary>
/// <param name="Connection">To whom.</param>
/// <param name="Channel">Its channel; "heartbeat" for heartbeats.</param>
/// <param name="Payload">The frame, UTF-8.</param>
public readonly record struct OutgoingNotification(Connection Connection, string Channel, ReadOnlyMemory<byte> Payload);

/// <summary>Where faults take hold. Null hooks cost nothing.</summary>
public sealed class VenueHooks
{
    /// <summary>Asked when a request has arrived, before it acts: an error to answer in place of acting, or null. Method name in.</summary>
    public Func<Connection, string, (int Code, string Message)?>? BeforeRequest { get; set; }

    /// <summary>Asked when a request has arrived: true loses it, it neither acts nor is answered.</summary>
    public Func<Connection, string, bool>? DropRequest { get; set; }

    /// <summary>Asked before each reply.</summary>
    public Func<OutgoingReply, FrameFate>? BeforeReply { get; set; }

    /// <summary>Asked before each notification of each connection.</summary>
    public Func<OutgoingNotification, FrameFate>? BeforeNotification { get; set; }

    /// <summary>Time from a matching request to its reply in place of the options' draw, µs; null draws.</summary>
    public Func<Connection, string, long?>? ReplyDelayUs { get; set; }
}
