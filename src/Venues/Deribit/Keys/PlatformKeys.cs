using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of <c>platform_state</c>. The value is its bit in the set of keys seen.</summary>
internal enum PlatformKey : byte
{
    Locked,
    Maintenance,
    PriceIndex,
    Reasons,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="PlatformKey"/> by its bytes.</summary>
internal static class PlatformKeys
{
    public static PlatformKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 6:
                if (name.SequenceEqual("locked"u8)) return PlatformKey.Locked;
                break;
            case 7:
                if (name.SequenceEqual("reasons"u8)) return PlatformKey.Reasons;
                break;
            case 11:
                if (name.SequenceEqual("maintenance"u8)) return PlatformKey.Maintenance;
                if (name.SequenceEqual("price_index"u8)) return PlatformKey.PriceIndex;
                break;
        }

        return PlatformKey.Unknown;
    }
}
