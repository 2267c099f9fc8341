using System.Collections.Generic;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <summary>One instrument that may be traded.</summary>
/// <param name="Name">The venue's name.</param>
/// <param name="IndexHash">Hash of the name of its price index.</param>
/// <param name="Limits">Its own limits.</param>
public sealed record GateInstrument(InstrumentName Name, ulong IndexHash, GateLimits Limits);

/// <summary>What a pre-trade gate is made with. It knows nothing else: not the strategy, not its parameters.</summary>
public sealed record GateSetup
{
    /// <summary>Largest number of instruments, those that are only watched included.</summary>
    public required int MaxInstruments { get; init; }

    /// <summary>The instruments that may be traded.</summary>
    public required IReadOnlyList<GateInstrument> Instruments { get; init; }

    /// <summary>Limits of the account.</summary>
    public required GateLimits Limits { get; init; }

    /// <summary>When the run began, ns since 1970: an older command is of another run.</summary>
    public required long StartNs { get; init; }

    /// <summary>Time over which filled orders are counted, ns.</summary>
    public long RepeatedFillsNs { get; init; } = 10 * Units.NsPerSecond;

    /// <summary>Time within which the same order is a duplicate, ns.</summary>
    public long DuplicateNs { get; init; } = 100 * Units.NsPerMs;
}
