using System;

namespace Minnow.Core.Ring;

/// <summary>Memory or a file does not hold a ring that this build can read. The message says what was found and what to do.</summary>
public sealed class RingFormatException : Exception
{
    internal RingFormatException(RingFormatProblem problem, string message)
        : base(message) => Problem = problem;

    /// <summary>The kind of problem.</summary>
    public RingFormatProblem Problem { get; }
}
