using System;
using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Accounting;
using Minnow.Core.Model;

namespace Minnow.Host.Pnl;

/// <summary>Fills of one instrument under one heading.</summary>
internal sealed class GroupedFills
{
    private const long HourNs = 3600 * Units.NsPerSecond;

    /// <summary>Fill, order, hour, level or mode, in words.</summary>
    internal required string Name { get; init; }

    internal required InstrumentPnl Of { get; init; }

    /// <summary>What the fills of it share.</summary>
    internal required long Key { get; init; }

    /// <summary>Why those of it that took did so.</summary>
    internal IReadOnlyList<string> Rules => _rules;

    /// <summary>Time of the first fill, ns since 1970.</summary>
    internal required long FirstNs { get; init; }

    internal EdgeSplit Parts;

    private readonly List<string> _rules = [];

    internal int Fills { get; private set; }

    internal int TakerFills { get; private set; }

    /// <summary>Bought less sold, lots.</summary>
    internal long NetLots { get; private set; }

    internal long VolumeLots { get; private set; }

    /// <summary>Fills without a mid of their own.</summary>
    internal int NoMids { get; private set; }

    /// <summary>All groups of an instrument, by time of the first fill.</summary>
    internal static List<GroupedFills> All(InstrumentPnl pnl, PnlGroup by)
    {
        List<GroupedFills> groups = [];
        if (by == PnlGroup.Instrument || pnl.ValueHalfE8 <= 0) return groups;
        Dictionary<long, GroupedFills> byKey = [];
        for (int i = 0; i < pnl.Account.Fills.Length; i++)
        {
            ref readonly FillEdge fill = ref pnl.Account.Fills[i];
            long key = by switch
            {
                PnlGroup.Order => fill.OrderId,
                PnlGroup.Hour => fill.TimeNs / HourNs,
                PnlGroup.Level => fill.Purpose == FillPurpose.Quote ? fill.Level : byte.MaxValue + (long)fill.Purpose,
                PnlGroup.Regime => fill.DecisionNumber == 0 ? -1 : (long)fill.Mode,
                _ => groups.Count,
            };
            if (!byKey.TryGetValue(key, out GroupedFills? group))
            {
                group = new GroupedFills { Name = NameOf(in fill, by), Of = pnl, FirstNs = fill.TimeNs, Key = key };
                byKey.Add(key, group);
                groups.Add(group);
            }
            group.Add(in fill, pnl.Account.Rules[i]);
        }
        if (by is PnlGroup.Level or PnlGroup.Regime) groups.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return groups;
    }

    private void Add(in FillEdge fill, string rule)
    {
        EdgeParts parts = fill.Parts(in Of.Account.Terms, Of.ValueHalfE8);
        EdgeSplit.Add(ref Parts, fill.Purpose, in parts);
        if (rule.Length > 0 && !_rules.Contains(rule)) _rules.Add(rule);
        Fills++;
        if (!fill.IsMaker) TakerFills++;
        if (fill.HasNoMid) NoMids++;
        NetLots += fill.SignedLots;
        VolumeLots += Math.Abs(fill.SignedLots);
    }

    private static string NameOf(in FillEdge fill, PnlGroup by) => by switch
    {
        PnlGroup.Hour => DateTime.UnixEpoch.AddTicks(fill.TimeNs / 100).ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture) + "Z",
        PnlGroup.Order => fill.OrderId == 0 ? "not of this process" : $"order {fill.OrderId.ToString(CultureInfo.InvariantCulture)}",
        PnlGroup.Level => fill.Purpose != FillPurpose.Quote ? fill.Purpose.ToString().ToLowerInvariant() : fill.Level == FillEdge.NoLevel ? "no level known" : $"level {fill.Level.ToString(CultureInfo.InvariantCulture)}",
        PnlGroup.Regime => fill.DecisionNumber == 0 ? "no decision known" : fill.Mode.ToString().ToLowerInvariant(),
        _ => $"trade {fill.TradeId.ToString(CultureInfo.InvariantCulture)}",
    };
}
