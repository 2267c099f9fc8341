using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace Minnow.Host.Operator;

/// <summary>One control of the checklist in docs/guide/controls.md, which the build carries: tests hold that page to the code.</summary>
/// <param name="Id">Its number, as in P1.</param>
/// <param name="Name">What it holds.</param>
/// <param name="Place">Where it is enforced.</param>
/// <param name="Threshold">The built-in threshold, in words.</param>
/// <param name="Counters">Counters of the page that count it.</param>
/// <param name="Tests">Tests that show it.</param>
internal sealed partial record ControlRow(string Id, string Name, string Place, string Threshold, IReadOnlyList<string> Counters, IReadOnlyList<string> Tests)
{
    internal const string ResourceName = "controls.md";

    private const int Columns = 6;

    // Which settings are the threshold of a control; an index stands for any instrument.
    private static readonly Dictionary<string, string[]> s_settings = new()
    {
        ["P1"] = ["gate.collarBps", "gate.reduceCollarBps", "gate.maxReferenceAgeMs"],
        ["P2"] = ["instruments[].gate.maxOrderNotional", "instruments[].risk.maxNotionalUsd"],
        ["P3"] = ["instruments[].gate.maxOrderAmount", "instruments[].orderAmount", "instruments[].risk.maxOrderAmount"],
        ["P4"] = ["gate.messagesPerSecond", "gate.messageBurst", "gate.messagesPerDay", "gate.freeMessagesPerDay", "gate.messagesPerCoin", "connection.budgetPercent", "connection.cancelReservePercent"],
        ["P5"] = ["instruments[].gate.maxOpenOrders", "instruments[].risk.maxOrders", "risk.maxOpenOrders"],
        ["P6"] = ["gate.repeatedFills", "gate.repeatedFillsSeconds"],
        ["P7"] = ["instruments[].gate.maxPositionAmount", "instruments[].maxPositionAmount", "gate.maxNetExposure", "risk.maxNetExposure"],
        ["P10"] =
        [
            "risk.maxMarginPercent", "instruments[].risk.maxMarginPercent", "risk.maxLeverage", "risk.maxGrossUsd", "risk.maxSessionLoss", "risk.maxSessionLossUsd", "risk.maxDailyLoss", "risk.maxDailyLossUsd",
            "risk.maxDrawdown", "risk.maxDrawdownUsd", "risk.maxDrawdownPercent",
        ],
        ["P11"] = ["gate.duplicateMs"],
        ["P22"] = ["connection.canaryPercent"],
    };

    /// <summary>Settings that are its threshold, with [] for any instrument; empty if nothing can be set.</summary>
    internal IReadOnlyList<string> Settings => s_settings.GetValueOrDefault(Id, []);

    /// <summary>All of them, in their order.</summary>
    internal static IReadOnlyList<ControlRow> All()
    {
        using Stream page = typeof(ControlRow).Assembly.GetManifestResourceStream(ResourceName)!;
        using StreamReader reader = new(page);
        List<ControlRow> rows = [];
        while (reader.ReadLine() is string line)
        {
            if (!line.StartsWith("| P", StringComparison.Ordinal)) continue;
            string[] cells = line.Trim().Trim('|').Split(" | ");
            if (cells.Length != Columns) throw new InvalidDataException($"A control has {cells.Length} columns: {line}");
            rows.Add(new ControlRow(cells[0].Trim(), Plain(cells[1]), Plain(cells[2]), Plain(cells[3]), Quoted(cells[4]), Quoted(cells[5])));
        }
        return rows;
    }

    /// <summary>A setting's path as <see cref="Settings"/> writes it.</summary>
    internal static string AnyInstrument(string path) => Index().Replace(path, "[]");

    private static string Plain(string cell) => Link().Replace(cell, "$1").Replace("`", "", StringComparison.Ordinal).Trim();

    private static List<string> Quoted(string cell)
    {
        List<string> all = [];
        foreach (Match match in Code().Matches(cell)) all.Add(match.Groups[1].Value);
        return all;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
