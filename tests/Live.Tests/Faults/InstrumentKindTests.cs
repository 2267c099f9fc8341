using System.Threading.Tasks;
using Minnow.Exchange.Engine;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>Every kind of future is quoted and filled on the exchange over TLS; its amounts, fees and position are in other units, and both books agree at the end.</summary>
public sealed class InstrumentKindTests
{
    [Theory]
    [InlineData("BTC_USDC-PERPETUAL 0.0016 0.05")]
    [InlineData("BTC-31DEC27 100 3000")]
    [InlineData("BTC-PERPETUAL 100 3000")]
    public async Task A_future_of_this_kind_is_quoted_filled_and_accounted_for_alike_on_both_sides(string instrument)
    {
        await using FaultRig rig = await FaultRig.Quoting(instrument: instrument);
        for (int i = 0; i < 4; i++)
        {
            await rig.TakeBoth();
            await Task.Delay(400);
        }
        // One more on one side, so that there is a position to compare.
        await rig.UntilQuotes();
        await rig.Take(OrderSide.Buy);
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        RunStory story = await rig.Finish();
        Assert.True(story.Fills().Count >= 5, $"{story.Fills().Count} fills");
        Assert.NotEqual(0, await rig.PositionLots());
        Assert.Contains(story.Told(Core.Model.EventKind.Fill), static e => e.Fill.FeeE8 != 0);
    }
}
