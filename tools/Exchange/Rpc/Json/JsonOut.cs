using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Minnow.Exchange.Rpc.Json;

/// <summary>A growing JSON text. Objects may change the order of their members and carry unknown ones, as the style says; each draw is made once a text.</summary>
internal sealed class JsonOut(JsonStyle style, SplitMix random)
{
    private static readonly byte[][] s_unannounced =
    [
        "7"u8.ToArray(), "null"u8.ToArray(), "-1.5e-7"u8.ToArray(), "1784494768235877496"u8.ToArray(), "\"a }] \\\"{[ text\""u8.ToArray(),
        "{\"id\":1,\"result\":{\"order_id\":\"x\"},\"type\":[]}"u8.ToArray(), "[[],{\"order_id\":\"y\"},[1,[2]]]"u8.ToArray(), "{}"u8.ToArray(),
    ];

    private readonly List<int> _memberAt = [];
    private readonly Stack<Frame> _frames = new();
    private byte[] _bytes = new byte[1024];
    private byte[] _spare = new byte[1024];
    private int _length;
    private bool _needsComma;

    /// <summary>Which of the known shapes are to be written.</summary>
    public ShapeStyle Shapes => style.Shapes;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _length = 0;
        _needsComma = false;
        _frames.Clear();
        _memberAt.Clear();
    }

    public byte[] ToArray() => Written.ToArray();

    public void Begin(ReadOnlySpan<byte> name = default)
    {
        Name(name);
        bool shuffles = random.Chance(style.Shuffle);
        _frames.Push(new Frame(_memberAt.Count, shuffles));
        Byte((byte)'{');
        _needsComma = false;
    }

    public void End()
    {
        if (random.Chance(style.Unknown)) Raw("x_unannounced"u8, s_unannounced[random.Below(s_unannounced.Length)]);
        Frame frame = _frames.Pop();
        if (frame.Shuffles) Permute(frame.FirstMember);
        if (frame.Shuffles) _memberAt.RemoveRange(frame.FirstMember, _memberAt.Count - frame.FirstMember);
        Byte((byte)'}');
        _needsComma = true;
    }

    public void BeginArray(ReadOnlySpan<byte> name = default)
    {
        Name(name);
        _frames.Push(new Frame(_memberAt.Count, false));
        Byte((byte)'[');
        _needsComma = false;
    }

    public void EndArray()
    {
        _frames.Pop();
        Byte((byte)']');
        _needsComma = true;
    }

    public void Text(ReadOnlySpan<byte> name, string value)
    {
        Name(name);
        Quote(value);
        _needsComma = true;
    }

    public void Text(string value) => Text(default, value);

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> plain)
    {
        Name(name);
        Byte((byte)'"');
        Bytes(plain);
        Byte((byte)'"');
        _needsComma = true;
    }

    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Bytes(value ? "true"u8 : "false"u8);
        _needsComma = true;
    }

    public void Null(ReadOnlySpan<byte> name)
    {
        Name(name);
        Bytes("null"u8);
        _needsComma = true;
    }

    /// <summary>An id, a time or a count: always whole digits.</summary>
    public void Int(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Grow(JsonNumber.MaxBytes);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out int written);
        _length += written;
        _needsComma = true;
    }

    /// <summary>A decimal in units of 1e-8, styled.</summary>
    public void Decimal(ReadOnlySpan<byte> name, long valueE8)
    {
        Name(name);
        Grow(JsonNumber.MaxBytes);
        _length += JsonNumber.Write(_bytes.AsSpan(_length), valueE8, random.Chance(style.Exponent), random.Chance(style.Fraction));
        _needsComma = true;
    }

    public void Decimal(long valueE8) => Decimal(default, valueE8);

    /// <summary>A rate or another number that is no multiple of 1e-8.</summary>
    public void Real(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        Grow(JsonNumber.MaxBytes);
        _length += JsonNumber.Write(_bytes.AsSpan(_length), value);
        _needsComma = true;
    }

    /// <summary>JSON that was written before.</summary>
    public void Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name);
        Bytes(json);
        _needsComma = true;
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        if (_needsComma) Byte((byte)',');
        _needsComma = false;
        if (name.IsEmpty) return;
        if (_frames.Count > 0 && _frames.Peek().Shuffles) _memberAt.Add(_length);
        Byte((byte)'"');
        Bytes(name);
        Byte((byte)'"');
        Byte((byte)':');
    }

    private void Quote(string value)
    {
        Byte((byte)'"');
        if (IsPlain(value))
        {
            Grow(value.Length);
            foreach (char c in value) _bytes[_length++] = (byte)c;
        }
        else
        {
            Bytes(JsonEncodedText.Encode(value, JavaScriptEncoder.Default).EncodedUtf8Bytes);
        }

        Byte((byte)'"');
    }

    private static bool IsPlain(string value)
    {
        foreach (char c in value)
        {
            if (c is < ' ' or > '~' or '"' or '\\') return false;
        }

        return true;
    }

    // Fisher and Yates over the members of the innermost object; the text keeps its length.
    private void Permute(int first)
    {
        int count = _memberAt.Count - first;
        if (count < 2) return;
        int start = _memberAt[first];
        Span<int> order = count <= 128 ? stackalloc int[count] : new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        if (_spare.Length < _bytes.Length) _spare = new byte[_bytes.Length];
        int at = start;
        for (int i = 0; i < count; i++)
        {
            if (i > 0) _spare[at++] = (byte)',';
            int from = _memberAt[first + order[i]];
            int to = order[i] == count - 1 ? _length : _memberAt[first + order[i] + 1] - 1;
            Array.Copy(_bytes, from, _spare, at, to - from);
            at += to - from;
        }

        Array.Copy(_spare, start, _bytes, start, at - start);
    }

    private void Byte(byte value)
    {
        Grow(1);
        _bytes[_length++] = value;
    }

    private void Bytes(ReadOnlySpan<byte> value)
    {
        Grow(value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    private void Grow(int bytes)
    {
        if (_length + bytes > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
    }

    private readonly record struct Frame(int FirstMember, bool Shuffles);
}
