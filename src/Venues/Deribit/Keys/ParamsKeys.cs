using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of a notification's <c>params</c>. The value is its bit in the set of keys seen.</summary>
internal enum ParamsKey : byte
{
    Channel,
    Data,
    Type,
    Label,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="ParamsKey"/> by its bytes.</summary>
internal static class ParamsKeys
{
    public static ParamsKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 4:
                if (name.SequenceEqual("data"u8)) return ParamsKey.Data;
                if (name.SequenceEqual("type"u8)) return ParamsKey.Type;
                break;
            case 5:
                if (name.SequenceEqual("label"u8)) return ParamsKey.Label;
                break;
            case 7:
                if (name.SequenceEqual("channel"u8)) return ParamsKey.Channel;
                break;
        }

        return ParamsKey.Unknown;
    }
}
