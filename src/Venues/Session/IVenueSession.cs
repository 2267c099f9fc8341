using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Session;

/// <summary>One connection to a venue as a state machine without I/O: payloads, time and the link's fate in; payloads, events and wishes out.</summary>
/// <remarks>
/// Whoever owns the link drives it: a socket in production, a simulated wire in tests. Thread: one. Time is ns since 1970 of a clock that never
/// goes back. No method blocks or allocates in steady state. After each call the caller publishes the batch, sends <see cref="Outbox"/>,
/// carries out <see cref="Wish"/>, and comes back at <see cref="NextDeadlineNs"/> at the latest.
/// </remarks>
public interface IVenueSession
{
    /// <summary>What should become of the link.</summary>
    LinkWish Wish { get; }

    /// <summary>Payloads to send, in order.</summary>
    FrameOutbox Outbox { get; }

    /// <summary>When <see cref="Tick"/> must be called at the latest, ns; <see cref="long.MaxValue"/> if nothing is due.</summary>
    long NextDeadlineNs { get; }

    /// <summary>The link is open: payloads may be sent.</summary>
    void Opened(long nowNs, EventBatch batch);

    /// <summary>The link is closed, or could not be opened. What is still in <see cref="Outbox"/> is lost and is forgotten.</summary>
    void Closed(long nowNs, LinkEnd end, EventBatch batch);

    /// <summary>One payload arrived.</summary>
    /// <param name="payload">A whole text message. Borrowed for the call.</param>
    /// <param name="nowNs">When it arrived.</param>
    /// <param name="batch">Is cleared first; holds the events that it caused.</param>
    void Receive(ReadOnlySpan<byte> payload, long nowNs, EventBatch batch);

    /// <summary>Time has come to <paramref name="nowNs"/>. The batch is cleared first.</summary>
    void Tick(long nowNs, EventBatch batch);
}
