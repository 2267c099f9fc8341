using System;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>When a request acts, if its reply takes time.</summary>
internal enum Pace : byte
{
    /// <summary>On arrival; the reply may be late and then says what was.</summary>
    AtOnce,

    /// <summary>When its reply is due.</summary>
    Late,

    /// <summary>In the matching queue of its account and currency.</summary>
    Matching,
}

/// <summary>A method of the API.</summary>
/// <param name="Name">As on the wire.</param>
/// <param name="Act">Writes the result or notes an error.</param>
/// <param name="Pool">Which credits it costs.</param>
/// <param name="Right">Which right it needs; with a level.</param>
/// <param name="Level">1 read, 2 write.</param>
/// <param name="Pace">When it acts.</param>
/// <param name="NeedsParams">A request without params is refused before anything else.</param>
/// <param name="SocketOnly">Refused over REST.</param>
internal sealed record Method(
    string Name, Action<Call> Act, Pool Pool = Pool.Default, Right Right = Right.None, int Level = 0,
    Pace Pace = Pace.AtOnce, bool NeedsParams = false, bool SocketOnly = false)
{
    /// <summary>Which credits a call costs, where its parameters say; null for <see cref="Pool"/>.</summary>
    public Func<Call, Pool>? PoolOf { get; init; }

    public bool IsPrivate { get; } = Name.StartsWith("private/", StringComparison.Ordinal);
}
