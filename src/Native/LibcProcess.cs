using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>Signals to another process, and one thread of it held still: what a drill does to an engine.</summary>
/// <remarks>Each call answers with <see cref="Errno.Ok"/> or the error. Source: kill(2), ptrace(2), waitpid(2), on Linux x86-64.</remarks>
public static unsafe partial class LibcProcess
{
    /// <summary>SIGKILL: ends it at once.</summary>
    public const int KillSignal = 9;

    /// <summary>SIGTERM: asks it to end.</summary>
    public const int TerminateSignal = 15;

    /// <summary>SIGCONT: lets it run on.</summary>
    public const int ContinueSignal = 18;

    /// <summary>SIGSTOP: holds all of its threads.</summary>
    public const int StopSignal = 19;

    private const nint Seize = 0x4206;
    private const nint Interrupt = 0x4207;
    private const nint Detach = 17;
    private const nint SignalInfo = 0x4202;
    private const int AllThreads = 0x40000000;
    private const int NoHang = 1;
    private const int HoldLimitMs = 2_000;
    private const long Ms = 1_000_000;

    /// <summary>Sends a signal.</summary>
    public static Errno Signal(int process, int signal) => kill(process, signal) == 0 ? Errno.Ok : Last();

    /// <summary>Holds one thread of another process still until <see cref="Release"/>. Both by the same thread of ours.</summary>
    /// <param name="thread">Its id, of /proc/PID/task.</param>
    /// <returns><see cref="Errno.Perm"/> where tracing is not allowed, <see cref="Errno.TimedOut"/> if it does not stand still within 2 s.</returns>
    public static Errno Hold(int thread)
    {
        if (ptrace(Seize, thread, 0, 0) != 0) return Last();
        if (ptrace(Interrupt, thread, 0, 0) != 0) return Last();
        byte* room = stackalloc byte[128];
        for (int i = 0; i < HoldLimitMs; i++)
        {
            int status = 0;
            int got = waitpid(thread, &status, AllThreads | NoHang);
            if (got == thread) return Errno.Ok;
            if (got < 0 && Last() is not (Errno.Interrupted or Errno.NoChild)) return Last();
            // The runtime waits for its children too, and may have taken the news: only of one that stands still can this be read.
            if (ptrace(SignalInfo, thread, 0, (nint)room) == 0) return Errno.Ok;
            LibcClock.Sleep(Ms);
        }
        Release(thread);
        return Errno.TimedOut;
    }

    /// <summary>Lets it run on.</summary>
    public static Errno Release(int thread) => ptrace(Detach, thread, 0, 0) == 0 ? Errno.Ok : Last();

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint ptrace(nint request, nint thread, nint address, nint data);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int process, int* status, int options);
}
