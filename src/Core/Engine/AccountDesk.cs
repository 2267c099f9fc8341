using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>Keeps the accounts: each instrument's by its events, each settlement coin's as their sum, all of them in USD.</summary>
/// <remarks>Sums are made at fills, at marks while there is a position, and at the timer; never for a book message.</remarks>
internal static class AccountDesk
{
    private const long DayNs = 86_400 * Units.NsPerSecond;

    // The venue settles each day at 08:00 UTC.
    private const long SettlementNs = 8 * 3600 * Units.NsPerSecond;

    /// <summary>An instrument got its name, and with it its settlement coin: BTC-PERPETUAL settles in BTC, BTC_USDC-PERPETUAL in USDC.</summary>
    internal static void Name(ref QuoterState head, ref InstrumentState instrument)
    {
        ReadOnlySpan<byte> name = InstrumentName.Text(in instrument.Name);
        int end = name.IndexOf((byte)'-');
        ReadOnlySpan<byte> pair = end < 0 ? name : name[..end];
        uint hash = (uint)XxHash64.Hash(pair[(pair.IndexOf((byte)'_') + 1)..]);
        instrument.Risk.Coin = CoinAccounts.Place(ref head.Risk.Coins, hash == 0 ? 1 : hash);
    }

    /// <summary>The venue states our account in a coin.</summary>
    /// <returns>False if we have no instrument that settles in it.</returns>
    internal static bool OnAccount(ref readonly Event e, StateBlock block)
    {
        for (int i = 0; i < CoinAccounts.Capacity; i++)
        {
            ref CoinAccount coin = ref block.Head.Risk.Coins[i];
            if (coin.CoinHash != e.Detail || coin.CoinHash == 0) continue;
            coin.EquityE8 = e.Account.EquityE8;
            coin.InitialMarginE8 = e.Account.InitialMarginE8;
            coin.MaintenanceMarginE8 = e.Account.MaintenanceMarginE8;
            coin.BalanceE8 = e.Account.BalanceE8;
            coin.OtherMarginE8 = MarginDesk.Unexplained(block, i);
            return true;
        }
        return false;
    }

    /// <summary>An opening statement of the venue is taken over.</summary>
    internal static void OnPosition(ref readonly Event e, ref QuoterState head, ref InstrumentState instrument)
    {
        LiveAccount.State(ref instrument.Risk.Account, in e.Position, head.NowNs);
        if (instrument.Risk.HasCarried != 0 || instrument.Risk.Coin < 0) return;
        // Told once, before the first fill of the run: later statements hold what we count ourselves.
        instrument.Risk.HasCarried = 1;
        if (instrument.FillCount != 0) return;
        ref CoinAccount coin = ref head.Risk.Coins[(int)instrument.Risk.Coin];
        coin.CarriedE8 += Said(e.Position.RealizedE8) + Said(e.Position.FloatingE8);
    }

    /// <summary>Sums the accounts up.</summary>
    internal static void Value(StateBlock block)
    {
        ref QuoterState head = ref block.Head;
        ref RiskState risk = ref head.Risk;
        long day = (head.NowNs - SettlementNs) / DayNs;
        Int128 session = 0, daily = 0;
        bool isKnown = true;
        for (int c = 0; c < CoinAccounts.Capacity && risk.Coins[c].CoinHash != 0; c++)
        {
            ref CoinAccount coin = ref risk.Coins[c];
            Int128 total = 0;
            bool isValued = true;
            for (int i = 0; i < (int)head.InstrumentCount; i++)
            {
                ref InstrumentState instrument = ref block[i];
                if (instrument.Risk.Coin != c) continue;
                ref LiveAccount account = ref instrument.Risk.Account;
                if (account.Terms.LotE8 == 0) continue;
                Usd(ref coin, in account);
                isValued &= account.IsValued;
                total += account.TotalE24;
            }
            coin.IsValued = isValued ? 1 : 0;
            if (isValued) CoinAccount.Value(ref coin, total, day);
            bool hasAny = coin.SessionE24 != 0 || coin.DailyE24 != 0;
            isKnown &= isValued && (coin.UsdE8 > 0 || !hasAny);
            if (coin.UsdE8 <= 0) continue;
            session += Money.ToUsdE8(coin.SessionE24, coin.UsdE8);
            daily += Money.ToUsdE8(coin.DailyE24, coin.UsdE8);
        }
        risk.SessionUsdE8 = isKnown ? (long)session : Units.Missing;
        risk.DailyUsdE8 = isKnown ? (long)daily : Units.Missing;
        if (isKnown) risk.PeakUsdE8 = Math.Max(risk.PeakUsdE8, risk.SessionUsdE8);
    }

    /// <summary>What the accounts say, for the record of a decision that is made.</summary>
    internal static void Describe(ref DecisionRecord record, in QuoterState head, in InstrumentState instrument)
    {
        ref readonly LiveAccount account = ref instrument.Risk.Account;
        record.UnrealisedE8 = account.IsValued && account.Terms.LotE8 != 0 ? account.Ledger.PositionLots == 0 ? 0 : Money.ToE8(account.UnrealisedE24) : Units.Missing;
        record.SessionPnlE8 = record.DrawdownE8 = Units.Missing;
        if (instrument.Risk.Coin < 0) return;
        ref readonly CoinAccount coin = ref head.Risk.Coins[(int)instrument.Risk.Coin];
        if (coin.IsValued == 0) return;
        record.SessionPnlE8 = Money.ToE8(coin.TotalE24);
        record.DrawdownE8 = Money.ToE8(coin.DrawdownE24);
    }

    /// <summary>A person armed: what is limited since the start begins anew.</summary>
    internal static void Rebase(StateBlock block)
    {
        ref RiskState risk = ref block.Head.Risk;
        for (int c = 0; c < CoinAccounts.Capacity; c++) CoinAccount.Rebase(ref risk.Coins[c]);
        risk.PeakUsdE8 = 0;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentRisk own = ref block[i].Risk;
            own.Account.Trips.LosingInRow = 0;
            own.Run = default;
            own.Breaks = default;
        }
        risk.Refusals = default;
        Value(block);
    }

    // A coin that is not a dollar itself is worth its index; an account in a linear contract is one in dollars.
    private static void Usd(ref CoinAccount coin, in LiveAccount account)
    {
        if (account.Terms.Contract == ContractKind.Linear) coin.UsdE8 = Units.E8;
        else if (account.IndexE8 > 0) coin.UsdE8 = account.IndexE8;
        else if (account.ValueHalfE8 > 0) coin.UsdE8 = account.ValueHalfE8 / ContractTerms.HalvesPerE8;
    }

    private static long Said(long e8) => e8 == Units.Missing ? 0 : e8;
}
