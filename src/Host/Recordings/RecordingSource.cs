using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Native;

namespace Minnow.Host.Recordings;

/// <summary>Opens a recording and takes it out of its container.</summary>
internal sealed class RecordingSource(string path, Func<Stream, Stream>? openLz4)
{
    private const string StandardInput = "-";
    private const int MagicBytes = 4;

    internal RecordingContainer Container { get; private set; }

    /// <summary>True if <see cref="Open"/> can be called again and gives the same bytes.</summary>
    internal bool CanReopen => path != StandardInput && File.Exists(path);

    /// <exception cref="RecordingException">The file is missing, not readable, empty or packed in something that we do not read.</exception>
    internal Stream Open()
    {
        Stream raw = OpenRaw();
        byte[] magic = new byte[MagicBytes];
        int count;
        try
        {
            count = raw.ReadAtLeast(magic, MagicBytes, throwOnEndOfStream: false);
        }
        catch (IOException e)
        {
            raw.Dispose();
            throw new RecordingException($"{path}: can not be read: {e.Message}.", ExitCode.Io, e);
        }
        if (count == 0)
        {
            raw.Dispose();
            throw new RecordingException($"{path}: is empty: there is nothing to feed. Check that the copy was finished.", ExitCode.BadData);
        }
        PrefixedStream whole = new(magic.AsSpan(0, count).ToArray(), raw);
        Container = Detect(magic.AsSpan(0, count));
        return Container switch
        {
            RecordingContainer.Gzip => new CheckedGzipStream(whole, raw.CanSeek ? raw.Length : -1),
            RecordingContainer.Lz4 => openLz4?.Invoke(whole) ?? OpenLz4(whole),
            _ => whole,
        };
    }

    private Lz4FrameStream OpenLz4(Stream packed)
    {
        try
        {
            return new Lz4FrameStream(packed);
        }
        catch (DllNotFoundException e)
        {
            packed.Dispose();
            throw new RecordingException($"{path}: is packed with LZ4, and liblz4 is not installed. Install the package liblz4-1, or unpack it: lz4 -d FILE.", ExitCode.Unavailable, e);
        }
    }

    private Stream OpenRaw()
    {
        if (path == StandardInput) return Console.OpenStandardInput();
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RecordingException($"{path}: there is no such file. Check the path.", ExitCode.Usage, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(path)
                ? new RecordingException($"{path}: is a directory. Name one recording in it.", ExitCode.Usage, e)
                : new RecordingException($"{path}: not permitted to read it. Check its mode and owner.", ExitCode.Permission, e);
        }
        catch (IOException e)
        {
            throw new RecordingException($"{path}: can not be opened: {e.Message}.", ExitCode.Io, e);
        }
    }

    private RecordingContainer Detect(ReadOnlySpan<byte> magic)
    {
        if (magic.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return RecordingContainer.Gzip;
        if (magic.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4d, 0x18])) return RecordingContainer.Lz4;
        string? other = magic.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? "zstd; unpack it: zstd -d FILE"
            : magic.StartsWith((ReadOnlySpan<byte>)[0xfd, 0x37, 0x7a, 0x58]) ? "xz; unpack it: xz -d FILE"
            : magic.StartsWith("BZh"u8) ? "bzip2; unpack it: bzip2 -d FILE"
            : magic.StartsWith("PK\x03\x04"u8) ? "zip; unpack it: unzip FILE"
            : null;
        if (other != null) throw new RecordingException($"{path}: is packed with {other}. Read are plain text, gzip and LZ4 frames.", ExitCode.BadData);
        return magic.Length == MagicBytes && (magic[0] & 0xf0) == 0x50 && magic[1..].SequenceEqual((ReadOnlySpan<byte>)[0x2a, 0x4d, 0x18])
            ? throw new RecordingException($"{path}: begins with an LZ4 skippable frame, as a journal segment does. For a journal: minnow replay DIR.", ExitCode.BadData)
            : RecordingContainer.Plain;
    }
}
