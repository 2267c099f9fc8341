using System;
using System.IO;
using System.Linq;
using Minnow.Cases;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Wire;
using Xunit;

namespace Minnow.Tests.Bench;

/// <summary>The cases of the native proof under the JIT, and that the proof would notice.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class AllocationTests
{
    private const int Frames = 4_000;
    private const int WarmCycles = 64;
    private const int WireFrames = 300;

    public static TheoryData<string> Names() => [.. AllocationCases.All().Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hot_path_allocates_nothing(string name)
    {
        Action body = AllocationCases.All().Single(row => row.Name == name).Make(FeedFile.Load(Frames));
        Assert.Equal(0, Allocated.Least(() => AllocationCases.BytesOn(body)));
    }

    [Fact]
    public void One_object_is_seen() => Assert.True(AllocationCases.BytesOn(AllocationCases.AllocateOneObject) >= 24);

    [Fact]
    public void Path_threads_allocate_nothing_after_their_first_cycles()
    {
        Assert.Equal(0, Allocated.Least(static () =>
        {
            WholeRun run = WholeRun.Of(Recording(), WarmCycles, limitFrames: Frames);
            Assert.Equal(Frames, run.Summary.Frames);
            Assert.Equal(["feed", "journal", "quoter"], run.Path.Select(static agent => agent.RoleName).Order());
            return run.Path.Sum(static agent => agent.Bytes);
        }));
    }

    [Fact]
    public void An_agent_that_allocates_is_seen()
    {
        WholeRun run = WholeRun.Of(Recording(), WarmCycles, plantIn: "quoter", limitFrames: Frames);
        Assert.True(run.Path.Single(static agent => agent.RoleName == "quoter").Bytes > 0);
    }

    [Fact]
    public void A_live_run_allocates_nothing_from_socket_to_order()
    {
        using WireAuthority authority = new();
        Assert.Equal(0, Allocated.Least(() => LiveWire.Of(authority, isSecure: false, WireFrames).Path.Where(static agent => agent.RoleName != "journal").Sum(static agent => agent.Bytes)));
    }

    [Fact]
    public void An_agent_of_a_live_run_that_allocates_is_seen()
    {
        using WireAuthority authority = new();
        Assert.True(LiveWire.Of(authority, isSecure: true, WireFrames, plantIn: "live").Path.Single(static agent => agent.RoleName == "live").Bytes > 0);
    }

    private static string Recording() => FeedFile.Find() ?? throw new FileNotFoundException("The recorded market is not beside the checkout.");
}
