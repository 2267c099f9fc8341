using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <summary>The values of the limits: those of the account, or those of one instrument.</summary>
public struct GateLimits
{
    /// <summary>One more than the largest number of a limit.</summary>
    public const int Count = (int)GateLimit.PositionAmountE8 + 1;

    /// <summary>A value that limits nothing.</summary>
    public const long None = long.MaxValue;

    /// <summary>Most orders that one instrument may have open.</summary>
    public const int MostOpenOrders = GateLedger.Capacity - 4;

    /// <summary>Most orders that the throttle of repeated fills looks back.</summary>
    public const int MostRepeatedFills = FillThrottle.Capacity;

    private Values _values;

    /// <summary>The value of a limit.</summary>
    public readonly long this[GateLimit limit] => _values[(int)limit];

    /// <summary>The limits of an account that need no money said: the defaults of the configuration.</summary>
    public static GateLimits Safe
    {
        get
        {
            GateLimits safe = default;
            safe.Set(GateLimit.CollarPpm, 20_000);
            safe.Set(GateLimit.ReduceCollarPpm, 30_000);
            safe.Set(GateLimit.ReferenceAgeNs, 2 * Units.NsPerSecond);
            safe.Set(GateLimit.MessagesPerSecond, 100);
            safe.Set(GateLimit.MessageBurst, 200);
            safe.Set(GateLimit.MessagesPerDay, 1_000_000);
            safe.Set(GateLimit.FreeMessagesPerDay, 250_000);
            safe.Set(GateLimit.MessagesPerCoin, 10_000);
            safe.Set(GateLimit.RepeatedFills, 20);
            safe.Set(GateLimit.NetExposureE8, None);
            return safe;
        }
    }

    /// <summary>True of a limit that each instrument has for itself.</summary>
    public static bool IsOfInstrument(GateLimit limit) => limit is >= GateLimit.OrderAmountE8 and <= GateLimit.PositionAmountE8;

    /// <summary>True if <paramref name="value"/> is one that the limit may have: none is 0 or less, and those that are kept in places of their own are at most as many.</summary>
    public static bool IsPossible(GateLimit limit, long value) => limit switch
    {
        GateLimit.None => false,
        >= (GateLimit)Count => false,
        GateLimit.OpenOrders => value is > 0 and <= MostOpenOrders,
        GateLimit.RepeatedFills => value is > 0 and <= MostRepeatedFills,
        GateLimit.MessagesPerSecond or GateLimit.MessageBurst => value is > 0 and <= 1_000_000,
        GateLimit.CollarPpm or GateLimit.ReduceCollarPpm => value is > 0 and <= 1_000_000,
        _ => value > 0,
    };

    /// <summary>Sets a value.</summary>
    public void Set(GateLimit limit, long value) => _values[(int)limit] = value;

    [InlineArray(Count)]
    private struct Values
    {
        private long _first;
    }
}
