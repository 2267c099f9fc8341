using Minnow.Core.Engine;

namespace Minnow.Host.Engine;

/// <summary>Sums over the books of a quoter's state.</summary>
public readonly record struct BookTotals(long Messages, long Crossed, long Gaps, long QuotesCompared, long QuotesEqual, long Invalidations)
{
    /// <summary>Adds up all instruments.</summary>
    public static BookTotals Of(StateBlock block)
    {
        long messages = 0, crossed = 0, gaps = 0, compared = 0, equal = 0, invalidations = 0;
        int count = (int)block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
        {
            ref readonly InstrumentState instrument = ref block[i];
            messages += instrument.Book.Counters.Messages;
            crossed += instrument.Book.Counters.CrossedMessages;
            gaps += instrument.Book.Counters.Gaps;
            invalidations += instrument.Book.Counters.Invalidations;
            compared += instrument.Audit.Compared;
            equal += instrument.Audit.Equal;
        }
        return new BookTotals(messages, crossed, gaps, compared, equal, invalidations);
    }
}
