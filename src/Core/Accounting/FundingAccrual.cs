using System;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>Funding that accrues each moment: position at mark, times rate per 8 h, times time. A positive rate: who is long pays.</summary>
/// <remarks>
/// Position, mark and rate hold between their updates; call <see cref="Accrue"/> before any of them changes. What is smaller than 1e-24 is
/// carried on, so that many short steps give what one long step gives. Only the position's size is rounded, to 1e-16 of the coin.
/// Source: Deribit, "Funding specifications"; which price sizes the position is not said there, and the mark is taken.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(long))]
public struct FundingAccrual
{
    /// <summary>Beyond this age a mark or rate is stale, ns: funding goes on with it, and the time is counted.</summary>
    public const long StaleAfterNs = 60 * Units.NsPerSecond;

    // 1e-16 coin · 1e-12 · ns a unit of 1e-24 coin: 8 h in ns · 1e-12 / 1e-8.
    private const long PartsPerE24 = 28_800 * Units.NsPerSecond * (Units.E12 / Units.E8);

    /// <summary>Received so far, 1e-24 of the coin; negative was paid.</summary>
    public Int128 ReceivedE24;

    /// <summary>What has accrued and is less than one unit, in parts of it.</summary>
    public long CarriedParts;

    /// <summary>Accrued until here, ns since 1970; 0 before the first call.</summary>
    public long AccruedNs;

    /// <summary>The mark that sizes the position, halves of 1e-8; 0 while none is known: nothing accrues.</summary>
    public long MarkHalfE8;

    /// <summary>Rate per 8 h, 1e-12.</summary>
    public long RateE12;

    /// <summary>When mark or rate was told last, ns since 1970.</summary>
    public long ToldNs;

    /// <summary>Time for which a position was held on a stale mark and rate, ns.</summary>
    public long StaleNs;

    /// <summary>Brings funding to <paramref name="nowNs"/>. A time before the last one does nothing.</summary>
    /// <param name="funding">It.</param>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="positionLots">The position that was held until now, lots.</param>
    /// <param name="nowNs">ns since 1970.</param>
    public static void Accrue(ref FundingAccrual funding, in ContractTerms terms, long positionLots, long nowNs)
    {
        long fromNs = funding.AccruedNs;
        if (nowNs <= fromNs) return;
        funding.AccruedNs = nowNs;
        if (fromNs == 0 || positionLots == 0 || funding.MarkHalfE8 <= 0) return;
        long staleFromNs = Math.Max(fromNs, funding.ToldNs + StaleAfterNs);
        if (nowNs > staleFromNs) funding.StaleNs += nowNs - staleFromNs;
        if (funding.RateE12 == 0) return;
        Int128 sizeE16 = Money.ToE16(terms.NotionalE24(positionLots, funding.MarkHalfE8));
        Int128 parts = positionLots > 0 ? -sizeE16 * funding.RateE12 : sizeE16 * funding.RateE12;
        (Int128 each, Int128 rest) = Int128.DivRem(parts, PartsPerE24);
        long forNs = nowNs - fromNs;
        (Int128 more, Int128 carried) = Int128.DivRem(rest * forNs + funding.CarriedParts, PartsPerE24);
        funding.ReceivedE24 += each * forNs + more;
        funding.CarriedParts = (long)carried;
    }

    /// <summary>A mark was told. Accrue first.</summary>
    public static void Marked(ref FundingAccrual funding, long markHalfE8, long nowNs) => (funding.MarkHalfE8, funding.ToldNs) = (markHalfE8, nowNs);

    /// <summary>A rate per 8 h was told, 1e-12. Accrue first.</summary>
    public static void Rated(ref FundingAccrual funding, long rateE12, long nowNs) => (funding.RateE12, funding.ToldNs) = (rateE12, nowNs);
}
