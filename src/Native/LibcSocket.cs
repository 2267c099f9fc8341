using System;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>What the base class library does not give of a connected socket: one send that is one call, and how much the other side has not acknowledged.</summary>
/// <remarks>Each call answers with <see cref="Errno.Ok"/> or the error. Source: send(2), socket(7), tcp(7) (SIOCOUTQ), on Linux x86-64.</remarks>
public static unsafe partial class LibcSocket
{
    private const int NoSignal = 0x4000;
    private const nuint BytesInOutputQueue = 0x5411;

    /// <summary>Gives bytes to the kernel, waiting for at most the socket's send limit in all.</summary>
    /// <param name="socket">Connected and blocking.</param>
    /// <param name="from">What to send.</param>
    /// <param name="bytes">How many were taken: after a wait perhaps not all of them.</param>
    /// <returns><see cref="Errno.Again"/> if the limit was over before one was taken.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public static Errno Send(SafeHandle socket, ReadOnlySpan<byte> from, out int bytes)
    {
        nint result;
        do
        {
            fixed (byte* start = from) result = send(socket, start, (nuint)from.Length, NoSignal);
        }
        while (result < 0 && Last() == Errno.Interrupted);
        bytes = (int)Math.Max(0, result);
        return result >= 0 ? Errno.Ok : Last();
    }

    /// <summary>Bytes that were given to the kernel and not yet acknowledged by the other side, sent or not.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public static Errno WaitingBytes(SafeHandle socket, out int bytes)
    {
        int found = 0;
        int result = ioctl(socket, BytesInOutputQueue, &found);
        bytes = found;
        return result == 0 ? Errno.Ok : Last();
    }

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(SafeHandle socket, byte* from, nuint bytes, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeHandle file, nuint request, int* argument);
}
