using System;
using Minnow.Host.Configuration;

namespace Minnow.Host.Live;

/// <summary>A live run can not begin, or had to end at once. One line: what, why, what to do. Holds no secret.</summary>
public sealed class LiveRefusedException(ExitCode exitCode, string message) : Exception(message)
{
    /// <summary>What the process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
