using System;
using System.Buffers.Text;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>Keeps raw frames as received: <c>capture-000001.lz4</c> …, plain LZ4 frames over lines of "receive ns, space, frame".</summary>
/// <remarks>
/// Such a file is a recording: <c>minnow run --feed</c> and <c>lz4 -dc</c> read it. Secrets are blanked (<see cref="SecretRedactor"/>); a line
/// feed inside a frame becomes a blank, so that a frame is a line. Not the truth and not synced: the journal is. A killed process leaves the last
/// file without its end mark, readable up to the last flush. No allocation after construction, except when a file is begun. Thread: one.
/// </remarks>
public sealed unsafe class CaptureWriter : IAgent, IDisposable
{
    private const int BatchFrames = 256;
    private const int LineHeadBytes = 21; // a long's digits and sign, a blank
    private const int BlockBytes = 64 << 10;

    private readonly ByteRing _ring;
    private readonly string _directory;
    private readonly long _fileBytes;
    private readonly long _flushAfterNs;
    private readonly int _maxLineBytes;
    private readonly byte* _text;
    private readonly byte* _packed;
    private readonly int _packedRoom;
    private readonly Lz4FramePreferences* _preferences;
    private nint _context;
    private int _textBytes;
    private int _fd = -1;
    private uint _number;
    private string _path = "";
    private long _written;
    private long _flushDueNs;

    /// <summary>Takes memory; the first file is made with the first frame.</summary>
    /// <param name="ring">Where the feed puts frames.</param>
    /// <param name="directory">Where the files go; it exists.</param>
    /// <param name="fileBytes">Size at which the next file is begun.</param>
    /// <param name="flushAfterNs">How long a frame may wait before it is in the file.</param>
    public CaptureWriter(ByteRing ring, string directory, long fileBytes = 256L << 20, long flushAfterNs = 100 * Units.NsPerMs)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _ring = ring;
        _directory = directory;
        _fileBytes = fileBytes;
        _flushAfterNs = flushAfterNs;
        _maxLineBytes = checked((int)ring.MaxFrameBytes + LineHeadBytes + 1);
        _preferences = (Lz4FramePreferences*)NativeMemory.AllocZeroed((nuint)sizeof(Lz4FramePreferences));
        *_preferences = new Lz4FramePreferences { BlockSize = 4, ContentChecksum = 1, BlockChecksum = 1, AutoFlush = 1 };
        int textRoom = BlockBytes + _maxLineBytes;
        _text = (byte*)NativeMemory.Alloc((nuint)textRoom);
        _packedRoom = checked((int)Lz4.UpdateBound((nuint)textRoom, _preferences)) + 64;
        _packed = (byte*)NativeMemory.Alloc((nuint)_packedRoom);
        nuint made = Lz4.NewCompressor(out _context, Lz4.FrameVersion);
        if (Lz4.IsError(made)) throw new InvalidOperationException($"liblz4 {Lz4.Version()} gave no context: {Lz4.ErrorName(made)}.");
    }

    /// <inheritdoc/>
    public string RoleName => "capture";

    /// <summary>Frames taken.</summary>
    public long FrameCount { get; private set; }

    /// <summary>Secrets blanked.</summary>
    public long RedactedCount { get; private set; }

    /// <summary>Bytes written to files.</summary>
    public long FileBytes { get; private set; }

    /// <summary>Takes frames, and writes when a block is full or its time has come.</summary>
    /// <returns>Frames taken.</returns>
    /// <exception cref="JournalException">The disk refused.</exception>
    public int DoWork(long nowNs)
    {
        int taken = 0;
        while (taken < BatchFrames && TakeOne()) taken++;
        if (_textBytes == 0) _flushDueNs = 0;
        else if (_flushDueNs == 0) _flushDueNs = nowNs + _flushAfterNs;
        else if (nowNs >= _flushDueNs) WriteText();
        return taken;
    }

    /// <summary>Takes all that is left and ends the file.</summary>
    /// <exception cref="JournalException">The disk refused.</exception>
    public void Finish()
    {
        while (TakeOne())
        {
        }
        WriteText();
        EndFile();
    }

    private bool TakeOne()
    {
        if (!_ring.TryRead(out long receivedNs, out ReadOnlySpan<byte> frame)) return false;
        var line = new Span<byte>(_text + _textBytes, _maxLineBytes);
        Utf8Formatter.TryFormat(receivedNs, line, out int at);
        line[at++] = (byte)' ';
        Span<byte> body = line.Slice(at, frame.Length);
        frame.CopyTo(body);
        _ring.Release();
        body.Replace((byte)'\n', (byte)' ');
        body.Replace((byte)'\r', (byte)' ');
        RedactedCount += SecretRedactor.Redact(body);
        line[at + frame.Length] = (byte)'\n';
        _textBytes += at + frame.Length + 1;
        FrameCount++;
        if (_textBytes >= BlockBytes) WriteText();
        return true;
    }

    private void WriteText()
    {
        if (_textBytes == 0) return;
        if (_fd >= 0 && _written >= _fileBytes) EndFile();
        if (_fd < 0) BeginFile();
        nuint bytes = Lz4.Update(_context, _packed, (nuint)_packedRoom, _text, (nuint)_textBytes, 0);
        _textBytes = 0;
        _flushDueNs = 0;
        Put(bytes, "append");
    }

    private void BeginFile()
    {
        Errno error;
        do // an older run's files are never written over
        {
            _path = Path.Combine(_directory, "capture-" + (++_number).ToString("D6", CultureInfo.InvariantCulture) + ".lz4");
            error = LibcFile.Open(_path, OpenMode.Write | OpenMode.Create | OpenMode.Exclusive | OpenMode.Append, LibcFile.OwnerWrites, out _fd);
        }
        while (error == Errno.Exists);
        if (error != Errno.Ok) throw Failed("begin a capture file", error);
        _written = 0;
        Put(Lz4.Begin(_context, _packed, (nuint)_packedRoom, _preferences), "begin a capture file");
    }

    private void EndFile()
    {
        if (_fd < 0) return;
        Put(Lz4.End(_context, _packed, (nuint)_packedRoom, 0), "end a capture file");
        Errno error = LibcFile.SyncData(_fd);
        LibcFile.Close(_fd);
        _fd = -1;
        if (error != Errno.Ok) throw Failed("have the device confirm a capture file", error);
    }

    private void Put(nuint bytes, string what)
    {
        if (Lz4.IsError(bytes)) throw new JournalException(what, _path, Lz4.ErrorName(bytes), "This is a bug: please report it.");
        Errno error = LibcFile.WriteAll(_fd, new ReadOnlySpan<byte>(_packed, (int)bytes));
        if (error != Errno.Ok) throw Failed(what, error);
        _written += (long)bytes;
        FileBytes += (long)bytes;
    }

    private JournalException Failed(string what, Errno error) => new(
        what, _path, $"{LibcException.Text(error)} (errno {(int)error})", "The journal is not touched by this; mend the cause, or run without capture.", error);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fd >= 0) LibcFile.Close(_fd);
        _fd = -1;
        if (_context == 0) return;
        Lz4.FreeCompressor(_context);
        _context = 0;
        NativeMemory.Free(_text);
        NativeMemory.Free(_packed);
        NativeMemory.Free(_preferences);
    }
}
