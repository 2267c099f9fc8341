using System;
using Minnow.Host.Configuration;

namespace Minnow.Host.Net;

/// <summary>A link can not be set up as configured. One line: what, where, and what to do; known at start, before anything is connected.</summary>
public sealed class LinkSetupException : Exception
{
    /// <summary>Makes one.</summary>
    public LinkSetupException(ExitCode exitCode, string message)
        : base(message)
    {
        ExitCode = exitCode;
    }

    /// <summary>What the process ends with.</summary>
    public ExitCode ExitCode { get; }
}
