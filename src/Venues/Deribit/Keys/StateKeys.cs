using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of <c>instrument.state</c>. The value is its bit in the set of keys seen.</summary>
internal enum StateKey : byte
{
    InstrumentName,
    State,
    Timestamp,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="StateKey"/> by its bytes.</summary>
internal static class StateKeys
{
    public static StateKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 5:
                if (name.SequenceEqual("state"u8)) return StateKey.State;
                break;
            case 9:
                if (name.SequenceEqual("timestamp"u8)) return StateKey.Timestamp;
                break;
            case 15:
                if (name.SequenceEqual("instrument_name"u8)) return StateKey.InstrumentName;
                break;
        }

        return StateKey.Unknown;
    }
}
