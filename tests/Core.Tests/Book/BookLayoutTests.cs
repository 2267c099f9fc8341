using System.Runtime.CompilerServices;
using Minnow.Core.Book;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Book;

/// <summary>The state is hashed and copied as bytes: sizes are fixed, and a hole would be a byte that nobody wrote.</summary>
public sealed class BookLayoutTests
{
    [Fact]
    public void Sizes_are_the_sums_of_their_fields()
    {
        const int level = 16, counters = 11 * 8, side = 8 + 8 + (BookSide.Capacity + 16) * level, quote = 5 * 8;
        Assert.Equal(level, Unsafe.SizeOf<PriceLevel>());
        Assert.Equal(counters, Unsafe.SizeOf<BookCounters>());
        Assert.Equal(side, Unsafe.SizeOf<BookSide>());
        Assert.Equal(8 + 9 * 8 + counters + 2 * side, Unsafe.SizeOf<L2Book>());
        Assert.Equal(4 * 8 + 2 * quote, Unsafe.SizeOf<QuoteMismatch>());
        Assert.Equal(7 * 8 + 4 * 8 + 2 * quote + QuoteAudit.Capacity * (8 + quote), Unsafe.SizeOf<QuoteAudit>());
        Assert.Equal(8 * 8, Unsafe.SizeOf<DepthAudit>());
        Assert.Equal(12 * 8, Unsafe.SizeOf<EwmaVolatility>());
    }

    [Fact]
    public void They_are_plain_bytes()
    {
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<L2Book>());
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<QuoteAudit>());
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<DepthAudit>());
    }
}
