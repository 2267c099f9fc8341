using System;
using System.Text.Json;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Where a value lies in its payload.</summary>
internal struct PrivateValue
{
    /// <summary>First byte; of a text its quote.</summary>
    public int Start;

    /// <summary>One behind the last byte.</summary>
    public int End;

    /// <summary>What it is; <see cref="JsonTokenType.None"/>: absent.</summary>
    public JsonTokenType Type;

    /// <summary>True for a text with escapes in it.</summary>
    public bool IsEscaped;
}

/// <summary>The values of one object, kept until all of its keys were seen: its shape and its instrument may come last.</summary>
internal sealed class PrivateFields
{
    private readonly PrivateValue[] _values = new PrivateValue[(int)PrivateKey.Unknown];
    private UInt128 _seen;

    /// <summary>True if lists or rows inside it were read where they stood.</summary>
    public bool HasRows { get; set; }

    /// <summary>The value of a key; absent if it was not seen.</summary>
    public PrivateValue this[PrivateKey key] => (_seen >> (int)key & 1) != 0 ? _values[(int)key] : default;

    /// <summary>Forgets the last object.</summary>
    public void Clear()
    {
        _seen = 0;
        HasRows = false;
    }

    /// <summary>Notes that a key was seen; its value is absent until <see cref="Set"/>.</summary>
    /// <returns>False if it was seen before.</returns>
    public bool TryMark(PrivateKey key)
    {
        UInt128 bit = UInt128.One << (int)key;
        bool first = (_seen & bit) == 0;
        _seen |= bit;
        _values[(int)key] = default;
        return first;
    }

    /// <summary>Keeps the value of a key that was noted.</summary>
    public void Set(PrivateKey key, in PrivateValue value) => _values[(int)key] = value;

    /// <summary>True if the key was seen and its value is not <c>null</c>.</summary>
    public bool Has(PrivateKey key) => this[key].Type is not (JsonTokenType.None or JsonTokenType.Null);
}
