using Minnow.Core.Engine;

namespace Minnow.Host.Engine;

/// <summary>Sums over the books of a quoter's state.</summary>
public readonly record struct BookTotals(long Crossed, long Gaps, long QuotesCompared, long QuotesEqual, long DepthsCompared, long DepthsDifferent)
{
    /// <summary>Adds up all instruments.</summary>
    public static BookTotals Of(StateBlock block)
    {
        long crossed = 0, gaps = 0, compared = 0, equal = 0, depths = 0, different = 0;
        int count = (int)block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
        {
            ref readonly InstrumentState instrument = ref block[i];
            crossed += instrument.Book.Counters.CrossedMessages;
            gaps += instrument.Book.Counters.Gaps;
            compared += instrument.Audit.Compared;
            equal += instrument.Audit.Equal;
            depths += instrument.DepthAudit.Compared;
            different += instrument.DepthAudit.Different;
        }
        return new BookTotals(crossed, gaps, compared, equal, depths, different);
    }
}
