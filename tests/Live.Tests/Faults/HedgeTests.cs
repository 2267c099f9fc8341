using System;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>What is made on the perpetual is hedged on a dated future, on the exchange over TLS, and both sides' books agree.</summary>
public sealed class HedgeTests
{
    // An order of 100 USD is 0.0016 BTC: two fills on one side are above the trigger.
    [Theory]
    [InlineData("BTC-31DEC27 3000 0.002 100", true)]
    [InlineData("BTC-31DEC27 3000 0.002 0.2", false)]
    public async Task A_position_above_the_trigger_is_hedged_on_the_future(string hedge, bool takes)
    {
        await using FaultRig rig = await FaultRig.Quoting(hedge: hedge);
        for (int i = 0; i < 30 && await Held(rig, 1) == 0; i++)
        {
            await rig.Take(OrderSide.Buy);
            await rig.UntilQuotes();
            await Task.Delay(200);
        }
        await rig.UntilVenue(static (venue, mine) => Size(venue, mine, 1) > 0, "a hedge that was filled");
        // Sold on the perpetual, bought on the future; what is left is within the trigger and an order.
        await rig.UntilVenue(static (venue, mine) => Size(venue, mine, 0) < 0 && Math.Abs(Size(venue, mine, 0) + Size(venue, mine, 1)) <= 260 * 100_000_000L, "a net position below the trigger");
        RunStory story = await rig.Finish();
        OutputRecord[] hedges = [.. story.Sent(CommandVerb.Place).Where(static one => (one.Flags & OutputRecord.HedgeFlag) != 0)];
        Assert.NotEmpty(hedges);
        Assert.All(hedges, one => Assert.Equal((ushort)1, one.InstrumentIndex));
        Assert.Contains(hedges, one => (one.Flags & OutputRecord.ImmediateFlag) != 0 == takes);
        Assert.All(story.Sent(CommandVerb.Place).Where(static one => one.InstrumentIndex == 1), one => Assert.NotEqual(0u, one.Flags & OutputRecord.HedgeFlag));
    }

    private static Task<long> Held(FaultRig rig, int instrument) => rig.Mine((venue, mine) => Size(venue, mine, instrument));

    private static long Size(Exchange.Rpc.Venue venue, Account mine, int instrument) => mine.PositionIn(venue.Engine.Instruments[instrument])?.SizeE8 ?? 0;
}
