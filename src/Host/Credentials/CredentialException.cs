using System;
using Minnow.Host.Configuration;

namespace Minnow.Host.Credentials;

/// <summary>Credentials can not be used as they lie. One line: what, where, and what to do. Never holds a byte of the file's content.</summary>
public sealed class CredentialException : Exception
{
    /// <summary>Makes one.</summary>
    public CredentialException(string message)
        : base(message)
    {
    }

    /// <summary>What the process ends with: 78.</summary>
    public ExitCode ExitCode => ExitCode.Configuration;
}
