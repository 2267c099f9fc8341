using System;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>Local sockets: who is at the other end, and a wait over several of them that allocates nothing.</summary>
/// <remarks>Each call answers with <see cref="Errno.Ok"/> or the error. Source: unix(7) (SO_PEERCRED), poll(2), on Linux x86-64.</remarks>
public static unsafe partial class LibcLocalSocket
{
    /// <summary>There is something to read, or the other side has ended.</summary>
    public const short Readable = 1;

    private const int SocketLevel = 1;
    private const uint OwnerReadsAndWrites = 0x180; // rw-------
    private const int PeerCredentials = 17;

    /// <summary>Who connected.</summary>
    /// <param name="socket">A connected local socket.</param>
    /// <param name="peer">Process and user.</param>
    public static Errno Peer(SafeHandle socket, out PeerOwner peer)
    {
        int* found = stackalloc int[3]; // struct ucred: pid, uid, gid
        int bytes = 3 * sizeof(int);
        int result = getsockopt(socket, SocketLevel, PeerCredentials, found, &bytes);
        peer = result == 0 ? new PeerOwner(found[0], (uint)found[1]) : new PeerOwner(0, uint.MaxValue);
        return result == 0 ? Errno.Ok : Last();
    }

    /// <summary>Lets nobody but its owner (and root) connect to the socket of that name.</summary>
    public static Errno KeepForOwner(string path) => chmod(path, OwnerReadsAndWrites) == 0 ? Errno.Ok : Last();

    /// <summary>Waits until one of them can be read, has ended or has failed.</summary>
    /// <param name="wishes">What to wait for; what is there is noted in each.</param>
    /// <param name="limitMs">Longest wait, ms.</param>
    /// <param name="ready">How many are.</param>
    /// <returns><see cref="Errno.Interrupted"/> after a signal: come again.</returns>
    public static Errno Wait(Span<PollWish> wishes, int limitMs, out int ready)
    {
        fixed (PollWish* start = wishes) ready = poll(start, (nuint)wishes.Length, limitMs);
        if (ready >= 0) return Errno.Ok;
        ready = 0;
        return Last();
    }

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockopt(SafeHandle socket, int level, int option, void* value, int* bytes);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chmod(string path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollWish* wishes, nuint count, int limitMs);
}

/// <summary>One descriptor to wait for: struct pollfd.</summary>
public struct PollWish
{
    /// <summary>The descriptor; a negative one is passed over.</summary>
    public int Descriptor;

    /// <summary>What is waited for: <see cref="LibcLocalSocket.Readable"/>.</summary>
    public short Events;

    /// <summary>What is there; not 0 also after an error or an end.</summary>
    public short Found;
}
