using System.Diagnostics;
using System.IO;
using System.Threading;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Native;

public sealed class LibcProcessTests
{
    [Fact]
    public void A_stopped_process_runs_on_when_it_is_told_to()
    {
        using Process sleeper = Process.Start("sleep", "60");
        try
        {
            Assert.Equal(Errno.Ok, LibcProcess.Signal(sleeper.Id, LibcProcess.StopSignal));
            Assert.True(SpinWait.SpinUntil(() => State(sleeper.Id) == 'T', 5_000));
            Assert.Equal(Errno.Ok, LibcProcess.Signal(sleeper.Id, LibcProcess.ContinueSignal));
            Assert.True(SpinWait.SpinUntil(() => State(sleeper.Id) != 'T', 5_000));
        }
        finally
        {
            Assert.Equal(Errno.Ok, LibcProcess.Signal(sleeper.Id, LibcProcess.KillSignal));
            sleeper.WaitForExit();
        }
    }

    [Fact]
    public void A_thread_that_is_held_stands_still_until_it_is_released()
    {
        using Process sleeper = Process.Start("sleep", "60");
        try
        {
            Errno error = LibcProcess.Hold(sleeper.Id);
            if (error == Errno.Perm) return; // tracing is not allowed here
            Assert.Equal(Errno.Ok, error);
            Assert.Equal('t', State(sleeper.Id));
            Assert.Equal(Errno.Ok, LibcProcess.Release(sleeper.Id));
            Assert.True(SpinWait.SpinUntil(() => State(sleeper.Id) != 't', 5_000));
        }
        finally
        {
            LibcProcess.Signal(sleeper.Id, LibcProcess.KillSignal);
            sleeper.WaitForExit();
        }
    }

    [Fact]
    public void A_process_that_is_not_there_is_an_error() => Assert.Equal(Errno.NoProcess, LibcProcess.Signal(int.MaxValue, LibcProcess.ContinueSignal));

    private static char State(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }
}
