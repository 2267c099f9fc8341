using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of one row of <c>tick_size_steps</c>. The value is its bit in the set of keys seen.</summary>
internal enum TickStepKey : byte
{
    AbovePrice,
    TickSize,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="TickStepKey"/> by its bytes.</summary>
internal static class TickStepKeys
{
    public static TickStepKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 9:
                if (name.SequenceEqual("tick_size"u8)) return TickStepKey.TickSize;
                break;
            case 11:
                if (name.SequenceEqual("above_price"u8)) return TickStepKey.AbovePrice;
                break;
        }

        return TickStepKey.Unknown;
    }
}
