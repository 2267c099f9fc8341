namespace Minnow.Tactics.Statistics;

/// <summary>One number of the arm with a tactic less the same of the arm without it, seed by seed.</summary>
internal sealed record Difference
{
    /// <summary>Of what.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Seeds with the number in both arms.</summary>
    public int Seeds { get; init; }

    /// <summary>Mean over the seeds without the tactic.</summary>
    public double MeanOff { get; init; }

    /// <summary>Mean over the seeds with it.</summary>
    public double MeanOn { get; init; }

    /// <summary>Mean difference, with less without.</summary>
    public double Mean { get; init; }

    /// <summary>Standard deviation of the differences.</summary>
    public double Deviation { get; init; }

    /// <summary>Lower end of the 95 % interval by paired t; NaN if not defined.</summary>
    public double Low { get; init; }

    /// <summary>Upper end.</summary>
    public double High { get; init; }

    /// <summary>Two-sided p-value by paired t.</summary>
    public double P { get; init; }

    /// <summary>Lower end of the 95 % interval by sign flips; NaN if not defined.</summary>
    public double FlipLow { get; init; }

    /// <summary>Upper end.</summary>
    public double FlipHigh { get; init; }

    /// <summary>Two-sided p-value by sign flips.</summary>
    public double FlipP { get; init; }

    /// <summary>Compares the arms.</summary>
    internal static Difference Of(string name, string unit, double[] off, double[] on)
    {
        System.Collections.Generic.List<double> differences = [];
        (double sumOff, double sumOn) = (0, 0);
        for (int i = 0; i < off.Length; i++)
        {
            // A seed without a fill in one arm has no share of volume to compare.
            if (!double.IsFinite(off[i]) || !double.IsFinite(on[i])) continue;
            differences.Add(on[i] - off[i]);
            sumOff += off[i];
            sumOn += on[i];
        }
        double[] all = [.. differences];
        TTest test = TTest.Of(all);
        (double flipLow, double flipHigh) = SignFlip.Interval(all);
        return new Difference
        {
            Name = name, Unit = unit, Seeds = all.Length, MeanOff = sumOff / all.Length, MeanOn = sumOn / all.Length, Mean = test.Mean,
            Deviation = test.Deviation, Low = test.Low, High = test.High, P = test.TwoSided, FlipLow = flipLow, FlipHigh = flipHigh,
            FlipP = SignFlip.TwoSided(all),
        };
    }
}
