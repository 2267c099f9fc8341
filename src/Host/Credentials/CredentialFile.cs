using System;
using System.IO;
using Minnow.Native;

namespace Minnow.Host.Credentials;

/// <summary>Reads a credential file: <c>{"clientId":"…","clientSecret":"…"}</c>.</summary>
/// <remarks>
/// Kind, owner, mode and content are those of the open file, so nobody can exchange it in between. The directories are looked at by name afterwards, along
/// the path at which the kernel says that the open file lies, so symbolic links on the way hide none. Refused: what the group or others may read, what
/// belongs to another user, a file that is itself a symbolic link, pipes and devices, directories of another user (root's are good) or in which others may
/// replace files, and a content that some editor touched (byte order mark, CR).
/// </remarks>
public static class CredentialFile
{
    /// <summary>Longest file that is read, bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string SystemdPrefix = "credential:";
    private const uint OthersAnything = 0x3F;
    private const uint OwnerAndGroupRead = 0x120;

    /// <summary>Checks the file's place, owner and mode, and reads it. It is not read again while the process runs: a new key takes a restart.</summary>
    /// <param name="path">A path, or <c>credential:NAME</c> for a credential that systemd passed to this service.</param>
    /// <exception cref="CredentialException">The file may not or can not be used; the text says why and what to do.</exception>
    public static ApiCredentials Load(string path)
    {
        bool isSystemd = path.StartsWith(SystemdPrefix, StringComparison.Ordinal);
        string file = isSystemd ? SystemdPath(path[SystemdPrefix.Length..]) : path;
        const OpenMode Mode = OpenMode.Read | OpenMode.NoFollow | OpenMode.NonBlocking; // a pipe must not hold the start up
        Errno error = LibcFile.Open(file, Mode, 0, out int fd);
        if (error == Errno.Loop) throw new CredentialException($"{file}: is a symbolic link, which somebody could point elsewhere; name the file itself");
        if (error != Errno.Ok) throw new CredentialException($"{file}: the credential file can not be opened: {LibcException.Text(error)}");
        try
        {
            error = LibcOwner.Look(fd, out FileOwner owner);
            if (error != Errno.Ok) throw new CredentialException($"{file}: the credential file can not be examined: {LibcException.Text(error)}");
            Check(file, owner, isSystemd);
            if (!isSystemd) CheckDirectories(file, fd);
            using PinnedBytes bytes = Read(file, fd, (int)owner.Bytes);
            CheckBytes(file, bytes.Bytes);
            return CredentialJson.Read(bytes.Bytes, file);
        }
        finally
        {
            _ = LibcFile.Close(fd);
        }
    }

    private static string SystemdPath(string name)
    {
        string? directory = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
        if (string.IsNullOrEmpty(directory))
            throw new CredentialException($"credential:{name}: CREDENTIALS_DIRECTORY is not set, so systemd passed no credential: add LoadCredential={name}:/path to the unit, or name a file");
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || name is "." or "..")
            throw new CredentialException($"credential:{name}: a credential's name is one word without '/'");
        return Path.Combine(directory, name);
    }

    private static void Check(string file, in FileOwner owner, bool isSystemd)
    {
        string mode = Convert.ToString(owner.Permissions, 8).PadLeft(4, '0');
        if (!owner.IsOrdinary) throw new CredentialException($"{file}: is no ordinary file (mode {mode}): a credential is never read from a directory, pipe or device");
        if (owner.User != LibcOwner.EffectiveUser && owner.User != 0)
            throw new CredentialException($"{file}: belongs to user {owner.User} (mode {mode}), we are {LibcOwner.EffectiveUser}: chown it to the service's user, then chmod 0400 {file}");
        // systemd gives a service its right on a file of root's by an access list, which shows as the group's right to read.
        bool isAccessList = isSystemd && owner.User == 0 && owner.Permissions == OwnerAndGroupRead;
        if ((owner.Permissions & OthersAnything) != 0 && !isAccessList)
            throw new CredentialException($"{file}: mode {mode} lets the group or others at the secret: chmod 0400 {file} (and change the key if others were on this machine)");
        if (owner.Bytes == 0) throw CredentialJson.Wrong(file, "it is empty");
        if (owner.Bytes > MaxBytes) throw CredentialJson.Wrong(file, $"it has {owner.Bytes} bytes; {MaxBytes} are the most");
    }

    private static void CheckDirectories(string file, int fd)
    {
        string real = new FileInfo($"/proc/self/fd/{fd}").LinkTarget
            ?? throw new CredentialException($"{file}: where it really lies can not be told, because /proc is not mounted: mount it");
        bool isNearest = true;
        for (string? at = Path.GetDirectoryName(real); at != null; at = Path.GetDirectoryName(at), isNearest = false)
        {
            Errno error = LibcOwner.Look(at, out FileOwner owner);
            if (error != Errno.Ok) throw new CredentialException($"{at}: can not be examined: {LibcException.Text(error)}");
            // Who owns a directory gives himself the right to write in it.
            if (owner.User != LibcOwner.EffectiveUser && owner.User != 0)
                throw new CredentialException($"{at}: this directory belongs to user {owner.User}, who can replace {file}; we are {LibcOwner.EffectiveUser}: put it into one of ours or root's, with mode 0700");
            // Farther up a sticky directory is harmless: nobody can rename what is not his.
            if (owner.IsWritableByOthers && (isNearest || !owner.IsSticky))
                throw new CredentialException($"{at}: others may write in this directory (mode {Convert.ToString(owner.Permissions, 8)}) and so replace {file}: put it into one with mode 0700");
        }
    }

    private static PinnedBytes Read(string file, int fd, int expectedBytes)
    {
        PinnedBytes bytes = new(expectedBytes);
        int filled = 0;
        while (filled < expectedBytes)
        {
            Errno error = LibcOwner.Read(fd, bytes.Bytes[filled..], out int read);
            if (error == Errno.Ok && read > 0)
            {
                filled += read;
                continue;
            }
            bytes.Dispose();
            throw new CredentialException(error == Errno.Ok ? $"{file}: became shorter while it was read" : $"{file}: can not be read: {LibcException.Text(error)}");
        }
        return bytes;
    }

    private static void CheckBytes(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) throw CredentialJson.Wrong(file, "it begins with a byte order mark, so an editor rewrote it: save it as UTF-8 without one");
        if (bytes.Contains((byte)'\r')) throw CredentialJson.Wrong(file, "it holds carriage returns, so an editor rewrote it: save it with LF line ends");
    }
}
