using Minnow.Core.Model;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting.Tactics;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>Seed 002's desk: BTC at 30000/30005, ticks of 0.5 USD, lots of 10 USD, limit ±0.3 BTC = 900 lots, orders of 0.02 BTC = 60 lots.</summary>
internal sealed class Desk
{
    public const long Second = Units.NsPerSecond;
    public const long Ms = Units.NsPerMs;
    public const long Start = 1_700_000_000 * Second;

    public TacticState State;
    public TacticParameters Parameters;
    public TacticInputs Inputs = new()
    {
        NowNs = Start, BestBidTicks = 60_000, BestAskTicks = 60_010, MidHalfTicks = 120_010, SpreadBps = 10 / 6.0005, SigmaBps = 0.9,
        MaxPositionLots = 900, MinLots = 1, TakerFeeBps = 5, WidenRoomBps = 50,
    };

    /// <summary>The plan after so much time.</summary>
    public TacticPlan After(long ns)
    {
        Inputs.NowNs += ns;
        return Now();
    }

    public TacticPlan Now()
    {
        TacticRules.Evaluate(ref State, Parameters, Inputs, out TacticPlan plan);
        return plan;
    }

    public void Fill(TacticSide side, long ticks)
    {
        Inputs.FillSide = side;
        Inputs.FillNs = Inputs.NowNs;
        Inputs.FillTicks = ticks;
    }

    public void Mid(long bidTicks, long askTicks)
    {
        Inputs.BestBidTicks = bidTicks;
        Inputs.BestAskTicks = askTicks;
        Inputs.MidHalfTicks = bidTicks + askTicks;
    }
}
