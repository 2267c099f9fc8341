using System.Threading;
using Minnow.Core.Risk.Gate;

namespace Minnow.Host.Gate;

/// <summary>A question to the gate, or a wish to change a limit, on its way through the thread of the sessions. Made by the thread that asks, with room for the answer.</summary>
public sealed class GateTicket
{
    private int _isDone;

    /// <summary>A question for all values.</summary>
    /// <param name="instruments">Instruments that can be traded, at most.</param>
    public GateTicket(int instruments) => (Values, Used) = (new long[instruments + 1, GateLimits.Count], new long[instruments + 1, GateLimits.Count]);

    /// <summary>The limit to change; None asks only.</summary>
    public GateLimit Limit { get; init; }

    /// <summary>Its instrument, or <see cref="Core.Model.Units.NoInstrument"/>.</summary>
    public ushort Instrument { get; init; }

    /// <summary>Its new value, in its own unit.</summary>
    public long Value { get; init; }

    /// <summary>True if a person confirmed that more may pass than before.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Hash of the name of who asks.</summary>
    public ulong SourceHash { get; init; }

    /// <summary>Hash of the reason.</summary>
    public ulong ReasonHash { get; init; }

    /// <summary>Values, by instrument and number of the limit; those of the account come last.</summary>
    public long[,] Values { get; }

    /// <summary>What is used of them; -1 where nothing is measured.</summary>
    public long[,] Used { get; }

    /// <summary>What became of the change.</summary>
    public GateChange Outcome { get; internal set; }

    /// <summary>Value before the change.</summary>
    public long Before { get; internal set; }

    /// <summary>True once the thread of the sessions has answered.</summary>
    public bool IsDone => Volatile.Read(ref _isDone) != 0;

    internal void Finish() => Volatile.Write(ref _isDone, 1);
}
