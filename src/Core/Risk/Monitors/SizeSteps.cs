namespace Minnow.Core.Risk.Monitors;

/// <summary>Alerts with hysteresis, and the size that they leave: down by steps while one holds, up again by time or by a person, never up while one holds.</summary>
public struct SizeSteps
{
    /// <summary>Alerts that hold: bit n for <see cref="MonitorKind"/> n.</summary>
    public long Alerts;

    /// <summary>Alerts raised so far.</summary>
    public long RaisedCount;

    /// <summary>Steps down.</summary>
    public long Steps;

    /// <summary>When the last step was taken, down or up, ns since 1970; 0 before.</summary>
    public long SteppedNs;

    /// <summary>When the last alert ended, ns since 1970; 0 before.</summary>
    public long QuietNs;

    /// <summary>Looks at one figure.</summary>
    /// <param name="state">The state.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="value">The figure; not a number is not known and changes nothing.</param>
    /// <param name="limit">Above it the alert is raised; 0 or less watches nothing, and ends an alert.</param>
    /// <param name="releaseShare">At this share of the limit or below it ends.</param>
    /// <param name="nowNs">Now, ns since 1970.</param>
    /// <returns>True if the alert was raised or ended.</returns>
    public static bool Look(ref SizeSteps state, MonitorKind kind, double value, double limit, double releaseShare, long nowNs)
    {
        long bit = 1L << (int)kind;
        bool holds = (state.Alerts & bit) != 0;
        if (!(limit > 0))
        {
            if (holds) state.Alerts &= ~bit;
            return holds;
        }
        if (!holds && value > limit)
        {
            state.Alerts |= bit;
            state.RaisedCount++;
            return true;
        }
        if (!holds || !(value <= limit * releaseShare)) return false;
        state.Alerts &= ~bit;
        state.QuietNs = nowNs;
        return true;
    }

    /// <summary>Takes a step, if one is due.</summary>
    /// <returns>True if the size changed.</returns>
    public static bool Step(ref SizeSteps state, in MonitorParameters p, long nowNs)
    {
        if (nowNs < state.SteppedNs || nowNs < state.QuietNs)
        {
            // The clock was set back: times are counted from here.
            state.SteppedNs = state.SteppedNs == 0 ? 0 : nowNs;
            state.QuietNs = nowNs;
        }
        if (state.Alerts != 0)
        {
            bool isDue = state.Steps == 0 || nowNs - state.SteppedNs >= p.StepNs;
            if (!(p.StepFactor < 1) || state.Steps >= p.MaxSteps || !isDue) return false;
            state.Steps++;
            state.SteppedNs = nowNs;
            return true;
        }
        bool isQuiet = p.RecoverNs > 0 && nowNs - state.QuietNs >= p.RecoverNs && nowNs - state.SteppedNs >= p.RecoverNs;
        if (state.Steps == 0 || !isQuiet) return false;
        state.Steps--;
        state.SteppedNs = nowNs;
        return true;
    }

    /// <summary>A person has looked: the whole size again; an alert that holds takes it down anew.</summary>
    public static void Reset(ref SizeSteps state) => state.Steps = state.SteppedNs = 0;

    /// <summary>What is left of a size after so many steps.</summary>
    public static double Factor(long steps, double stepFactor)
    {
        double factor = 1;
        for (long i = 0; i < steps; i++) factor *= stepFactor;
        return factor;
    }
}
