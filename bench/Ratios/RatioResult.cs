namespace Minnow.Ratios;

/// <summary>What came of one ratio. The lower quartile is compared: noise only ever adds time.</summary>
internal readonly record struct RatioResult(RatioGoal Goal, double Min, double LowerQuartile, double Median, double Max)
{
    internal bool ReachesGoal => LowerQuartile <= Goal.Goal;

    internal bool PassesGate => Goal.Gate is not { } gate || LowerQuartile <= gate;

    internal static RatioResult Of(RatioGoal goal, Measurements measured)
    {
        double[] rounds = goal.Rounds(measured);
        return new RatioResult(goal, rounds[0], rounds[rounds.Length / 4], rounds[rounds.Length / 2], rounds[^1]);
    }
}
