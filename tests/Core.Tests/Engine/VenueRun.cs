using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>A quoter against a small true venue behind a bad channel, drawn by a seed: what all such runs have in common.</summary>
internal abstract class VenueRun(ulong seed) : IDisposable
{
    private protected SplitMix64 Random = new(seed);
    private protected long Mid = 20005;
    private long _step;

    internal QuoterScript Script { get; } = QuoterScript.Ready();

    internal TrueVenue Venue { get; private set; } = null!;

    /// <summary>The connection comes up, and the run begins.</summary>
    private protected void Begin(ulong venueSeed)
    {
        Venue = new TrueVenue(Script, venueSeed);
        Script.Gateway(GatewayPhase.Down);
        Venue.Drop();
        Venue.Return();
    }

    private protected abstract void Act(int dice);

    private protected abstract void Check();

    internal void Play(int steps, int sides)
    {
        for (int i = 0; i < steps; i++) Step(Random.NextIndex(sides));
    }

    internal void Step(int dice)
    {
        _step++;
        Script.Wait(1 + Random.NextIndex(150_000_000));
        Venue.Turn();
        Act(dice);
        Venue.Turn();
        Check();
    }

    /// <summary>The faults stop: all that is on its way arrives, and the two views must be one.</summary>
    internal void Settle()
    {
        if (!Venue.IsUp) Venue.Return();
        Script.Operator(OperatorVerb.Stop);
        Venue.IsPerfect = true;
        for (int i = 0; i < 300; i++)
        {
            Script.Wait(50_000_000);
            Script.Timer();
            Venue.Turn();
            Check();
        }
        Venue.State();
        Assert.True(Script.Instrument.HasNoOrders, Where($"{Script.Instrument.Bids[0].State} and {Script.Instrument.Asks[0].State} long after the stop"));
        Assert.True(Script.Instrument.PositionLots == Venue.Position, Where($"we have {Script.Instrument.PositionLots}, the venue {Venue.Position}"));
        Assert.Empty(Venue.Resting);
        Assert.Equal(0, Script.Instrument.Check.Differs);
    }

    /// <summary>The worst case of the venue's side and of ours is within a limit, and no quotes of ours meet.</summary>
    private protected void Within(long most)
    {
        ref readonly Core.Engine.InstrumentState ours = ref Script.Instrument;
        Assert.True(Script.Block.Head.Halted == 0, Where($"halted: {(Core.Engine.HaltReason)Script.Block.Head.Halted} by an honest venue"));
        long buys = Venue.Worst(sell: false), sells = Venue.Worst(sell: true);
        Assert.True(Venue.Position + buys <= most && Venue.Position - sells >= -most, Where($"{Venue.Position}, {buys} bought and {sells} sold exceed {most}"));
        Assert.True(ours.HighestLots <= most && ours.LowestLots >= -most, Where($"our own worst case is {ours.LowestLots} to {ours.HighestLots}"));
        Assert.False(Venue.MeetsItself(), Where("a bid of ours meets an ask of ours"));
    }

    private protected string Where(string what) => $"seed {seed}, step {_step}: {what}";

    public void Dispose() => Script.Dispose();
}
