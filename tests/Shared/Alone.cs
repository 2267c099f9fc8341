using Xunit;

namespace Minnow.Tests;

/// <summary>
/// Tests that count the bytes of a thread, or time, run while no other test does: a collection of garbage that another test causes closes this
/// thread's allocation buffer, and its unused rest is counted as allocated.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
