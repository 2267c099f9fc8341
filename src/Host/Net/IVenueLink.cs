using System;
using System.Buffers;
using Minnow.Venues.Session;

namespace Minnow.Host.Net;

/// <summary>Where a link stands.</summary>
public enum LinkState : byte
{
    /// <summary>Closed.</summary>
    Closed = 0,

    /// <summary>Being made.</summary>
    Opening = 1,

    /// <summary>Open both ways.</summary>
    Open = 2,

    /// <summary>Ended; <see cref="IVenueLink.End"/> says how. <see cref="IVenueLink.Close"/> takes it back to <see cref="Closed"/>.</summary>
    Ended = 3,
}

/// <summary>A message link to a venue. Owned and polled by one thread; nothing here blocks it for longer than the stated send limit.</summary>
public interface IVenueLink : IDisposable
{
    /// <summary>Where it stands. Payloads that came before an end can still be read.</summary>
    LinkState State { get; }

    /// <summary>How it ended.</summary>
    LinkEnd End { get; }

    /// <summary>Why it ended, in words for a person; empty while it has not.</summary>
    string EndText { get; }

    /// <summary>Begins to open it. Only when <see cref="LinkState.Closed"/>.</summary>
    void Open();

    /// <summary>Closes it at once, without a farewell to the venue's application.</summary>
    void Close();

    /// <summary>The next whole text payload.</summary>
    /// <returns>False if none is there. After true, <see cref="Release"/> follows.</returns>
    bool TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs);

    /// <summary>Gives the payload back.</summary>
    void Release();

    /// <summary>Sends one text payload.</summary>
    /// <returns>False if it was not sent: the link is not open, or ended now.</returns>
    bool TrySend(ReadOnlySpan<byte> payload);
}
