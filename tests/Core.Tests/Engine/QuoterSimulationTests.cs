using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>A quoter against a small true venue behind a bad channel, with gaps, crosses, pauses and lost connections.</summary>
public class QuoterSimulationTests
{
    private const long MaxLots = 30;

    [Fact]
    public void I3_The_position_at_the_venue_never_exceeds_the_limit_whatever_the_order_of_events()
    {
        long trades = 0, unknown = 0, twice = 0;
        for (ulong seed = 1; seed <= 150; seed++)
        {
            using Run run = new(seed);
            run.Play(1500, 100);
            run.Settle();
            trades += run.Venue.TradeCount;
            unknown += run.Script.Block.Head.UnknownOrders;
            twice += run.Script.Block.Head.DuplicateFills;
        }
        Assert.True(trades > 1000 && unknown > 100 && twice > 100, $"{trades} trades, {unknown} of unknown fate, {twice} fills told twice: too little happened");
    }

    [Fact]
    public void I3_Ladders_keep_the_limit_and_never_meet_themselves_whatever_the_order_of_events()
    {
        long trades = 0, unknown = 0;
        for (ulong seed = 1; seed <= 90; seed++)
        {
            using Run run = new(seed, levels: 2 + (int)(seed % 5), moveKind: (long)(seed % 3));
            run.Play(800, 100);
            run.Settle();
            trades += run.Venue.TradeCount;
            unknown += run.Script.Block.Head.UnknownOrders;
        }
        Assert.True(trades > 500 && unknown > 50, $"{trades} trades, {unknown} of unknown fate: too little happened");
    }

    [Fact]
    public void I2_Any_history_of_a_ladder_ends_with_our_position_equal_to_the_venues()
    {
        Gen<int[]> histories = Gen.Choose(0, 99).ArrayOf().Resize(200);
        Prop.ForAll(histories.ToArbitrary(), dice =>
        {
            using Run run = new(11, levels: 4, moveKind: dice.Length % 3);
            foreach (int one in dice) run.Step(one);
            run.Settle();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void I2_Any_history_of_turns_ends_with_our_position_equal_to_the_venues()
    {
        // Each history is a list of dice; what fails is shrunk to its shortest form and printed.
        Gen<int[]> histories = Gen.Choose(0, 99).ArrayOf().Resize(300);
        Prop.ForAll(histories.ToArbitrary(), dice =>
        {
            using Run run = new(7);
            foreach (int one in dice) run.Step(one);
            run.Settle();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void I8_The_same_events_give_the_same_state_and_commands()
    {
        using Run run = new(3);
        run.Play(600, 100);
        using QuoterScript twin = new();
        foreach (Event e in run.Script.Sent) twin.Apply(e);
        Assert.Equal(run.Script.Block.Hash(), twin.Block.Hash());
        Assert.Equal(run.Script.Commands, twin.Commands);
    }

    private sealed class Run : VenueRun
    {
        private readonly int _most;

        internal Run(ulong seed, int levels = 1, long moveKind = 0)
            : base(seed)
        {
            _most = moveKind == 2 ? Core.Orders.OrderSide.Capacity : levels;
            Script.Parameter(ParameterId.LevelCount, levels, 0).Real(ParameterId.Spacing, 1 + seed % 4, 0).Parameter(ParameterId.MoveKind, moveKind, 0);
            if (levels > 1) Script.Parameter(ParameterId.OrderAmountE8, 60 * Units.E8, 0);
            Begin(seed + 1000);
        }

        private protected override void Act(int dice)
        {
            switch (dice)
            {
                case < 45:
                    Mid += Random.NextIndex(41) - 20;
                    Script.Book(Mid - 5, 1 + Random.NextIndex(50), Mid + 5, 1 + Random.NextIndex(50));
                    break;
                case < 48:
                    Script.Book(Mid - 5, 10, Mid + 5, 10, prev: 3);
                    break;
                case < 60:
                    Script.Book(Mid - 5, 10, Mid + 5, 10, snapshot: true);
                    break;
                case < 62:
                    Script.Book(Mid + 9, 10, Mid + 5, 10);
                    break;
                case < 64:
                    Script.Operator(dice == 62 ? OperatorVerb.Pause : OperatorVerb.Resume);
                    break;
                case < 65:
                    Script.Budget(Random.NextIndex(20), 20);
                    break;
                case < 66 when Venue.IsUp:
                    Venue.Drop();
                    break;
                case < 70 when !Venue.IsUp:
                    Venue.Return();
                    break;
                case < 80:
                    Script.Timer();
                    break;
                default:
                    Venue.FillSome();
                    break;
            }
        }

        private protected override void Check()
        {
            Within(MaxLots);
            foreach (bool sell in (bool[])[false, true])
                Assert.True(Venue.LiveCount(sell) <= _most, Where($"{Venue.LiveCount(sell)} orders live on one side"));
            foreach (Decided d in Script.Decisions)
            {
                Assert.True(d.WantedBidLots == 0 || d.WantedBidTicks < d.Head.BestAskTicks, Where("bid takes"));
                Assert.True(d.WantedAskLots == 0 || d.WantedAskTicks > d.Head.BestBidTicks, Where("ask takes"));
            }
            Script.Decisions.Clear();
        }
    }
}
