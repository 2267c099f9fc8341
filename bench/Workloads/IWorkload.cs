using System;

namespace Minnow.Workloads;

/// <summary>One body that a benchmark times, an instruction count counts and a test runs once: everything is made by its constructor.</summary>
/// <remarks>The constructor also checks that the result is right, so that nothing wrong is ever timed.</remarks>
public interface IWorkload : IDisposable
{
    /// <summary>What the rows of a table call it: <c>stage/variant</c>.</summary>
    string Name { get; }

    /// <summary>Frames, events or hops in one pass.</summary>
    int Items { get; }

    /// <summary>Does all of it once.</summary>
    /// <returns>A checksum of what was read: the same in every pass.</returns>
    ulong Pass();
}
