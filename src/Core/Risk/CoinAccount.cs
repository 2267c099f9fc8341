using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Core.Accounting;
using Minnow.Core.Model;

namespace Minnow.Core.Risk;

/// <summary>Our account in one settlement coin: all its instruments together, its peak, and what the venue states. Money in 1e-24 of the coin where not said otherwise.</summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(long))]
public struct CoinAccount
{
    /// <summary>Low 32 bits of the hash of the coin's name, as <c>Account</c> events carry it; 0 is a free place.</summary>
    public long CoinHash;

    /// <summary>1 while every position in it has a price.</summary>
    public long IsValued;

    /// <summary>USD for one coin, 1e-8; 0 while it is not known.</summary>
    public long UsdE8;

    /// <summary>The venue's last daily settlement that was counted from, in days of 24 h since 1970 that begin at it.</summary>
    public long Day;

    /// <summary>Profit since the settlement before we came, as the venue stated with the positions that we took over, 1e-8 of the coin.</summary>
    public long CarriedE8;

    /// <summary>Equity as the venue states it, 1e-8; <see cref="Units.Missing"/> while it did not.</summary>
    public long EquityE8;

    /// <summary>Initial margin in use as the venue states it, 1e-8; <see cref="Units.Missing"/> while it did not.</summary>
    public long InitialMarginE8;

    /// <summary>Maintenance margin as the venue states it, 1e-8; <see cref="Units.Missing"/> while it did not.</summary>
    public long MaintenanceMarginE8;

    /// <summary>Part of the stated initial margin that our instruments did not explain when it was stated, 1e-8: something else is held, or the estimate is too low.</summary>
    public long OtherMarginE8;

    /// <summary>Cash as the venue states it, 1e-8; <see cref="Units.Missing"/> while it did not.</summary>
    public long BalanceE8;

    /// <summary>Change since the start.</summary>
    public Int128 TotalE24;

    /// <summary>Most that it was, from the start or from when a person armed.</summary>
    public Int128 PeakE24;

    /// <summary>What it was when the session that is limited began: at the start, or when a person armed.</summary>
    public Int128 BaseE24;

    /// <summary>What it was at the last daily settlement.</summary>
    public Int128 DayBaseE24;

    /// <summary>Change since the session that is limited began.</summary>
    public readonly Int128 SessionE24 => TotalE24 - BaseE24;

    /// <summary>Change since the venue's last daily settlement.</summary>
    public readonly Int128 DailyE24 => TotalE24 - DayBaseE24 + Money.FromE8(CarriedE8);

    /// <summary>How far it is below its peak, 0 or more.</summary>
    public readonly Int128 DrawdownE24 => PeakE24 - TotalE24;

    /// <summary>Takes a new total.</summary>
    /// <param name="coin">It.</param>
    /// <param name="totalE24">Change since the start.</param>
    /// <param name="day">The day of now, as <see cref="Day"/> counts.</param>
    public static void Value(ref CoinAccount coin, Int128 totalE24, long day)
    {
        // A day begins at what the account was; a clock that was set back begins none.
        if (day > coin.Day)
        {
            coin.DayBaseE24 = coin.Day == 0 ? 0 : coin.TotalE24;
            if (coin.Day != 0) coin.CarriedE8 = 0;
            coin.Day = day;
        }
        coin.TotalE24 = totalE24;
        if (totalE24 > coin.PeakE24) coin.PeakE24 = totalE24;
    }

    /// <summary>A person armed: loss since the start, and peak, begin anew. The day does not.</summary>
    public static void Rebase(ref CoinAccount coin) => coin.BaseE24 = coin.PeakE24 = coin.TotalE24;
}

/// <summary>Our accounts by settlement coin.</summary>
[InlineArray(Capacity)]
public struct CoinAccounts
{
    /// <summary>Most coins.</summary>
    public const int Capacity = 8;

    private CoinAccount _first;

    /// <summary>The place of a coin, taken if it is new; −1 if there is none left.</summary>
    public static int Place(ref CoinAccounts coins, uint hash)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (coins[i].CoinHash == hash) return i;
            if (coins[i].CoinHash != 0) continue;
            coins[i].CoinHash = hash;
            coins[i].EquityE8 = coins[i].InitialMarginE8 = coins[i].MaintenanceMarginE8 = coins[i].BalanceE8 = Units.Missing;
            coins[i].IsValued = 1;
            return i;
        }
        return -1;
    }
}
