using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>How an instrument begins and how a definition changes it.</summary>
internal static class InstrumentRules
{
    internal static void Start(ref InstrumentState instrument, in InstrumentNamed named, in QuotingParameters defaults, in RiskParameters risk)
    {
        instrument = default;
        instrument.Name = named.Name;
        instrument.Parameters = defaults;
        instrument.Risk.Parameters = risk;
        instrument.SeenBidTicks = instrument.SeenAskTicks = Units.Missing;
        TuneVolatility(ref instrument);
        SignalDesk.Start(ref instrument);
        instrument.NetBuyRoomLots = instrument.NetSellRoomLots = long.MaxValue;
        Forget(ref instrument);
    }

    internal static void Define(ref InstrumentState instrument, ref readonly Event e)
    {
        InstrumentDefined spec = e.Defined;
        bool scaleChanged = spec.TickE8 != instrument.Spec.TickE8 || spec.LotE8 != instrument.Spec.LotE8;
        bool lotsWouldLie = spec.LotE8 != instrument.Spec.LotE8 && instrument.PositionLots != 0;
        instrument.Spec = spec;
        LiveAccount.Define(ref instrument.Risk.Account, in spec);
        instrument.Book.Apply(in e);
        instrument.Trading = (long)(spec.IsActive != 0 || spec.Trading != TradingState.Open ? spec.Trading : TradingState.Inactive);
        // Ticks and lots of before mean something else now; the next snapshot brings a book in the new ones.
        if (scaleChanged)
        {
            instrument.Audit = default;
            instrument.Own = default;
            instrument.SeenBidTicks = instrument.SeenAskTicks = Units.Missing;
            TuneVolatility(ref instrument);
            SignalDesk.Start(ref instrument);
            instrument.Tactics = default;
        }
        // A position counted in other lots can not be carried over silently, and no later definition mends it.
        if (lotsWouldLie) instrument.LotsChanged = 1;
    }

    internal static void TuneVolatility(ref InstrumentState instrument)
    {
        instrument.Volatility = EwmaVolatility.WithHalfLife(instrument.Parameters.VolatilityHalfLifeSeconds);
        EwmaVolatility.Assume(ref instrument.Volatility, instrument.Parameters.StartVolatilityBps);
    }

    private static void Forget(ref InstrumentState instrument)
    {
        instrument.Marks = new TickerMarks
        {
            MarkE8 = Units.Missing, IndexE8 = Units.Missing, LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing,
        };
        instrument.Carry = new TickerCarry
        {
            CurrentFundingE12 = Units.Missing, Funding8hE12 = Units.Missing, InterestValueE12 = Units.Missing,
            OpenInterestE8 = Units.Missing, SettlementE8 = Units.Missing,
        };
    }
}
