using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of the outermost object. The value is its bit in the set of keys seen.</summary>
internal enum RootKey : byte
{
    JsonRpc,
    Method,
    Params,
    Id,
    Result,
    Error,
    UsIn,
    UsOut,
    UsDiff,
    Testnet,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="RootKey"/> by its bytes.</summary>
internal static class RootKeys
{
    public static RootKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 2:
                if (name.SequenceEqual("id"u8)) return RootKey.Id;
                break;
            case 4:
                if (name.SequenceEqual("usIn"u8)) return RootKey.UsIn;
                break;
            case 5:
                if (name.SequenceEqual("error"u8)) return RootKey.Error;
                if (name.SequenceEqual("usOut"u8)) return RootKey.UsOut;
                break;
            case 6:
                if (name.SequenceEqual("method"u8)) return RootKey.Method;
                if (name.SequenceEqual("params"u8)) return RootKey.Params;
                if (name.SequenceEqual("result"u8)) return RootKey.Result;
                if (name.SequenceEqual("usDiff"u8)) return RootKey.UsDiff;
                break;
            case 7:
                if (name.SequenceEqual("jsonrpc"u8)) return RootKey.JsonRpc;
                if (name.SequenceEqual("testnet"u8)) return RootKey.Testnet;
                break;
        }

        return RootKey.Unknown;
    }
}
