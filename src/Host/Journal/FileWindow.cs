using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Minnow.Host.Journal;

/// <summary>Reads a file from front to back through one buffer; a piece asked for is whole and in one place.</summary>
/// <remarks>The file may grow meanwhile: its length is asked for again when it seems to be at its end. Thread: one.</remarks>
internal sealed unsafe class FileWindow : IDisposable
{
    private const int FirstBytes = 256 << 10;

    private readonly SafeFileHandle _file;
    private byte* _buffer;
    private int _size;
    private long _start;
    private int _filled;

    internal FileWindow(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _size = FirstBytes;
        _buffer = (byte*)NativeMemory.AlignedAlloc((nuint)_size, 64);
        Length = RandomAccess.GetLength(_file);
    }

    /// <summary>Bytes of the file when it was last asked.</summary>
    internal long Length { get; private set; }

    /// <summary>The bytes at <paramref name="offset"/>, fewer only where the file ends. Valid until the next call.</summary>
    /// <remarks>Takes memory for a large piece only if the file is that large.</remarks>
    internal ReadOnlySpan<byte> Read(long offset, int bytes)
    {
        if (offset + bytes > Length) Length = RandomAccess.GetLength(_file);
        bytes = (int)Math.Clamp(Length - offset, 0, bytes);
        if (offset < _start || offset + bytes > _start + _filled) Fill(offset, bytes);
        int at = (int)(offset - _start);
        return new ReadOnlySpan<byte>(_buffer + at, Math.Min(bytes, Math.Max(0, _filled - at)));
    }

    private void Fill(long offset, int bytes)
    {
        if (bytes > _size)
        {
            NativeMemory.AlignedFree(_buffer);
            _buffer = null; // if the next line fails, nothing is freed twice
            _buffer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
            _size = bytes;
        }
        _start = offset;
        _filled = 0;
        while (_filled < _size)
        {
            int read = RandomAccess.Read(_file, new Span<byte>(_buffer + _filled, _size - _filled), offset + _filled);
            if (read == 0) break;
            _filled += read;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        NativeMemory.AlignedFree(_buffer);
        _buffer = null;
    }
}
