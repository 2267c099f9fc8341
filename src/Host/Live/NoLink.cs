using System;
using System.Buffers;
using Minnow.Host.Net;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>A link that leads nowhere: behind it nothing can be sent.</summary>
public sealed class NoLink : IVenueLink
{
    /// <inheritdoc/>
    public LinkState State => LinkState.Closed;

    /// <inheritdoc/>
    public LinkEnd End => LinkEnd.Ours;

    /// <inheritdoc/>
    public string EndText => "";

    /// <inheritdoc/>
    public void Open()
    {
    }

    /// <inheritdoc/>
    public void Close()
    {
    }

    /// <inheritdoc/>
    public bool TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs)
    {
        payload = default;
        receivedNs = 0;
        return false;
    }

    /// <inheritdoc/>
    public void Release()
    {
    }

    /// <inheritdoc/>
    public bool TrySend(ReadOnlySpan<byte> payload) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
