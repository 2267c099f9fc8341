using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>When the access token must be refreshed: at a share of its life, and never later than a cap.</summary>
/// <remarks>Fault B16. A life of a year in ms does not fit the timers that other programs use; here it is only compared.</remarks>
/// <param name="options">Share and cap.</param>
public sealed class TokenLife(LinkOptions options)
{
    private readonly byte[] _refreshToken = new byte[Private.PrivateMessage.MaxTokenBytes];
    private int _refreshTokenBytes;

    /// <summary>When to refresh, ns; <see cref="long.MaxValue"/> if there is nothing to refresh.</summary>
    public long RefreshNs { get; private set; } = long.MaxValue;

    /// <summary>The token that a refresh sends. Secret: never logged.</summary>
    public ReadOnlySpan<byte> RefreshToken => _refreshToken.AsSpan(0, _refreshTokenBytes);

    /// <summary>A token came.</summary>
    public void Granted(long nowNs, long expiresInSeconds, ReadOnlySpan<byte> refreshToken)
    {
        long capSeconds = options.RefreshCapHours * 3600L;
        // Capped before it is multiplied: any life that the venue may name.
        long seconds = Math.Clamp(expiresInSeconds, 1, capSeconds * 100);
        long atMs = Math.Min(seconds * 1000 / 100 * options.RefreshAtPercent, capSeconds * 1000);
        _refreshTokenBytes = refreshToken.TryCopyTo(_refreshToken) ? refreshToken.Length : 0;
        RefreshNs = nowNs + atMs * Units.NsPerMs;
    }

    /// <summary>A refresh could not be sent: again soon.</summary>
    public void Retry(long nowNs) => RefreshNs = nowNs + Units.NsPerSecond;

    /// <summary>A refresh is under way, or the connection ended.</summary>
    public void Off() => RefreshNs = long.MaxValue;

    /// <summary>Forgets the token.</summary>
    public void Forget()
    {
        Array.Clear(_refreshToken);
        _refreshTokenBytes = 0;
        Off();
    }
}
