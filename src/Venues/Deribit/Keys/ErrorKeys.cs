using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of an <c>error</c> object. The value is its bit in the set of keys seen.</summary>
internal enum ErrorKey : byte
{
    Code,
    Message,
    Data,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="ErrorKey"/> by its bytes.</summary>
internal static class ErrorKeys
{
    public static ErrorKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 4:
                if (name.SequenceEqual("code"u8)) return ErrorKey.Code;
                if (name.SequenceEqual("data"u8)) return ErrorKey.Data;
                break;
            case 7:
                if (name.SequenceEqual("message"u8)) return ErrorKey.Message;
                break;
        }

        return ErrorKey.Unknown;
    }
}
