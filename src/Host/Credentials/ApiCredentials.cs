using System;
using System.Text;
using Minnow.Venues.Session;

namespace Minnow.Host.Credentials;

/// <summary>A client id and its secret. The secret lives once, in pinned and locked memory, and is wiped by <see cref="Dispose"/>; it is never text.</summary>
public sealed class ApiCredentials : ICredentials, IDisposable
{
    private readonly PinnedBytes _secret;
    private readonly byte[] _clientId;

    internal ApiCredentials(byte[] clientId, PinnedBytes secret)
    {
        _clientId = clientId;
        _secret = secret;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> ClientId => _clientId;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">It was wiped.</exception>
    public ReadOnlySpan<byte> ClientSecret => _secret.Bytes;

    /// <summary>True if the secret's page can not go to swap; false where the limit on locked memory forbids it.</summary>
    public bool IsLocked => _secret.IsLocked;

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => _secret.Dispose();

    /// <summary>The client id only.</summary>
    public override string ToString() => Encoding.ASCII.GetString(_clientId);
}
