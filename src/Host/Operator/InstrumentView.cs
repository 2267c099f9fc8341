using System;
using System.Buffers.Binary;
using System.Text;
using Minnow.Core.Model;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>One instrument as the counters page shows it. What is not known is null.</summary>
public sealed class InstrumentView
{
    private readonly RunView _page;
    private readonly int _index;

    internal InstrumentView(RunView page, int index)
    {
        _page = page;
        _index = index;
        Name = Text(InstrumentCounter.Name0, 5);
        Coin = Text(InstrumentCounter.Coin, 1);
    }

    /// <summary>The venue's name.</summary>
    public string Name { get; }

    /// <summary>The settlement coin; empty if nobody has said.</summary>
    public string Coin { get; }

    /// <summary>The base coin: the name up to the first mark that is no letter or digit.</summary>
    public string Base => Name.Split('-', '_')[0];

    /// <summary>Signed position, lots.</summary>
    public long PositionLots => Raw(InstrumentCounter.PositionLots);

    /// <summary>Part of the position that belongs to hedges, signed lots.</summary>
    public long HedgeLots => Raw(InstrumentCounter.HedgeLots);

    /// <summary>What the position is worth at the market, signed, in the base coin.</summary>
    public decimal Coins => Raw(InstrumentCounter.CoinsE8) / 1e8m;

    /// <summary>Alerts of the stop-scaling monitors, one bit each.</summary>
    public long MonitorAlerts => Raw(InstrumentCounter.MonitorAlerts);

    /// <summary>What they leave of order sizes.</summary>
    public decimal SizeFactor => Raw(InstrumentCounter.SizeFactorE6) / 1e6m;

    /// <summary>Largest position that can come of what rests and is under way, lots.</summary>
    public long WorstLongLots => Raw(InstrumentCounter.WorstLongLots);

    /// <summary>Smallest position that can come of it, lots.</summary>
    public long WorstShortLots => Raw(InstrumentCounter.WorstShortLots);

    /// <summary>Largest position allowed, lots; 0 allows none.</summary>
    public long LimitLots => Raw(InstrumentCounter.LimitLots);

    /// <summary>Part of the equity that its own margin may use, percent; null if nothing limits it.</summary>
    public decimal? CapitalPercent => Raw(InstrumentCounter.MaxMarginShareE6) is > 0 and long share ? share / 1e4m : null;

    /// <summary>One lot in the venue's amount unit.</summary>
    public decimal? Lot => Raw(InstrumentCounter.LotE8) is > 0 and long lot ? lot / 1e8m : null;

    /// <summary>Orders that rest or are under way.</summary>
    public long Orders => Raw(InstrumentCounter.Orders);

    /// <summary>Orders of unknown fate.</summary>
    public long UnknownOrders => Raw(InstrumentCounter.UnknownOrders);

    /// <summary>True while our book follows the venue's.</summary>
    public bool HasBook => Raw(InstrumentCounter.BookValid) != 0;

    /// <summary>Fills counted.</summary>
    public long Fills => Raw(InstrumentCounter.Fills);

    /// <summary>When the feed spoke of it last, ns since 1970; 0 before.</summary>
    public long SeenNs => Raw(InstrumentCounter.SeenNs);

    /// <summary>Whether the venue takes orders.</summary>
    public TradingState Trading => (TradingState)Raw(InstrumentCounter.Trading);

    /// <summary>A number in units of 1e-8; null if it is not known.</summary>
    public decimal? E8(InstrumentCounter what) => Raw(what) is long value && value != Units.Missing ? value / 1e8m : null;

    private long Raw(InstrumentCounter what) => _page[CounterIds.Instrument(_index, what)];

    private string Text(InstrumentCounter first, int words)
    {
        Span<byte> bytes = stackalloc byte[words * sizeof(long)];
        for (int i = 0; i < words; i++)
        {
            long word = Raw(first + i);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * sizeof(long))..], word == Units.Missing ? 0 : word);
        }
        StringBuilder text = new();
        foreach (byte b in bytes)
            if (b is > 0x20 and < 0x7F) text.Append((char)b);
        return text.ToString();
    }
}
