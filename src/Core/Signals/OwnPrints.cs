using System.Runtime.CompilerServices;

namespace Minnow.Core.Signals;

/// <summary>Tells public trades in which we took from those of others. Ours comes twice, as a print and as a fill, each of them first at times.</summary>
/// <remarks>
/// Both carry the venue's trade id. Fills without a print are kept, and prints while an order of ours that takes is out; the latest of each, so that one that
/// never comes is forgotten. All-zero bytes know none.
/// </remarks>
public struct OwnPrints
{
    private const int Capacity = 16;

    private Ids _fills;
    private Ids _prints;
    private long _waiting;
    private uint _nextFill;
    private uint _nextPrint;

    /// <summary>True while the print of a fill of ours has not come.</summary>
    public readonly bool Awaits => _waiting != 0;

    /// <summary>A print came.</summary>
    /// <param name="own">What is known.</param>
    /// <param name="tradeId">The venue's id; 0 is none.</param>
    /// <param name="takes">True while an order of ours that takes is out.</param>
    /// <returns>True if the trade is known to be ours.</returns>
    public static bool Printed(ref OwnPrints own, long tradeId, bool takes)
    {
        if (tradeId == 0) return false;
        if (own._waiting != 0 && Take(ref own._fills, tradeId))
        {
            own._waiting--;
            return true;
        }
        if (takes) own._prints[(int)(own._nextPrint++ % Capacity)] = tradeId;
        return false;
    }

    /// <summary>A fill came in which we took.</summary>
    /// <param name="own">What is known.</param>
    /// <param name="tradeId">The venue's id; 0 is none.</param>
    /// <returns>True if its print has come already, and was taken for one of others.</returns>
    public static bool Filled(ref OwnPrints own, long tradeId)
    {
        if (tradeId == 0) return false;
        if (Take(ref own._prints, tradeId)) return true;
        ref long place = ref own._fills[(int)(own._nextFill++ % Capacity)];
        if (place == 0) own._waiting++;
        place = tradeId;
        return false;
    }

    private static bool Take(ref Ids ids, long tradeId)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (ids[i] != tradeId) continue;
            ids[i] = 0;
            return true;
        }
        return false;
    }

    [InlineArray(Capacity)]
    private struct Ids
    {
        private long _first;
    }
}
