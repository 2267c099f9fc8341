using System;

namespace Minnow.Market;

/// <summary>What the venue computes around the book: index, mark, funding, and the statistics of the day.</summary>
/// <remarks>Index and mark are whole cents, the funding rate whole units of 1e-19, so that each has one exact text.</remarks>
public sealed class Marks
{
    /// <summary>Tick of the perpetual, in cents.</summary>
    public const int CentsPerTick = 50;

    /// <summary>Units of the funding rate in 1.</summary>
    public const double RateScale = 1e19;

    private const double DamperRate = 0.00025;
    private const double CapRate = 0.005;
    private const double HomeBasisRate = 0.0003;

    private readonly Dice _dice;
    private readonly FairValue _fair;
    private double _basisRate = HomeBasisRate;
    private double _premiumCents;
    private double _funding8hRate = 0.0000174;

    /// <summary>Starts with an empty day.</summary>
    /// <param name="dice">A stream of its own.</param>
    /// <param name="fair">The value that the index follows.</param>
    /// <param name="lastTick">Price of the last trade before the recording.</param>
    public Marks(Dice dice, FairValue fair, long lastTick)
    {
        _dice = dice;
        _fair = fair;
        LastTick = OpenTick = HighTick = LowTick = lastTick;
        _premiumCents = lastTick * CentsPerTick * HomeBasisRate;
        Step(lastTick * CentsPerTick);
    }

    /// <summary>Price index, cents.</summary>
    public long IndexCents { get; private set; }

    /// <summary>Mark price, cents.</summary>
    public long MarkCents { get; private set; }

    /// <summary>Funding after damper and cap, per 8 h.</summary>
    public long FundingE19 { get; private set; }

    /// <summary>Funding of the last 8 h.</summary>
    public long Funding8hE19 => Round(_funding8hRate * RateScale);

    /// <summary>Price of the last trade.</summary>
    public long LastTick { get; private set; }

    /// <summary>Price of the last settlement.</summary>
    public long OpenTick { get; }

    /// <summary>Highest trade of the day.</summary>
    public long HighTick { get; private set; }

    /// <summary>Lowest trade of the day.</summary>
    public long LowTick { get; private set; }

    /// <summary>Turnover of the day, lots of 10 USD.</summary>
    public long VolumeLots { get; private set; } = 41_220_000;

    /// <summary>Turnover of the day in coin, units of 1e-8.</summary>
    public long VolumeCoinE8 { get; private set; } = 687_812_345_678;

    /// <summary>Open contracts, lots of 10 USD.</summary>
    public long OpenInterestLots { get; private set; } = 113_955_144;

    /// <summary>Venue's direction code of the last trade: 0 up, 1 even after up, 2 down, 3 even after down.</summary>
    public int TickDirection { get; private set; }

    /// <summary>Counts a trade.</summary>
    public void Trade(in MarketFill fill)
    {
        if (fill.Tick > LastTick) TickDirection = 0;
        else if (fill.Tick < LastTick) TickDirection = 2;
        else TickDirection |= 1;
        LastTick = fill.Tick;
        HighTick = Math.Max(HighTick, fill.Tick);
        LowTick = Math.Min(LowTick, fill.Tick);
        VolumeLots += fill.Lots;
        VolumeCoinE8 += fill.Lots * 2_000_000_000 / fill.Tick;
        OpenInterestLots += _dice.Chance(0.5) ? fill.Lots : -fill.Lots / 2;
    }

    /// <summary>Recomputes index, mark and funding. Called each 100 ms.</summary>
    /// <param name="midCents">Middle of the book's top, cents.</param>
    public void Step(double midCents)
    {
        // The perpetual's basis to spot wanders slowly about a premium just outside the damper's band of 2.5 bps.
        _basisRate += (0.00001 * _dice.Bell()) - ((_basisRate - HomeBasisRate) * 0.002);
        double index = (_fair.Ticks * CentsPerTick * (1 - _basisRate)) + (8 * _dice.Bell());
        IndexCents = Round(index);
        _premiumCents += (midCents - IndexCents - _premiumCents) * 0.1;
        MarkCents = Round(IndexCents + _premiumCents);
        double premium = (double)(MarkCents - IndexCents) / IndexCents;
        double rate = Math.Max(DamperRate, premium) + Math.Min(-DamperRate, premium);
        rate = Math.Clamp(rate, -CapRate, CapRate);
        FundingE19 = Round(rate * RateScale);
        _funding8hRate += (rate - _funding8hRate) / 288_000;
    }

    private static long Round(double value) => (long)Math.Floor(value + 0.5);
}
