namespace Minnow.Venues.Deribit.Session;

/// <summary>How a connection proves who it is.</summary>
public enum GrantKind : byte
{
    /// <summary><c>client_signature</c>: the secret does not travel.</summary>
    Signature = 0,

    /// <summary><c>client_credentials</c>: the secret travels inside TLS.</summary>
    Credentials = 1,
}
