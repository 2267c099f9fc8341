using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Core.Tests.Engine;

/// <summary>Turns of the market beyond the book of the first instrument, for a <see cref="QuoterScript"/>.</summary>
internal static class Market
{
    /// <summary>A public trade.</summary>
    internal static QuoterScript Trade(this QuoterScript s, long ticks, long lots, bool sold, TradePrint print = TradePrint.None, int instrument = 0, long tradeId = 0)
    {
        Event e = s.Make(EventKind.Trade, instrument);
        if (sold) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)print;
        e.Trade = new Trade { PriceTicks = ticks, SizeLots = lots, TradeId = tradeId };
        return s.Apply(e);
    }

    /// <summary>Mark and index, in units of the price.</summary>
    internal static QuoterScript Mark(this QuoterScript s, double mark, double index, int instrument = 0)
    {
        Event e = s.Make(EventKind.TickerMarks, instrument);
        e.Marks = new TickerMarks
        {
            MarkE8 = (long)(mark * Units.E8), IndexE8 = (long)(index * Units.E8), LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing,
        };
        return s.Apply(e);
    }

    /// <summary>The funding rate of now, a fraction for 8 hours.</summary>
    internal static QuoterScript Funding(this QuoterScript s, double rate, int instrument = 0)
    {
        Event e = s.Make(EventKind.TickerCarry, instrument);
        e.Carry = new TickerCarry
        {
            CurrentFundingE12 = (long)(rate * Units.E12), Funding8hE12 = Units.Missing, InterestValueE12 = Units.Missing, OpenInterestE8 = Units.Missing, SettlementE8 = Units.Missing,
        };
        return s.Apply(e);
    }

    /// <summary>A whole new book of one level on each side; 0 lots leave a side empty.</summary>
    internal static QuoterScript Whole(this QuoterScript s, int instrument, long bidTicks, long bidLots, long askTicks, long askLots)
    {
        bool both = bidLots > 0 && askLots > 0;
        long id = s.NowNs / 1000 % 1_000_000_000_000 + s.Sent.Count;
        if (bidLots > 0) s.Apply(Level(s, instrument, id, false, bidTicks, bidLots, both ? EventFlags.First : EventFlags.First | EventFlags.Last));
        if (askLots > 0) s.Apply(Level(s, instrument, id, true, askTicks, askLots, both ? EventFlags.Last : EventFlags.First | EventFlags.Last));
        return s;
    }

    /// <summary>A decision of now, whatever the market does: a parameter is set to what it is.</summary>
    internal static Decided Decide(this QuoterScript s, int instrument = 0)
    {
        s.Parameter(ParameterId.JitterPercent, 0, instrument);
        return s.Decisions[^1];
    }

    /// <summary>Sets several parameters of an instrument.</summary>
    internal static QuoterScript With(this QuoterScript s, params (ParameterId Id, double Value)[] values)
    {
        foreach ((ParameterId id, double value) in values)
        {
            if (IsWhole(id)) s.Parameter(id, (long)value, 0);
            else s.Real(id, value, 0);
        }
        return s;
    }

    /// <summary>The market stays as it is for some seconds, and orders are answered.</summary>
    internal static QuoterScript Rest(this QuoterScript s, int seconds = 3, long bidLots = 100, long askLots = 100)
    {
        for (int i = 0; i < seconds * 2; i++)
        {
            s.Wait(500_000_000);
            s.Book(s.Instrument.Book.BestBidTicks, bidLots + i % 2, s.Instrument.Book.BestAskTicks, askLots + i % 2).AckAll().Timer().AckAll();
        }
        return s;
    }

    // A field of a struct says by its type what its bits are.
    private static bool IsWhole(ParameterId id)
    {
        string name = id.ToString();
        foreach (Type group in new[]
        {
            typeof(QuotingParameters), typeof(Core.Quoting.Parameters.FairParameters), typeof(Core.Quoting.Parameters.AlphaParameters),
            typeof(Core.Quoting.Parameters.ModelParameters), typeof(Core.Quoting.Parameters.WidthParameters), typeof(Core.Quoting.Parameters.LadderParameters),
            typeof(Core.Quoting.Parameters.RequoteParameters), typeof(Core.Quoting.Parameters.TacticParameters), typeof(Core.Quoting.Parameters.ModeParameters),
            typeof(Core.Quoting.Parameters.CarryParameters),
        })
        {
            Type? type = group.GetField(name)?.FieldType;
            if (type != null && type.IsPrimitive) return type == typeof(long);
        }
        return true;
    }

    private static Event Level(QuoterScript s, int instrument, long id, bool ask, long ticks, long lots, EventFlags flags)
    {
        Event e = s.Make(EventKind.BookLevel, instrument);
        e.Flags = flags | EventFlags.Snapshot | (ask ? EventFlags.Ask : 0);
        e.Detail = (flags & EventFlags.First) != 0 ? 0u : 1;
        e.Level = new BookLevel { ChangeId = id, PrevChangeId = Units.Missing, PriceTicks = ticks, SizeLots = lots };
        return e;
    }
}
