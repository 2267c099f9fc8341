using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Minnow.Host.Recordings;
using Minnow.Native;

namespace Minnow.Tests.Recordings;

/// <summary>Small recordings made for one test, in a folder that goes away with it.</summary>
internal sealed class RecordingFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("minnow-recordings-").FullName;

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, level, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static unsafe byte[] Lz4Frame(byte[] bytes)
    {
        byte[] packed = new byte[(int)Lz4.FrameBound((nuint)bytes.Length, null)];
        fixed (byte* from = bytes, to = packed)
            return packed.AsSpan(0, (int)Lz4.CompressFrame(to, (nuint)packed.Length, from, (nuint)bytes.Length, null)).ToArray();
    }

    /// <summary>Everything that a reader gives out, as <c>time frame</c>.</summary>
    public static List<string> ReadAll(RecordingReader reader)
    {
        List<string> frames = [];
        while (reader.TryRead(out long ns, out ReadOnlySpan<byte> frame)) frames.Add($"{ns} {Encoding.UTF8.GetString(frame)}");
        return frames;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
