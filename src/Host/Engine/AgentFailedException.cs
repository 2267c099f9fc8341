using System;
using Minnow.Host.Threads;

namespace Minnow.Host.Engine;

/// <summary>A stage of the path failed, and the run was ended.</summary>
public sealed class AgentFailedException : Exception
{
    /// <summary>The failure as its thread saw it.</summary>
    public AgentFailedException(AgentFailure failure)
        : base(failure.ToString(), failure.Error)
    {
    }

    /// <summary>A failure without an exception of its own.</summary>
    public AgentFailedException(string message)
        : base(message)
    {
    }
}
