using System;
using System.IO;
using System.Text;
using Minnow.Host.Configuration;

namespace Minnow.Host.Recordings;

/// <summary>Reads the frames of a recording one after the other, with their receive times.</summary>
/// <remarks>
/// <para>A line is <c>&lt;ns&gt; {json}</c>, <c>&lt;seconds.fraction&gt;: {json}</c> (cryptofeed), <c>&lt;ISO time&gt; {json}</c> (tardis) or bare
/// JSON, told line by line. A bare line is taken to be received 1 µs after the line before it; the first one 1 ns after 1970 began. The container
/// (plain, gzip, LZ4) is told by its first bytes.</para>
/// <para>Nothing is lost in silence: a line of no known form is handed on whole, so that the parser refuses and counts it; a frame above the cap is
/// handed on as its first cap + 1 bytes; what is skipped is counted; damage is reported after all that could be read before it.</para>
/// <para>Cost: no allocation after <see cref="Open"/>, but for the report of damage and for what the decoder takes when one gzip member follows another.
/// Thread: one at a time.</para>
/// </remarks>
public sealed class RecordingReader : IDisposable
{
    private const int MinBufferBytes = 64 * 1024;
    private const long TimelessStepNs = 1_000;

    private readonly RecordingSource _source;
    private readonly string _path;
    private readonly int _maxFrameBytes;
    private readonly byte[] _buffer; // the last allocation that this type makes
    private Stream _stream;
    private int _start;        // first byte not yet given out
    private int _end;          // after the last byte read
    private int _scanned;      // bytes from _start that hold no line feed
    private long _readBytes;   // all bytes read so far, after decompression
    private bool _discarding;  // the rest of an oversized line is dropped up to its line feed
    private bool _oneByOne;    // just before damage: each byte that can be had is taken
    private bool _ended;
    private Exception? _cause; // of the damage, once it was met
    private long _lastNs = 1 - TimelessStepNs;

    private RecordingReader(string path, int maxFrameBytes, Func<Stream, Stream>? openLz4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrameBytes);
        _path = path;
        _maxFrameBytes = maxFrameBytes;
        _source = new RecordingSource(path, openLz4);
        _buffer = new byte[Math.Max(MinBufferBytes, checked(maxFrameBytes + 1 + RecordingLine.MaxPrefixBytes))];
        _stream = _source.Open();
    }

    /// <summary>What the file is packed in.</summary>
    public RecordingContainer Container => _source.Container;

    /// <summary>Lines begun so far, all kinds.</summary>
    public long LineCount { get; private set; }

    /// <summary>Frames given out so far.</summary>
    public long FrameCount { get; private set; }

    /// <summary>Lines that carry no frame (configuration, connected, sent) skipped so far.</summary>
    public long OtherLineCount { get; private set; }

    /// <summary>Blank lines skipped so far.</summary>
    public long EmptyLineCount { get; private set; }

    /// <summary>Frames above the cap so far, given out as their first cap + 1 bytes.</summary>
    public long OversizedCount { get; private set; }

    /// <summary>Frames so far whose line has no known form; given out whole.</summary>
    public long UnrecognisedCount { get; private set; }

    /// <summary>Frames so far that carried no receive time.</summary>
    public long TimelessCount { get; private set; }

    /// <summary>True once the last line was given out and it had no line end: it may be whole, or what is left of one.</summary>
    public bool EndsInsideLine { get; private set; }

    /// <summary>Set when reading stopped before the end of the recording.</summary>
    public RecordingDamage? Damage { get; private set; }

    /// <summary>Says that the last line, which had no line end, is no whole frame: the file was cut inside it.</summary>
    public void ReportCutLine() =>
        Damage ??= new RecordingDamage(_path, RecordingDamageKind.Truncated, _readBytes, LineCount, 0, "the last line has no end and is no whole frame; it was refused");

    /// <summary>Opens <paramref name="path"/> (<c>-</c>: the standard input) and looks at its first line.</summary>
    /// <param name="path">File; its name says nothing about its format.</param>
    /// <param name="maxFrameBytes">The cap: the largest frame that is given out whole.</param>
    /// <param name="openLz4">Takes LZ4 frames out of their stream; null uses liblz4.</param>
    /// <exception cref="RecordingException">There is no such file, it can not be read, it is empty, or it is no recording.</exception>
    public static RecordingReader Open(string path, int maxFrameBytes = 1 << 20, Func<Stream, Stream>? openLz4 = null)
    {
        RecordingReader reader = new(path, maxFrameBytes, openLz4);
        try
        {
            reader.CheckBeginning();
        }
        catch
        {
            reader.Dispose();
            throw;
        }
        return reader;
    }

    /// <summary>The next frame.</summary>
    /// <param name="receivedNs">When it was received, ns since 1970, as recorded: it may go back if the recorder's clock did.</param>
    /// <param name="frame">Valid until the next call. Longer than the cap by 1 if the frame is above it.</param>
    /// <returns>False at the end: see <see cref="Damage"/>.</returns>
    public bool TryRead(out long receivedNs, out ReadOnlySpan<byte> frame)
    {
        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            LineCount++;
            RecordingLineKind kind = RecordingLine.Classify(line, out receivedNs, out int frameStart);
            if (kind == RecordingLineKind.Empty)
            {
                EmptyLineCount++;
                continue;
            }
            if (kind == RecordingLineKind.Other)
            {
                OtherLineCount++;
                continue;
            }
            if (kind is RecordingLineKind.Json or RecordingLineKind.Unrecognised)
            {
                receivedNs = _lastNs + TimelessStepNs;
                TimelessCount++;
                if (kind == RecordingLineKind.Unrecognised) UnrecognisedCount++;
            }
            _lastNs = receivedNs;
            frame = line[frameStart..];
            if (frame.Length > _maxFrameBytes)
            {
                frame = frame[..(_maxFrameBytes + 1)];
                OversizedCount++;
            }
            FrameCount++;
            return true;
        }
        receivedNs = 0;
        frame = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>The next line without its line end; of a line longer than the buffer, the part that fits.</summary>
    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            int feed = _buffer.AsSpan(_start + _scanned, _end - _start - _scanned).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                int length = _scanned + feed;
                line = WithoutReturn(_buffer.AsSpan(_start, length));
                _start += length + 1;
                _scanned = 0;
                if (!_discarding) return true;
                _discarding = false;
                continue;
            }
            _scanned = _end - _start;
            if (_discarding) ForgetBuffered();
            if (_scanned == _buffer.Length)
            {
                line = _buffer;
                ForgetBuffered();
                _discarding = true;
                return true;
            }
            if (Fill()) continue;
            line = WithoutReturn(_buffer.AsSpan(_start, _scanned));
            bool isLast = !IsDamaged() && _scanned > 0;
            EndsInsideLine = isLast;
            ForgetBuffered();
            return isLast;
        }
    }

    private bool IsDamaged()
    {
        if (_cause == null) return false;
        RecordingDamageKind kind = _cause is EndOfStreamException ? RecordingDamageKind.Truncated
            : _cause is InvalidDataException ? RecordingDamageKind.Corrupt
            : RecordingDamageKind.Io;
        string reason = kind == RecordingDamageKind.Corrupt && Container == RecordingContainer.Gzip
            ? "the compressed bytes contradict themselves or their checksum" // what the decoder says of it is about zip entries
            : _cause.Message.TrimEnd('.');
        Damage ??= new RecordingDamage(_path, kind, _readBytes, LineCount + (_discarding ? 0 : 1), _scanned, reason);
        return true;
    }

    private void ForgetBuffered() => _start = _end = _scanned = 0;

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line[..^1] : line;

    /// <summary>Reads more behind what is buffered. False at the end or at damage.</summary>
    private bool Fill()
    {
        if (_ended) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        int count;
        try
        {
            count = _stream.Read(_oneByOne ? _buffer.AsSpan(_end, 1) : _buffer.AsSpan(_end));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return RetryByByte(e);
        }
        _ended = count == 0;
        _end += count;
        _readBytes += count;
        return count > 0;
    }

    /// <summary>
    /// A decoder that meets damage throws away what it had unpacked in that call. So the file is opened again and unpacked once more up to where
    /// we are, and from there byte by byte: what lies before the damage is had to the last byte.
    /// </summary>
    private bool RetryByByte(Exception cause)
    {
        if (cause is InvalidDataException && !_oneByOne && _source.CanReopen && TrySkipTo(_readBytes))
        {
            _oneByOne = true;
            return Fill();
        }
        _ended = true;
        _cause = cause;
        return false;
    }

    private bool TrySkipTo(long bytes)
    {
        try
        {
            Stream again = _source.Open();
            _stream.Dispose();
            _stream = again;
            Span<byte> dropped = stackalloc byte[4096];
            while (bytes > 0)
            {
                int count = _stream.Read(dropped[..(int)Math.Min(bytes, dropped.Length)]);
                if (count == 0) return false;
                bytes -= count;
            }
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or RecordingException)
        {
            return false;
        }
    }

    /// <summary>Reads up to the end of the first line that is not blank, and refuses a file that is no recording.</summary>
    private void CheckBeginning()
    {
        int first = 0, lineEnd = 0;
        bool whole = false;
        while (!whole)
        {
            if (first == lineEnd) first = lineEnd = SkipBlank(first);
            int feed = _buffer.AsSpan(lineEnd, _end - lineEnd).IndexOf((byte)'\n');
            lineEnd = feed < 0 ? _end : lineEnd + feed;
            whole = feed >= 0;
            if (!whole && (_end == _buffer.Length || !Fill())) break;
        }
        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble)) _start = Encoding.UTF8.Preamble.Length;
        if (first == lineEnd)
        {
            if (_cause == null) throw new RecordingException($"{_path}: holds nothing but blank lines: there is nothing to feed.", ExitCode.BadData);
            return;
        }
        if (!whole && _cause != null) return; // half a line says nothing; the damage is reported in its place
        string? complaint = RecordingBeginning.Complaint(_buffer.AsSpan(first, lineEnd - first), whole);
        if (complaint != null) throw new RecordingException($"{_path}: {complaint}", ExitCode.BadData);
    }

    private int SkipBlank(int from)
    {
        if (from == 0 && _buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble)) from = Encoding.UTF8.Preamble.Length;
        int skip = _buffer.AsSpan(from, _end - from).IndexOfAnyExcept(" \t\r\n"u8);
        return skip < 0 ? _end : from + skip;
    }
}
