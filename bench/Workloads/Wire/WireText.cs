using System;
using System.Buffers.Text;

namespace Minnow.Workloads.Wire;

/// <summary>Text that is put together in one buffer, so that the scripted venue allocates nothing while it is measured.</summary>
internal sealed class WireText(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];
    private int _count;

    /// <summary>What was added since <see cref="Clear"/>.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    internal WireText Clear()
    {
        _count = 0;
        return this;
    }

    internal WireText Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(_count));
        _count += text.Length;
        return this;
    }

    internal WireText Add(long number)
    {
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_count), out int written);
        _count += written;
        return this;
    }

    /// <summary>The raw value behind <paramref name="key"/>, which is written with quotes and colon; up to the comma or bracket that ends it. Empty if absent.</summary>
    internal static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> json, ReadOnlySpan<byte> key)
    {
        int at = json.IndexOf(key);
        if (at < 0) return default;
        ReadOnlySpan<byte> rest = json[(at + key.Length)..];
        int end = rest[0] switch
        {
            (byte)'"' => rest[1..].IndexOf((byte)'"') + 2,
            (byte)'[' => rest.IndexOf((byte)']') + 1,
            _ => rest.IndexOfAny(",}"u8),
        };
        return rest[..end];
    }
}
