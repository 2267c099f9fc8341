using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Minnow.Tactics.Measures;
using Minnow.Tactics.Statistics;
using Minnow.Tactics.World;

namespace Minnow.Tactics.Reports;

/// <summary>The page of results: a row for each tactic, replaced when it is tried again, and what may be recommended.</summary>
/// <remarks>What stands in the page above <see cref="Mark"/> is written by hand and stays.</remarks>
internal static class TableReport
{
    private const string Mark = "<!-- below: written by minnow-tactics -->";
    private const string NotAfterHolm = "off: not shown after Holm";
    private const string ControlPrefix = "control-";
    private const string Title = "# Which tactics lessen adverse selection\n\n";

    private static readonly string[] s_columns =
    [
        "tactic", "verdict", "seeds × min", "fired, 1/h", "% of decisions", "seeds that differ", "adverse without, bps", "with", "difference", "by t", "by sign flips",
        "p", "p, Holm", "adverse, bps of an order/h: difference", "by t", "markout 1 s, bps: difference", "by t", "markout 5 s", "by t",
        "profit, mBTC/h: without", "difference", "by t", "fills/h without", "with", "messages for a fill without", "with", "switched on by", "delays, ms",
        "taker fee, bps", "date", "commit",
    ];

    private static readonly string[] s_recommended = ["tactic", "settings", "adverse, bps of volume", "by t", "profit, mBTC/h", "by t", "p, Holm"];

    internal static void Write(string path, LabOptions options, IReadOnlyList<Comparison> done)
    {
        string page = File.Exists(path) ? File.ReadAllText(path) : "";
        int mark = page.IndexOf(Mark, StringComparison.Ordinal);
        string head = mark < 0 ? Title : page[..mark];
        SortedDictionary<string, string[]> rows = new(StringComparer.Ordinal);
        foreach (string line in mark < 0 ? [] : page[mark..].Split('\n'))
        {
            string[] cells = [.. line.Split('|').Skip(1).SkipLast(1).Select(static cell => cell.Trim())];
            if (cells.Length == s_columns.Length && cells[0] != s_columns[0] && !cells[0].StartsWith("---", StringComparison.Ordinal)) rows[cells[0]] = cells;
        }
        foreach (Comparison one in done) rows[one.Name] = Row(options, one);
        Correct([.. rows.Values.Where(static row => !IsControl(row))]);
        string[][] helps = [.. rows.Values.Where(static row => !IsControl(row) && Cell(row, "verdict") == Comparison.Helps)];
        IEnumerable<string[]> recommended = helps.Select(static row => (string[])
        [
            Cell(row, "tactic"), Cell(row, "switched on by"), row[At("difference")], row[At("by t")], row[At("profit, mBTC/h: without") + 1],
            row[At("profit, mBTC/h: without") + 2], Cell(row, "p, Holm"),
        ]);
        File.WriteAllText(path, $"{head}{Mark}\n\n{Table(s_columns, rows.Values)}\n## Recommended\n\n{Table(s_recommended, recommended)}");
    }

    /// <summary>Corrects the p-values of all tactics that acted, and the verdicts with them.</summary>
    private static void Correct(string[][] rows)
    {
        (int p, int holm, int verdict) = (At("p"), At("p, Holm"), At("verdict"));
        string[][] judged = [.. rows.Where(row => row[p] != "-")];
        double[] corrected = Holm.Correct([.. judged.Select(row => double.Parse(row[p], CultureInfo.InvariantCulture))]);
        for (int i = 0; i < judged.Length; i++)
        {
            judged[i][holm] = Small(corrected[i]);
            if (judged[i][verdict] is Comparison.Helps or NotAfterHolm) judged[i][verdict] = corrected[i] < 0.05 ? Comparison.Helps : NotAfterHolm;
        }
    }

    private static string[] Row(LabOptions options, Comparison one)
    {
        Difference markout1 = Named(one, "markout at 1 s"), markout5 = Named(one, "markout at 5 s"), fills = Named(one, "fills in an hour");
        Difference messages = Named(one, "messages for one fill"), perHour = one.AdversePerHour, profit = one.Profit;
        bool isJudged = one.HasActed && !IsControl([one.Name]) && double.IsFinite(one.P);
        return
        [
            one.Name, one.Verdict, Text($"{one.Adverse.Seeds} × {options.Seconds / 60.0:0.#}"), Number(one.FiredPerHour), Number(one.FiredShare * 100),
            Text($"{one.SeedsThatDiffer}"), Number(one.Adverse.MeanOff), Number(one.Adverse.MeanOn), Number(one.Adverse.Mean),
            TextReport.Interval(one.Adverse.Low, one.Adverse.High), TextReport.Interval(one.Adverse.FlipLow, one.Adverse.FlipHigh),
            isJudged ? Small(one.P) : "-", "-", Text($"{perHour.Mean:0.#}"), TextReport.Interval(perHour.Low, perHour.High),
            Number(markout1.Mean), TextReport.Interval(markout1.Low, markout1.High), Number(markout5.Mean), TextReport.Interval(markout5.Low, markout5.High),
            Number(profit.MeanOff * 1e3), Number(profit.Mean * 1e3), TextReport.Interval(profit.Low * 1e3, profit.High * 1e3),
            Text($"{fills.MeanOff:F0}"), Text($"{fills.MeanOn:F0}"), Text($"{messages.MeanOff:0.##}"), Text($"{messages.MeanOn:0.##}"), $"`{one.On}`",
            Text($"{options.FeedDelayUs / 1e3:0.#} + {options.OrderDelayUs / 1e3:0.#}"), Text($"{options.TakerFeeE8 / 1e4:0.##}"),
            Text($"{DateTime.UtcNow:yyyy-MM-dd}"), Commit(),
        ];
    }

    private static string Commit()
    {
        string version = typeof(TableReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        string commit = version.Contains('+', StringComparison.Ordinal) ? version[(version.IndexOf('+', StringComparison.Ordinal) + 1)..] : "unknown";
        return commit[..Math.Min(9, commit.Length)];
    }

    private static string Table(string[] columns, IEnumerable<string[]> rows) =>
        string.Concat(new[] { columns, [.. columns.Select(static _ => "---")] }.Concat(rows).Select(static row => $"| {string.Join(" | ", row)} |\n"));

    private static bool IsControl(string[] row) => row[0].StartsWith(ControlPrefix, StringComparison.Ordinal);

    private static int At(string column) => Array.IndexOf(s_columns, column);

    private static string Cell(string[] row, string column) => row[At(column)];

    private static Difference Named(Comparison one, string name) => Array.Find(one.Differences, row => row.Name == name)!;

    private static string Small(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Number(double value) => TextReport.Number(value);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
