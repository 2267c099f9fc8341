using System;
using System.Buffers.Binary;
using System.Text;
using Minnow.Core.Model;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>One settlement coin as the counters page shows it: what the venue states, and our own account in it. What is not known is null.</summary>
public sealed class CoinView
{
    private readonly RunView _page;
    private readonly int _index;

    internal CoinView(RunView page, int index)
    {
        (_page, _index) = (page, index);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, page[CounterIds.Coin(index, CoinCounter.Name)]);
        StringBuilder text = new();
        foreach (byte b in bytes)
            if (b is > 0x20 and < 0x7F) text.Append((char)b);
        Name = text.ToString();
    }

    /// <summary>The coin; empty if the place is free.</summary>
    public string Name { get; }

    /// <summary>Initial margin over equity as the venue states both, percent.</summary>
    public decimal? MarginPercent => Percent(E8(CoinCounter.InitialMarginE8));

    /// <summary>Initial margin over equity if all that rests were filled and everything that is not ours stayed, percent; an estimate.</summary>
    public decimal? ProjectedPercent => Percent(E8(CoinCounter.ProjectedMarginE8) + (E8(CoinCounter.OtherMarginE8) ?? 0));

    /// <summary>All positions without their signs, orders counted as filled, over equity.</summary>
    public decimal? Leverage => E8(CoinCounter.GrossE8) is decimal gross && E8(CoinCounter.EquityE8) is > 0 and decimal equity ? decimal.Round(gross / equity, 4) : null;

    /// <summary>How far the account is below its peak, percent of the equity at the peak, as the limit counts it.</summary>
    public decimal? DrawdownPercent => E8(CoinCounter.DrawdownE8) is decimal down && E8(CoinCounter.EquityE8) is decimal equity && equity + down > 0 ? decimal.Round(100 * down / (equity + down), 4) : null;

    /// <summary>A number in units of 1e-8; null if it is not known.</summary>
    public decimal? E8(CoinCounter what) => _page[CounterIds.Coin(_index, what)] is long value && value != Units.Missing ? value / 1e8m : null;

    /// <summary>An amount of the coin in percent of its equity.</summary>
    public decimal? Percent(decimal? amount) => amount is decimal given && E8(CoinCounter.EquityE8) is > 0 and decimal equity ? decimal.Round(100 * given / equity, 4) : null;
}
