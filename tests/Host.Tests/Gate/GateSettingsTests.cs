using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Configuration;
using Minnow.Host.Gate;
using Xunit;

namespace Minnow.Host.Tests.Gate;

public sealed class GateSettingsTests
{
    [Theory]
    [InlineData("", "", 3000)]                                                             // 1,000 USD, three times that on the third level
    [InlineData("\"risk\": { \"maxOrderAmount\": 2000 },", "", 2000)]                      // the quoter's own largest order
    [InlineData("\"risk\": { \"maxOrderAmount\": 9000 },", "", 3000)]                      // which is no reason for a larger one
    [InlineData("\"risk\": { \"maxOrderAmount\": 2000 },", "\"maxOrderAmount\": 4000", 4000)] // the gate's own word counts
    public void P3_The_largest_order_is_the_smaller_of_what_the_ladder_comes_to_and_what_the_quoter_may(string risk, string gate, long amount)
    {
        string text = $$"""
            {
              "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 1000, "maxPositionAmount": 30000, {{risk}} "gate": { {{gate}} } } ],
              "quoting": { "ladder": { "levels": 3, "sizeProfile": "linear", "sizeStep": 1 } }
            }
            """;
        ConfigurationResult result = ConfigurationFile.Parse("gate.jsonc", Encoding.UTF8.GetBytes(text));
        Assert.True(result.Configuration != null, string.Join('\n', result.Errors));
        GateSetup setup = GateSettings.Of(result.Configuration!.Value, 0);
        Assert.Equal(amount, setup.Instruments[0].Limits[GateLimit.OrderAmountE8] / Units.E8);
    }
}
