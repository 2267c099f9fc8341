using System;
using Minnow.Host.Configuration;

namespace Minnow.Host.Recordings;

/// <summary>A recording can not be read at all. The message says what, which file and what to do.</summary>
/// <param name="message">For people, the file's name first.</param>
/// <param name="exitCode">What the program ends with.</param>
/// <param name="cause">What the system said, or null.</param>
public sealed class RecordingException(string message, ExitCode exitCode, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What the program ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
