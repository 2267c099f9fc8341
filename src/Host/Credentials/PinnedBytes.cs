using System;
using System.Security.Cryptography;
using Minnow.Native;

namespace Minnow.Host.Credentials;

/// <summary>Bytes that the garbage collector never copies, that go neither to swap nor into a core dump where the system allows it, and that are wiped at the end.</summary>
internal sealed unsafe class PinnedBytes : IDisposable
{
    private readonly byte[] _room;
    private int _length;
    private bool _isWiped;

    internal PinnedBytes(int bytes)
    {
        _room = GC.AllocateUninitializedArray<byte>(Math.Max(1, bytes), pinned: true);
        _length = bytes;
        fixed (byte* start = _room)
        {
            IsLocked = LibcMemory.Lock(start, _room.Length) == Errno.Ok;
            _ = LibcMemory.HideFromDumps(start, _room.Length); // refused: a dump then holds it, as without this
        }
    }

    /// <summary>True if the pages are locked in memory.</summary>
    internal bool IsLocked { get; }

    /// <summary>All of them.</summary>
    /// <exception cref="ObjectDisposedException">They were wiped.</exception>
    internal Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isWiped, this);
            return _room.AsSpan(0, _length);
        }
    }

    /// <summary>Keeps the first <paramref name="bytes"/> and wipes the rest.</summary>
    internal void Cut(int bytes)
    {
        CryptographicOperations.ZeroMemory(_room.AsSpan(bytes));
        _length = bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_room);
        _isWiped = true;
    }
}
