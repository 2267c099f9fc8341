using Minnow.Core.Engine;

namespace Minnow.Host.Threads;

/// <summary>An agent that brings work into the process: a feed. At a stop it is not asked again, while the agents behind it finish what is there.</summary>
public interface ISourceAgent : IAgent
{
    /// <summary>Nothing more will ever come: the recording is at its end. A live feed says <c>false</c>. Read by another thread.</summary>
    bool IsDone { get; }
}
