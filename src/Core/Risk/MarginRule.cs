using Minnow.Core.Numerics;

namespace Minnow.Core.Risk;

/// <summary>The venue's standard margin of one instrument: a share of what the position is worth, which grows with its size. An estimate: the venue's own word counts.</summary>
/// <remarks>
/// Deribit states it for linear BTC contracts: initial 2 % and maintenance 1 %, both plus 0.005 % for each coin of size (venues/deribit.md, section 14). For inverse ones and for
/// other coins the same is taken. Each instrument stands alone: nothing is said of a perpetual and a future setting each other off, so nothing is set off here.
/// </remarks>
public static class MarginRule
{
    /// <summary>Margin of a position, in the settlement coin.</summary>
    /// <param name="worth">What it is worth, in the settlement coin, without its sign.</param>
    /// <param name="coins">Its size in the base coin, without its sign.</param>
    /// <param name="share">Of its worth, at no size.</param>
    /// <param name="sharePerCoin">More of its worth for each coin of size.</param>
    public static double Of(double worth, double coins, double share, double sharePerCoin) => worth * (share + sharePerCoin * coins);

    /// <summary>How many lots have a margin of no more than <paramref name="left"/>; not rounded.</summary>
    /// <param name="left">In the settlement coin.</param>
    /// <param name="worth">What one lot is worth, in the settlement coin.</param>
    /// <param name="coins">One lot in the base coin.</param>
    /// <param name="share">Of its worth, at no size.</param>
    /// <param name="sharePerCoin">More of its worth for each coin of size.</param>
    /// <remarks>Solves worth · n · (share + sharePerCoin · coins · n) = left in the form that loses no digits when the second term is small.</remarks>
    public static double Lots(double left, double worth, double coins, double share, double sharePerCoin)
    {
        if (!(left > 0) || !(worth > 0)) return 0;
        double linear = worth * share, square = worth * coins * sharePerCoin;
        // What asks for no margin has no end: a division by 0 says so.
        return 2 * left / (linear + Det.Sqrt(linear * linear + 4 * square * left));
    }
}
