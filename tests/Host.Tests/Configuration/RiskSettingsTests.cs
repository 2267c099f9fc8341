using System;
using System.IO;
using Minnow.Core.Risk;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Risk;
using Xunit;

namespace Minnow.Tests.Configuration;

public sealed class RiskSettingsTests
{
    [Fact]
    public void Names_of_triggers_and_steps_have_the_numbers_of_the_ladder()
    {
        foreach (KillTriggerName one in Enum.GetValues<KillTriggerName>()) Assert.Equal(one.ToString(), ((KillTrigger)one).ToString());
        foreach (KillStepName one in Enum.GetValues<KillStepName>()) Assert.Equal(one.ToString(), ((KillStep)one).ToString());
        Assert.Equal(KillRules.Count - 1, Enum.GetValues<KillTriggerName>().Length);
    }

    [Fact]
    public void A_listed_rule_takes_the_place_of_the_built_in_one_and_the_others_stay()
    {
        RiskOptions all = new() { MaxSessionLoss = 0.01m, Triggers = [new TriggerOptions { Trigger = KillTriggerName.FillRun, Step = KillStepName.Widen, Threshold = 7, ForMs = 1500 }] };
        InstrumentRiskOptions own = new() { Triggers = [new TriggerOptions { Trigger = KillTriggerName.SpreadCollapse, Step = KillStepName.Cancel, Threshold = 0.5 }], MaxNotionalUsd = 250 };
        RiskParameters p = RiskSettings.Of(all, own);
        Assert.Equal(((long)KillStep.Widen, 7.0, 1_500_000_000L), (p.Rules[(int)KillTrigger.FillRun].Step, p.Rules[(int)KillTrigger.FillRun].Threshold, p.Rules[(int)KillTrigger.FillRun].ForNs));
        Assert.Equal((long)KillStep.Flatten, p.Rules[(int)KillTrigger.Margin].Step);
        Assert.Equal((long)KillStep.Cancel, p.Rules[(int)KillTrigger.SpreadCollapse].Step);
        Assert.Equal(0, RiskSettings.Of(all).Rules[(int)KillTrigger.SpreadCollapse].Step);
        Assert.Equal((1_000_000L, 25_000_000_000L), (p.MaxSessionLossE8, p.MaxNotionalUsdE8));
    }

    [Fact]
    public void What_is_told_is_what_differs_and_nothing_else()
    {
        RiskParameters to = RiskParameters.Safe;
        to.MaxOpenOrders = 5;
        int told = 0;
        RiskSettings.Differences(RiskParameters.Safe, in to, (id, bits) =>
        {
            told++;
            Assert.Equal(((uint)RiskParameterId.MaxOpenOrders, 5L), (id, bits));
        });
        Assert.Equal(1, told);
    }

    [Fact]
    public void A_live_run_is_told_which_money_limits_it_has_not_and_a_recorded_one_is_not()
    {
        MinnowConfiguration live = new() { Connection = new ConnectionOptions { Environment = VenueEnvironment.Testnet } };
        Assert.Equal(3, RiskRules.Warnings(live).Count);
        Assert.Equal(2, RiskRules.Warnings(live with { Risk = new RiskOptions { MaxSessionLossUsd = 10 } }).Count);
        Assert.Empty(RiskRules.Warnings(live with { Risk = new RiskOptions { MaxSessionLoss = 1, MaxDailyLoss = 1, MaxDrawdownPercent = 5 } }));
        Assert.Empty(RiskRules.Warnings(new MinnowConfiguration()));
    }

    [Theory]
    [InlineData("{ \"trigger\": \"trendBreak\", \"step\": \"cancel\" }", "is needed above 0")]
    [InlineData("{ \"trigger\": \"staleData\", \"step\": \"cancel\", \"threshold\": 3 }", "means nothing for this trigger")]
    [InlineData("{ \"trigger\": \"gaps\", \"step\": \"cancel\", \"threshold\": 3 }", "the time within which it counts")]
    [InlineData("{ \"trigger\": \"gaps\", \"step\": \"cancel\", \"threshold\": 65, \"forMs\": 5 }", "is more than 64")]
    [InlineData("{ \"trigger\": \"halt\", \"step\": \"latch\" }, { \"trigger\": \"halt\", \"step\": \"cancel\" }", "is listed twice")]
    public void A_rule_that_could_not_work_is_refused(string rules, string says)
    {
        string file = Path.Combine(Path.GetTempPath(), $"minnow-risk-{Guid.NewGuid():N}.jsonc");
        try
        {
            File.WriteAllText(file, $"{{ \"risk\": {{ \"triggers\": [{rules}] }} }}");
            Assert.Contains(ConfigurationFile.Load(file).Errors, one => one.Message.Contains(says, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
