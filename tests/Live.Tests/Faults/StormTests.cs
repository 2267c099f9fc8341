using System.Threading.Tasks;
using Minnow.Exchange.Engine;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>A bad day of all kinds at once.</summary>
public sealed class StormTests
{
    private const int DaySeconds = 40;

    [Fact]
    public async Task F1_A_bad_day_ends_with_quotes_and_not_one_difference_between_the_books()
    {
        await using FaultRig rig = await FaultRig.Start(FaultFile.ReadWhole("storm"));
        for (int i = 0; i < DaySeconds * 2; i++)
        {
            await Task.Delay(500);
            if (i % 3 == 0) await rig.Take(i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell);
        }
        await rig.UntilFired();
        await rig.UntilQuotes();
        Assert.Equal(0, rig.Counter(CounterId.QuoterHalted));
        RunStory story = await rig.Finish();
        Assert.True(story.Fills().Count >= 10, $"{story.Fills().Count} fills");
    }
}
