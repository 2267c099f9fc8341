using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>Margin of our positions as the venue's rule has it, and what the limits on it leave an instrument. Estimates, at the price that the account is valued at.</summary>
public static class MarginDesk
{
    /// <summary>Initial margin of so many lots, in the settlement coin; NaN without a price.</summary>
    public static double Initial(in InstrumentState instrument, long lots) => Of(in instrument, lots, instrument.Risk.Parameters.InitialMarginShare);

    /// <summary>Maintenance margin of so many lots, in the settlement coin; NaN without a price.</summary>
    public static double Maintenance(in InstrumentState instrument, long lots) => Of(in instrument, lots, instrument.Risk.Parameters.MaintenanceMarginShare);

    /// <summary>Initial margin with everything that is working or of unknown fate filled on its worse side, in the settlement coin; NaN without a price.</summary>
    public static double Projected(in InstrumentState instrument) => Initial(in instrument, Worst(in instrument));

    /// <summary>The same of all instruments of a settlement coin; NaN if a price is missing.</summary>
    public static double Projected(StateBlock block, int coin)
    {
        double sum = 0;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
            if (block[i].Risk.Coin == coin) sum += Projected(in block[i]);
        return sum;
    }

    /// <summary>Part of the margin that the venue states which our instruments do not explain, 1e-8 of the coin; 0 if it states none.</summary>
    internal static long Unexplained(StateBlock block, int coin)
    {
        long stated = block.Head.Risk.Coins[coin].InitialMarginE8;
        double ours = Projected(block, coin) * Units.E8;
        if (stated == Units.Missing || !(stated > ours)) return 0;
        return (long)Math.Floor(stated - ours);
    }

    /// <summary>Largest position that keeps the margin of all instruments of the coin within the limit, lots. The others count at their worst.</summary>
    internal static long Cap(StateBlock block, in InstrumentState instrument)
    {
        ref QuoterState head = ref block.Head;
        ref readonly CoinAccount coin = ref head.Risk.Coins[(int)instrument.Risk.Coin];
        if (coin.EquityE8 == Units.Missing) return Unstated(in head);
        double left = head.Risk.Parameters.MaxMarginShare * coin.EquityE8 - coin.OtherMarginE8;
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref InstrumentState other = ref block[i];
            if (other.Risk.Coin == instrument.Risk.Coin && !Unsafe.AreSame(in other, in instrument)) left -= Projected(in other) * Units.E8;
        }
        return Lots(in instrument, left);
    }

    /// <summary>Largest position that keeps the margin of the instrument within the capital that it may use, lots.</summary>
    internal static long OwnCap(in QuoterState head, in InstrumentState instrument)
    {
        long equityE8 = head.Risk.Coins[(int)instrument.Risk.Coin].EquityE8;
        return equityE8 == Units.Missing ? Unstated(in head) : Lots(in instrument, instrument.Risk.Parameters.MaxMarginShare * equityE8);
    }

    // A recorded run has no account to state.
    private static long Unstated(in QuoterState head) => head.Gateway == (long)GatewayPhase.None ? long.MaxValue : 0;

    // Rounded down, but for the rounding of doubles: what stands exactly at the limit stays. A number that is none leaves nothing.
    private static long Lots(in InstrumentState instrument, double leftE8)
    {
        ref readonly RiskParameters p = ref instrument.Risk.Parameters;
        double lots = MarginRule.Lots(leftE8 / Units.E8, Worth(in instrument), Coins(in instrument), p.InitialMarginShare, p.MarginSharePerCoin);
        lots *= 1 + 1e-12;
        return lots >= 1 ? lots < 1e15 ? (long)Math.Floor(lots) : (long)1e15 : 0;
    }

    private static double Of(in InstrumentState instrument, long lots, double share)
    {
        if (lots == 0) return 0;
        double size = Math.Abs((double)lots), worth = Worth(in instrument);
        return worth > 0 ? MarginRule.Of(size * worth, size * Coins(in instrument), share, instrument.Risk.Parameters.MarginSharePerCoin) : double.NaN;
    }

    // One lot in the settlement coin; 0 without a price.
    private static double Worth(in InstrumentState instrument)
    {
        ref readonly LiveAccount account = ref instrument.Risk.Account;
        return account.Terms.LotE8 > 0 && account.ValueHalfE8 > 0 ? (double)account.Terms.NotionalE24(1, account.ValueHalfE8) * 1e-24 : 0;
    }

    // An inverse contract is worth its coins; a linear lot is coins.
    private static double Coins(in InstrumentState instrument) => instrument.Risk.Account.Terms.Contract == ContractKind.Linear ? instrument.Risk.Account.Terms.LotE8 * 1e-8 : Worth(in instrument);

    private static long Worst(in InstrumentState instrument) => Math.Max(Math.Max(instrument.HighestLots, -instrument.LowestLots), 0);
}
