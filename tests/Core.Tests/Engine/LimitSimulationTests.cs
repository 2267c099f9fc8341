using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Limits of risk and rules of the kill ladder, drawn by a seed, against a venue behind a bad channel: whatever comes in whatever order, the worst case of the venue's side keeps them.</summary>
public sealed class LimitSimulationTests
{
    private const int Steps = 250;

    [Fact]
    public void I3_No_order_of_events_exceeds_a_limit_of_risk_and_no_step_from_flatten_on_is_left_without_a_person()
    {
        long trades = 0, raised = 0, latched = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            using Run run = new(seed);
            run.Play(Steps, 120);
            run.Settle();
            trades += run.Venue.TradeCount;
            raised += run.Script.Block.Head.Risk.Ladder.RaisedCount;
            latched += run.Latched;
        }
        Assert.True(trades > 100 && raised > 200 && latched > 50, $"{trades} trades, {raised} steps raised, {latched} latched: too little happened");
    }

    [Fact]
    public void I8_A_quoter_that_begins_at_a_copy_of_the_state_goes_on_byte_for_byte()
    {
        for (ulong seed = 100; seed < 106; seed++)
        {
            using Run run = new(seed);
            run.Play(Steps, 120);
            using QuoterScript twin = new(), restored = new();
            List<Event> sent = run.Script.Sent;
            for (int i = 0; i < sent.Count; i++)
            {
                if (i == sent.Count / 2) restored.Block.Restore(twin.Block.Used);
                Event e = sent[i];
                twin.Apply(e);
                if (i >= sent.Count / 2) restored.Quoter.Apply(in e, i);
            }
            Assert.Equal(run.Script.Block.Hash(), twin.Block.Hash());
            Assert.Equal(run.Script.Block.Hash(), restored.Block.Hash());
        }
    }

    private sealed class Run : VenueRun
    {
        private readonly long _cap, _order, _side, _count;
        private KillStep _before;
        private int _seen;

        internal Run(ulong seed)
            : base(seed)
        {
            (_cap, _order, _side, _count) = (Whole(5, 30), Whole(2, 12), Whole(3, 25), Whole(2, 8));
            Script.Parameter(ParameterId.LevelCount, Whole(1, 5), 0).Real(ParameterId.Spacing, Whole(1, 4), 0).Parameter(ParameterId.MoveKind, Whole(0, 2), 0)
                .Parameter(ParameterId.OrderAmountE8, Whole(3, 15) * 10 * Units.E8, 0);
            Risk(RiskParameterId.MaxNotionalUsdE8, _cap * 10 * Units.E8).Parameter((ParameterId)RiskParameterId.MaxOrderAmountE8, _order * 10 * Units.E8);
            Risk(RiskParameterId.MaxLadderAmountE8, _side * 10 * Units.E8).Parameter((ParameterId)RiskParameterId.MaxInstrumentOrders, _count);
            Rule(KillTrigger.SpreadBlowOut, KillStep.Widen, 20);
            Rule(KillTrigger.Gaps, KillStep.StopAdding, 2);
            Rule(KillTrigger.LosingTrips, KillStep.Cancel, 3);
            Rule(KillTrigger.TrendBreak, KillStep.Cancel, 6);
            // What the quotes of before have under way by other limits is over.
            Script.Operator(OperatorVerb.Pause).AckAll().Pass(200).AckAll().Operator(OperatorVerb.Resume).AckAll();
            Begin(seed + 9000);
            _seen = Script.Commands.Count;
        }

        internal long Latched { get; private set; }

        private long Whole(int low, int high) => low + Random.NextIndex(high - low + 1);

        private QuoterScript Risk(RiskParameterId id, long bits) => Script.Parameter((ParameterId)id, bits);

        private void Rule(KillTrigger trigger, KillStep step, double threshold) => TriggerScript.Rule(Script, trigger, step, threshold, forNs: trigger == KillTrigger.Gaps ? Units.NsPerSecond : 0);

        private protected override void Act(int dice)
        {
            switch (dice)
            {
                case < 50:
                    Mid += Random.NextIndex(41) - 20;
                    long half = dice == 0 ? 40 : 5;
                    Script.Book(Mid - half, 1 + Random.NextIndex(50), Mid + half, 1 + Random.NextIndex(50));
                    break;
                case < 52:
                    Script.Book(Mid - 5, 10, Mid + 5, 10, prev: 3);
                    break;
                case < 62:
                    Script.Book(Mid - 5, 10, Mid + 5, 10, snapshot: true);
                    break;
                case < 66:
                    Script.Operator(dice == 62 ? OperatorVerb.Flatten : dice == 63 ? OperatorVerb.Pause : dice == 64 ? OperatorVerb.StopAdding : OperatorVerb.Widen);
                    break;
                case < 72:
                    Script.Operator(dice < 69 ? OperatorVerb.Arm : OperatorVerb.Resume);
                    break;
                case < 74 when Venue.IsUp:
                    Venue.Drop();
                    break;
                case < 78 when !Venue.IsUp:
                    Venue.Return();
                    break;
                case < 85:
                    Script.Apply(KillDeskTests.Mark(Script, Mid));
                    break;
                case < 95:
                    Script.Timer();
                    break;
                default:
                    Venue.FillSome();
                    break;
            }
            bool mayLeave = dice is >= 66 and < 69;
            KillStep now = (KillStep)Script.Block.Head.Risk.Ladder.Step;
            Assert.True(mayLeave || _before < KillStep.Flatten || now >= _before, Where($"the step went from {_before} to {now} without a person"));
            if (now >= KillStep.Flatten && _before < KillStep.Flatten) Latched++;
        }

        private protected override void Check()
        {
            _before = (KillStep)Script.Block.Head.Risk.Ladder.Step;
            long buys = Venue.Worst(sell: false), sells = Venue.Worst(sell: true);
            Assert.True(Venue.Position + buys <= _cap && Venue.Position - sells >= -_cap, Where($"{Venue.Position}, {buys} bought and {sells} sold exceed {_cap}"));
            ref readonly Core.Engine.InstrumentState ours = ref Script.Instrument;
            Assert.True(ours.HighestLots <= _cap && ours.LowestLots >= -_cap, Where($"our own worst case is {ours.LowestLots} to {ours.HighestLots} of {_cap}"));
            Assert.True(ours.Bids.OpenLots <= _side && ours.Asks.OpenLots <= _side, Where($"{ours.Bids.OpenLots} and {ours.Asks.OpenLots} lots of a side of {_side}"));
            Assert.True(ours.Bids.Count + ours.Asks.Count <= _count, Where($"{ours.Bids.Count} and {ours.Asks.Count} orders of {_count}"));
            Assert.False(Venue.MeetsItself(), Where("a bid of ours meets an ask of ours"));
            for (; _seen < Script.Commands.Count; _seen++)
            {
                OutputRecord c = Script.Commands[_seen];
                if (c.Verb == CommandVerb.Place) Assert.True(c.SizeLots <= _order, Where($"an order of {c.SizeLots} lots, {_order} are allowed"));
            }
        }
    }
}
