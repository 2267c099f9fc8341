using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;

namespace Minnow.Tactics.Measures;

/// <summary>How often one sign of a rule was seen in a run.</summary>
/// <param name="Onsets">Decisions that had it while the one before had not.</param>
/// <param name="Decisions">Decisions that had it.</param>
internal readonly record struct RuleCount(long Onsets, long Decisions);

/// <summary>Counts what the quoter's own records say that rules did, so that a tactic which never acts is seen as such.</summary>
/// <remarks>
/// Signs: "tactic." and a cause of a tactic, "rule." and a rule of the plan, "level." and a reason of a level, "mode." and a mode of the market,
/// "part." and a part of price or width that is not 0.
/// </remarks>
internal sealed class RuleCounts
{
    private const FairFlags NoMicroPrice = FairFlags.NoMicro | FairFlags.FromMark | FairFlags.FromLast | FairFlags.NoPrice;

    private static readonly (string Name, Predicate Holds)[] s_parts =
    [
        ("part.Volatility", static (in DecisionRecord r) => r.VolatilityAddBps != 0), ("part.Mode", static (in DecisionRecord r) => r.ModeBps != 0),
        ("part.Latency", static (in DecisionRecord r) => r.LatencyPadBps != 0),
        ("part.Flow", static (in DecisionRecord r) => r.FlowBidBps != 0 || r.FlowAskBps != 0),
        ("part.Tactic", static (in DecisionRecord r) => r.TacticBidBps != 0 || r.TacticAskBps != 0),
        ("part.ImbalanceAlpha", static (in DecisionRecord r) => r.ImbalanceBps != 0), ("part.FlowAlpha", static (in DecisionRecord r) => r.FlowBps != 0),
        ("part.TradeAlpha", static (in DecisionRecord r) => r.TradeBps != 0), ("part.TopAlpha", static (in DecisionRecord r) => r.TopBps != 0),
        ("part.MomentumAlpha", static (in DecisionRecord r) => r.MomentumBps != 0),
        ("part.MicroPrice", static (in DecisionRecord r) => r.FairKind == 2 && (r.FairFlags & NoMicroPrice) == 0),
        ("part.FairOffMid", static (in DecisionRecord r) => r.BaseTicks != r.MidTicks),
        ("part.DecayFloor", static (in DecisionRecord r) => (r.Clamps & Clamps.DecayFloor) != 0),
    ];

    private static readonly string[] s_names =
    [
        .. Enum.GetNames<TacticCause>().Select(static name => "tactic." + name), .. Enum.GetNames<LevelReason>().Select(static name => "level." + name),
        .. Enum.GetNames<PlanRules>().Select(static name => "rule." + name), .. Enum.GetNames<MarketModeKind>().Select(static name => "mode." + name),
        .. s_parts.Select(static part => part.Name),
    ];

    private static readonly int s_levels = Enum.GetValues<TacticCause>().Length;
    private static readonly int s_rules = s_levels + Enum.GetValues<LevelReason>().Length;
    private static readonly int s_modes = s_rules + Enum.GetValues<PlanRules>().Length;
    private static readonly int s_firstPart = s_modes + Enum.GetValues<MarketModeKind>().Length;

    private readonly long[] _onsets = new long[s_names.Length];
    private readonly long[] _decisions = new long[s_names.Length];
    private UInt128 _before;

    private delegate bool Predicate(in DecisionRecord record);

    /// <summary>All signs that can be counted.</summary>
    internal static IReadOnlyList<string> Names => s_names;

    /// <summary>Decisions seen.</summary>
    internal long Decisions { get; private set; }

    /// <summary>Hash of the commands and their times: equal in two runs that did the same.</summary>
    internal ulong CommandHash { get; private set; }

    /// <summary>What was seen at least once.</summary>
    internal SortedDictionary<string, RuleCount> Seen()
    {
        SortedDictionary<string, RuleCount> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < s_names.Length; i++)
            if (_decisions[i] > 0) seen.Add(s_names[i], new RuleCount(_onsets[i], _decisions[i]));
        return seen;
    }

    /// <summary>Takes what one event made the quoter say.</summary>
    internal void Take(ReadOnlySpan<OutputRecord> said)
    {
        for (int i = 0; i < said.Length;)
        {
            if (said[i].Kind == OutputKind.Decision)
            {
                ref readonly DecisionRecord record = ref MemoryMarshal.AsRef<DecisionRecord>(MemoryMarshal.AsBytes(said[i..]));
                i += DecisionRecord.Slots;
                Count(in record, MemoryMarshal.Cast<OutputRecord, LevelRecord>(said.Slice(i, (int)record.LevelCount)));
                i += (int)record.LevelCount;
                continue;
            }
            if (said[i].Kind == OutputKind.Command) Hash(in said[i]);
            i++;
        }
    }

    private void Count(in DecisionRecord record, ReadOnlySpan<LevelRecord> levels)
    {
        Decisions++;
        // Cause n is bit n of the flags; rule n, from 1, is bit n - 1.
        UInt128 now = (ulong)record.Tactics;
        foreach (ref readonly LevelRecord level in levels) now |= UInt128.One << (s_levels + (int)level.Reason);
        now |= (UInt128)(uint)record.Rules << (s_rules + 1);
        now |= UInt128.One << (s_modes + (int)record.Mode);
        for (int i = 0; i < s_parts.Length; i++)
            if (s_parts[i].Holds(in record)) now |= UInt128.One << (s_firstPart + i);
        Add(_decisions, now);
        Add(_onsets, now & ~_before);
        _before = now;
    }

    private static void Add(long[] counts, UInt128 bits)
    {
        for (; bits != 0; bits &= bits - 1) counts[(int)UInt128.TrailingZeroCount(bits)]++;
    }

    private void Hash(in OutputRecord command)
    {
        foreach (long word in (ReadOnlySpan<long>)[command.TimeNs, (long)command.Verb | ((long)command.Flags << 8), command.PriceTicks, command.SizeLots])
            CommandHash = BitOperations.RotateLeft((CommandHash ^ (ulong)word) * 0x9E3779B97F4A7C15, 27);
    }
}
