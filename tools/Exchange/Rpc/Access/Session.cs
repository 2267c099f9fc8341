namespace Minnow.Exchange.Rpc.Access;

/// <summary>What an authentication made: tokens, their rights and their end.</summary>
internal sealed class Session
{
    public required KeyOptions Key { get; init; }

    public required AccountState Account { get; init; }

    /// <summary>Name of a session-scoped one; null when it dies with its connection.</summary>
    public string? Name { get; init; }

    /// <summary>The connection it was made on; 0 for REST.</summary>
    public long ConnectionNumber { get; init; }

    public required Scope Scope { get; init; }

    public required string ScopeText { get; init; }

    public required string AccessToken { get; init; }

    public required string RefreshToken { get; init; }

    public required string Sid { get; init; }

    public long LifeSeconds { get; init; }

    public long ExpiresUs { get; set; }

    /// <summary>Pushed out, replaced, logged out, or its connection ended.</summary>
    public bool IsOver { get; set; }

    public bool IsLive(long nowUs) => !IsOver && nowUs < ExpiresUs;
}
