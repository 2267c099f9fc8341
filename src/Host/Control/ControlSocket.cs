using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using Minnow.Native;

namespace Minnow.Host.Control;

/// <summary>The local socket of a run: <c>control.sock</c> in its directory, for its own user alone.</summary>
/// <remarks>The kernel takes names of at most 107 bytes; a longer one is reached through a descriptor of its directory, which /proc names.</remarks>
public static class ControlSocket
{
    /// <summary>The socket's name in the directory of a run.</summary>
    public const string FileName = "control.sock";

    private const int Backlog = 16;
    private const int LongestName = 107;

    /// <summary>Makes it and listens.</summary>
    /// <param name="directory">The directory of the run.</param>
    /// <exception cref="IOException">It can not be made.</exception>
    public static Socket Listen(string directory)
    {
        string path = Path.Combine(directory, FileName);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            File.Delete(path);
            Through(directory, socket.Bind);
            // Nobody can connect before it listens, so there is no moment in which it stands open.
            LibcException.ThrowIf(LibcLocalSocket.KeepForOwner(path), "chmod", path);
            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception e) when (e is SocketException or UnauthorizedAccessException or LibcException)
        {
            socket.Dispose();
            throw new IOException($"The control socket {path} can not be made: {e.Message} Name a journal directory on a local disk.", e);
        }
    }

    /// <summary>Connects.</summary>
    /// <param name="directory">The directory of the run.</param>
    /// <returns>The socket; null if nobody listens there, or this user may not.</returns>
    public static Socket? TryConnect(string directory)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // A full queue of a process that hangs would hold the call: without waiting it fails at once.
            socket.Blocking = false;
            Through(directory, socket.Connect);
            return socket;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static void Through(string directory, Action<UnixDomainSocketEndPoint> use)
    {
        string path = Path.Combine(directory, FileName);
        if (Encoding.UTF8.GetByteCount(path) <= LongestName)
        {
            use(new UnixDomainSocketEndPoint(path));
            return;
        }
        LibcException.ThrowIf(LibcFile.Open(directory, OpenMode.Read | OpenMode.Directory, 0, out int fd), "open", directory);
        try
        {
            use(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{fd}/{FileName}")));
        }
        finally
        {
            LibcFile.Close(fd);
        }
    }
}
