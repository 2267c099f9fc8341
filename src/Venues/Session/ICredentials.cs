using System;

namespace Minnow.Venues.Session;

/// <summary>What proves to a venue who we are. The owner keeps the bytes and zeroes them; a session reads them only while it writes a request.</summary>
public interface ICredentials
{
    /// <summary>The key's id, ASCII. No secret.</summary>
    ReadOnlySpan<byte> ClientId { get; }

    /// <summary>The key's secret. Never logged, never kept by a session.</summary>
    ReadOnlySpan<byte> ClientSecret { get; }
}
