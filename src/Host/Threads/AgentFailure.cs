using System;

namespace Minnow.Host.Threads;

/// <summary>An agent threw: that is a bug or a lost machine, and its thread has ended.</summary>
/// <param name="ThreadName">The thread.</param>
/// <param name="AgentName">Role name of the agent that threw; "runner" if it was none of them.</param>
/// <param name="TimeNs">When, ns since 1970.</param>
/// <param name="Error">What it threw, with its stack.</param>
public sealed record AgentFailure(string ThreadName, string AgentName, long TimeNs, Exception Error)
{
    /// <summary>One line: agent, thread, kind and message.</summary>
    public override string ToString() => $"{AgentName} on thread {ThreadName} failed: {Error.GetType().Name}: {Error.Message}";
}
