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
    private const int AllThreads = 0x40000000;

    /// <summary>Sends a signal.</summary>
    public static Errno Signal(int process, int signal) => kill(process, signal) == 0 ? Errno.Ok : Last();

    /// <summary>Holds one thread of another process still until <see cref="Release"/>. Both by the same thread of ours.</summary>
    /// <param name="thread">Its id, of /proc/PID/task.</param>
    /// <returns><see cref="Errno.Perm"/> where tracing is not allowed.</returns>
    public static Errno Hold(int thread)
    {
        if (ptrace(Seize, thread, 0, 0) != 0) return Last();
        if (ptrace(Interrupt, thread, 0, 0) != 0) return Last();
        int status = 0, got;
        do got = waitpid(thread, &status, AllThreads);
        while (got < 0 && Last() == Errno.Interrupted);
        return got == thread ? Errno.Ok : Last();
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
