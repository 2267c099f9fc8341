using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace Minnow.Workloads.Feed;

/// <summary>Frames of a recording in one piece of memory, each with its receive time.</summary>
public sealed class FrameSet
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly long[] _receivedNs;
    private readonly byte[] _received;

    private FrameSet(byte[] bytes, int[] starts, long[] receivedNs)
    {
        _bytes = bytes;
        _starts = starts;
        _receivedNs = receivedNs;
        int longest = 0;
        for (int i = 0; i < receivedNs.Length; i++) longest = Math.Max(longest, starts[i + 1] - starts[i]);
        _received = new byte[longest];
    }

    /// <summary>Frames.</summary>
    public int Count => _receivedNs.Length;

    /// <summary>Bytes of all frames.</summary>
    public int TotalBytes => _bytes.Length;

    /// <summary>One frame.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>One frame as a socket leaves it: copied into the same buffer each time, so near the core. One thread at a time.</summary>
    public ReadOnlySpan<byte> Receive(int index)
    {
        ReadOnlySpan<byte> frame = this[index];
        frame.CopyTo(_received);
        return _received.AsSpan(0, frame.Length);
    }

    /// <summary>Its receive time, ns since 1970.</summary>
    public long ReceivedNs(int index) => _receivedNs[index];

    /// <summary>The recording that comes with the sources: <c>minnow-market --seed 1 --seconds 2</c>, 678 frames.</summary>
    public static FrameSet Sample(int most = int.MaxValue)
    {
        using Stream text = typeof(FrameSet).Assembly.GetManifestResourceStream("sample.jsonl")
            ?? throw new InvalidOperationException("The sample recording is not in this assembly.");
        return Read(text, most);
    }

    /// <summary>The first frames of a recording; gzip by its extension.</summary>
    public static FrameSet Load(string path, int most = int.MaxValue)
    {
        using FileStream file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return Read(file, most);
        using GZipStream text = new(file, CompressionMode.Decompress);
        return Read(text, most);
    }

    /// <summary>Lines of "receive time in ns, space, frame".</summary>
    public static FrameSet Read(Stream text, int most)
    {
        using MemoryStream whole = new();
        text.CopyTo(whole);
        ReadOnlySpan<byte> rest = whole.GetBuffer().AsSpan(0, (int)whole.Length);
        using MemoryStream bytes = new();
        List<int> starts = [0];
        List<long> times = [];
        while (times.Count < most && !rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            int space = line.IndexOf((byte)' ');
            if (space <= 0) continue;
            times.Add(long.Parse(line[..space]));
            bytes.Write(line[(space + 1)..]);
            starts.Add((int)bytes.Length);
        }
        if (times.Count == 0) throw new InvalidDataException("The recording holds no frame.");
        return new FrameSet(bytes.ToArray(), [.. starts], [.. times]);
    }

    /// <summary>Only the frames that contain <paramref name="marker"/>.</summary>
    public FrameSet With(ReadOnlySpan<byte> marker)
    {
        using MemoryStream bytes = new();
        List<int> starts = [0];
        List<long> times = [];
        for (int i = 0; i < Count; i++)
        {
            if (this[i].IndexOf(marker) < 0) continue;
            bytes.Write(this[i]);
            starts.Add((int)bytes.Length);
            times.Add(_receivedNs[i]);
        }
        return new FrameSet(bytes.ToArray(), [.. starts], [.. times]);
    }
}
