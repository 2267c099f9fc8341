using System;
using Minnow.Venues.Session;

namespace Minnow.Sim;

/// <summary>The key of the simulated account; it opens nothing anywhere else.</summary>
internal sealed class SimCredentials : ICredentials
{
    internal const string Id = "sim-key";
    internal const string Secret = "sim-secret-0123456789";
    internal static readonly SimCredentials Instance = new();
    private readonly byte[] _id = "sim-key"u8.ToArray();
    private readonly byte[] _secret = "sim-secret-0123456789"u8.ToArray();

    public ReadOnlySpan<byte> ClientId => _id;

    public ReadOnlySpan<byte> ClientSecret => _secret;
}
