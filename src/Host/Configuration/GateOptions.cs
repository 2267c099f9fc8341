using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>Limits of the pre-trade gate, which looks at each order once more before it leaves. It knows nothing of the strategy.</summary>
public sealed record GateOptions
{
    /// <summary>Largest distance of an order's price from the reference, the median of mark, index and the middle of the best prices, in bps of it.</summary>
    [Setting("Largest distance of an order's price from the reference, the median of mark, index and the middle of the best prices, in bps of it.", Min = 1, Max = 5_000)]
    public int CollarBps { get; init; } = 200;

    /// <summary>The same for an order that may only reduce, in bps.</summary>
    [Setting("The same for an order that may only reduce, in bps.", Min = 1, Max = 5_000)]
    public int ReduceCollarBps { get; init; } = 300;

    /// <summary>Largest age of mark and index, in milliseconds: with an older one nothing new leaves, and what rests is pulled.</summary>
    [Setting("Largest age of mark and index, in milliseconds: with an older one nothing new leaves, and what rests is pulled.", Min = 100, Max = 60_000)]
    public int MaxReferenceAgeMs { get; init; } = 2000;

    /// <summary>Largest net position over all instruments in either direction, resting orders counted as filled, in the base coin; null takes risk.maxNetExposure and 2 % for prices that differ.</summary>
    [Setting("Largest net position over all instruments in either direction, resting orders counted as filled, in the base coin; null takes risk.maxNetExposure and 2 % for prices that differ.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxNetExposure { get; init; }

    /// <summary>New orders and changes a second that may leave.</summary>
    [Setting("New orders and changes a second that may leave.", Min = 1, Max = 10_000)]
    public int MessagesPerSecond { get; init; } = 100;

    /// <summary>New orders and changes that may leave at once.</summary>
    [Setting("New orders and changes that may leave at once.", Min = 1, Max = 10_000)]
    public int MessageBurst { get; init; } = 200;

    /// <summary>Messages in a day of UTC; the last twentieth is kept for cancels.</summary>
    [Setting("Messages in a day of UTC; the last twentieth is kept for cancels.", Min = 100, Max = 100_000_000)]
    public int MessagesPerDay { get; init; } = 1_000_000;

    /// <summary>Messages in a day of UTC that need no volume.</summary>
    [Setting("Messages in a day of UTC that need no volume.", Min = 100, Max = 100_000_000)]
    public int FreeMessagesPerDay { get; init; } = 250_000;

    /// <summary>Messages beyond those for each base coin of maker volume in the day; the venue calls more than 10,000 for a bitcoin high.</summary>
    [Setting("Messages beyond those for each base coin of maker volume in the day; the venue calls more than 10,000 for a bitcoin high.", Min = 1, Max = 10_000_000)]
    public int MessagesPerCoin { get; init; } = 10_000;

    /// <summary>Orders filled on one side of an instrument within repeatedFillsSeconds that shut the gate until a person arms.</summary>
    [Setting("Orders filled on one side of an instrument within repeatedFillsSeconds that shut the gate until a person arms.", Min = 2, Max = 256)]
    public int RepeatedFills { get; init; } = 20;

    /// <summary>Time over which filled orders are counted, in seconds.</summary>
    [Setting("Time over which filled orders are counted, in seconds.", Min = 1, Max = 3_600)]
    public int RepeatedFillsSeconds { get; init; } = 10;

    /// <summary>Time within which an order of the same side, price and size is a duplicate, in milliseconds.</summary>
    [Setting("Time within which an order of the same side, price and size is a duplicate, in milliseconds.", Min = 0, Max = 10_000)]
    public int DuplicateMs { get; init; } = 100;

    /// <summary>Largest net position, units of 1e-8 coin; 0 if none is given.</summary>
    [JsonIgnore]
    public long MaxNetExposureE8 => ExactAmount.ToE8(MaxNetExposure ?? 0);
}
