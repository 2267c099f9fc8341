using System.Collections.Generic;

namespace Minnow.Host.Operator;

/// <summary>One limit: how much of it is used, and how much is allowed. Null is not known, or not set.</summary>
/// <param name="Scope">Whose: an instrument, or <c>account</c>.</param>
/// <param name="Name">What is limited.</param>
/// <param name="Used">In use now, at the worst case.</param>
/// <param name="Allowed">The most that is allowed.</param>
/// <param name="Unit">Unit of both.</param>
public sealed record LimitRow(string Scope, string Name, decimal? Used, decimal? Allowed, string Unit)
{
    /// <summary>Part in use, percent; null if it can not be said.</summary>
    public decimal? Percent => Used is decimal used && Allowed is > 0 and decimal allowed ? decimal.Round(100 * used / allowed, 1) : null;
}

/// <summary>All limits of a run. Whoever adds a limit adds its row here.</summary>
internal static class LimitRows
{
    internal static IReadOnlyList<LimitRow> Of(RunView run)
    {
        List<LimitRow> rows = [];
        foreach (InstrumentView instrument in run.Instruments)
        {
            rows.Add(new LimitRow(instrument.Name, "long position, worst case", decimal.Max(0, instrument.WorstLongLots), instrument.LimitLots, "lots"));
            rows.Add(new LimitRow(instrument.Name, "short position, worst case", decimal.Max(0, -(decimal)instrument.WorstShortLots), instrument.LimitLots, "lots"));
        }
        return rows;
    }
}
