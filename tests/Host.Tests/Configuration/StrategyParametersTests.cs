using System;
using System.Linq;
using System.Reflection;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Strategy;
using Xunit;

namespace Minnow.Tests.Configuration;

public sealed class StrategyParametersTests
{
    private static readonly ParameterId[] s_ofInstrument =
    [
        ParameterId.QuoteEnabled, ParameterId.OrderAmountE8, ParameterId.MaxPositionAmountE8, ParameterId.RollAfterInstrument, ParameterId.PairInstrument,
    ];

    /// <summary>What is not shown to help stays off, and so does what is shown on a market of our own alone.</summary>
    [Fact]
    public void Every_tactic_every_alpha_and_every_widening_is_off_by_default()
    {
        QuotingParameters p = StrategyParameters.Of(new QuotingOptions());
        double[] switches =
        [
            p.Alpha.ImbalanceWeightBps, p.Alpha.FlowWeightBps, p.Alpha.TradeWeightBps, p.Alpha.TopWeightBps, p.Alpha.MomentumFastWeight, p.Alpha.MomentumMidWeight, p.Alpha.MomentumSlowWeight,
            p.Width.VolatilityWidthFactor, p.Width.FlowWidenBps, p.Width.LatencyPadFactor, p.Width.StandAsideBps, p.Model.UncertaintyZ, p.Model.AdverseSelectionBps,
            p.Tactic.MomentumCancelSigmas, p.Tactic.MomentumCancelBps, p.Tactic.LargeTradeAmountE8, p.Tactic.SweepLevels, p.Tactic.OneSidedFlow, p.Tactic.TacticalJoin, p.Tactic.PostFillHoldNs,
            p.Tactic.CancelOppositeOnFill, p.Tactic.PartialFillPolicy, p.Tactic.ReentryDriftBps, p.Tactic.PullShare, p.Tactic.CollapseSpreadBps, p.Tactic.BlowOutZ, p.Tactic.AggressionShare,
            p.Mode.CalmRatio, p.Mode.VolatileRatio, p.Mode.CascadeRatio, p.Mode.CascadeDriftSigmas, p.Ladder.ClipAmountE8, p.Ladder.InventorySizing, p.Ladder.SizeProfile, p.Ladder.SizeStep, p.Fair.FairKind, p.Fair.FallbackKind,
            p.Requote.TouchRule, p.Requote.QueueFrontShare, p.Requote.QueueValueFactor, p.Requote.RefreshNs, p.Requote.RefreshTrades, p.Requote.TriggerMidBps, p.Requote.TriggerImbalance, p.Requote.BandTicksPerLevel,
            p.Requote.UndercutTicks, p.Requote.TimerRequoteNs, p.Requote.HangBackTicks, p.Requote.HangBackSigmaBps, p.Requote.TouchEdgeBps, p.Tactic.PostFillBothSides, p.Tactic.ReentryWaitNs,
            p.Carry.FundingWeight, p.Carry.FlatBeforeFundingNs, p.Carry.BasisWeight, p.Carry.CarryPreferenceBps, p.Carry.PairWeight,
        ];
        Assert.All(switches, static one => Assert.Equal(0, one));
        double[] factors = [p.Width.CalmWidthFactor, p.Width.VolatileWidthFactor, p.Width.CascadeWidthFactor, p.Ladder.VolatileSizeFactor];
        Assert.All(factors, static one => Assert.Equal(1, one));
        Assert.Equal((1, 1), (p.Ladder.LevelCount, p.Model.ModelKind));
    }

    /// <summary>A setting that no parameter takes, or a parameter that no setting reaches, would be a knob that does nothing.</summary>
    [Fact]
    public void Every_setting_changes_exactly_one_parameter_and_every_parameter_has_a_setting()
    {
        QuotingOptions defaults = new();
        QuotingParameters before = StrategyParameters.Of(defaults);
        bool[] reached = new bool[QuotingParameters.Count];
        foreach (PropertyInfo property in typeof(QuotingOptions).GetProperties().Where(static p => p.CanWrite))
        {
            if (property.PropertyType.Namespace == typeof(FairOptions).Namespace)
            {
                foreach (PropertyInfo inner in property.PropertyType.GetProperties().Where(static p => p.CanWrite && p.Name != nameof(FairOptions.MicroPriceTicks)))
                {
                    object section = Activator.CreateInstance(property.PropertyType)!;
                    Change(inner, section);
                    QuotingOptions changed = new();
                    property.SetValue(changed, section);
                    reached[Single(before, StrategyParameters.Of(changed), $"{property.Name}.{inner.Name}")] = true;
                }
                continue;
            }
            QuotingOptions other = new();
            Change(property, other);
            reached[Single(before, StrategyParameters.Of(other), property.Name)] = true;
        }
        ParameterId[] unreached = [.. Enumerable.Range(0, QuotingParameters.Count).Where(i => !reached[i]).Select(static i => (ParameterId)i)];
        Assert.Equal(s_ofInstrument.Order(), unreached.Order());
    }

    [Fact]
    public void Times_and_amounts_are_in_the_quoter_s_units()
    {
        QuotingParameters p = StrategyParameters.Of(new QuotingOptions
        {
            Requote = new RequoteOptions { RefreshMs = 1500, Move = QuoteMove.PlaceThenCancel },
            Ladder = new LadderOptions { ClipAmount = 12.5m, SpacingKind = LadderSpacing.Volatility },
            Carry = new CarryOptions { ExpiryStopHours = 1.5 },
            Tactics = new TacticOptions { TacticalJoin = true },
        });
        Assert.Equal((1_500_000_000L, 2L, 1_250_000_000L, 2L), (p.Requote.RefreshNs, p.Requote.MoveKind, p.Ladder.ClipAmountE8, p.Ladder.SpacingKind));
        Assert.Equal((5400 * Units.NsPerSecond, 1L), (p.Carry.ExpiryStopNs, p.Tactic.TacticalJoin));
    }

    private static int Single(QuotingParameters before, QuotingParameters after, string name)
    {
        int[] changed = [.. Enumerable.Range(0, QuotingParameters.Count).Where(i => QuotingParameters.Bits(in before, (ParameterId)i) != QuotingParameters.Bits(in after, (ParameterId)i))];
        Assert.True(changed.Length == 1, $"{name} changes {string.Join(", ", changed.Select(static i => (ParameterId)i))}");
        return changed[0];
    }

    private static void Change(PropertyInfo property, object of)
    {
        object? now = property.GetValue(of);
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        object other = now switch
        {
            bool b => !b,
            int i => i + 1,
            long l => l + 1,
            double d => d + 0.5,
            Enum e => Enum.GetValues(type).Cast<object>().First(v => !v.Equals(e)),
            null when type == typeof(decimal) => 3m,
            null => 0.25,
            _ => throw new NotSupportedException(property.Name),
        };
        property.SetValue(of, other);
    }
}
