using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Host.Journal;
using Minnow.Host.Tests.Journal;
using Minnow.Host.Why;
using Minnow.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Host.Tests.Why;

/// <summary>Searching large journals, and the words and numbers of the answer.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class JournalSearchTests(ITestOutputHelper log)
{
    private const long Start = 1_700_000_000_000_000_000;

    // Orders at these places of a ring that else only holds cancels: bisecting must cope with long stretches that say nothing.
    [Theory]
    [InlineData(200_000, 5)]
    [InlineData(200_000, 199_990)]
    [InlineData(200_000, 3, 4, 5, 100_000)]
    [InlineData(200_000, 90_000, 110_000, 110_001, 199_000)]
    [InlineData(60_000, 0, 59_999)]
    public void Orders_that_are_rare_are_found_and_no_ring_is_decoded_more_than_twice(int slots, params int[] places)
    {
        using JournalFolder folder = new(); Write(folder, slots, places);
        for (int i = 0; i <= places.Length; i++)
        {
            JournalSearch search = new(new JournalReader(folder.Path));
            (OutputRecord Command, long Sequence)? found = search.Placed(i + 1);
            if (i < places.Length) Assert.Equal((i + 1, (long)places[i]), (found!.Value.Command.OrderId, found.Value.Sequence));
            else Assert.Null(found);
            Assert.True(search.SlotsRead <= 2 * slots, $"{search.SlotsRead} slots of {slots}");
        }
    }

    [Fact]
    public void Orders_that_are_frequent_are_found_by_a_few_blocks()
    {
        int[] places = new int[20_000];
        for (int i = 0; i < places.Length; i++) places[i] = 10 * i;
        using JournalFolder folder = new(); Write(folder, 200_000, places);
        foreach (int number in (int[])[1, 2, 777, 10_000, 19_999, 20_000])
        {
            JournalSearch search = new(new JournalReader(folder.Path));
            Assert.Equal(10L * (number - 1), search.Placed(number)!.Value.Sequence);
            Assert.True(search.SlotsRead <= 2 * JournalSearch.ProbeSlots, $"{search.SlotsRead} slots");
        }
    }

    // How large is a setting of the environment, so that the same test measures what takes minutes to write: slots of both rings.
    [Fact]
    public void U15_An_order_of_a_large_journal_is_told_within_a_second()
    {
        int slots = int.Parse(Environment.GetEnvironmentVariable("MINNOW_WHY_SLOTS") ?? "600000");
        using JournalFolder folder = new(onDisk: true);
        using (JournalWriter writer = new(folder.Options with { SegmentBytes = 64 << 20 }))
        {
            Event[] market = RecordedEvents.Load(50_000);
            OutputRecord[] outputs = new OutputRecord[5_000];
            long order = 0;
            for (int done = 0; done < slots; done += 55_000)
            {
                long first = writer.NextInputSequence;
                for (int i = 0; i < market.Length; i++) market[i].ReceivedNs = Start + (first + i) * 1_000_000;
                for (int i = 0; i < outputs.Length; i += 20)
                {
                    // Each order ends before the next one is placed; one that never ends is followed to the journal's end.
                    ref Event end = ref market[i * 10 + 195];
                    end = new Event { Kind = EventKind.OrderUpdate, ReceivedNs = end.ReceivedNs };
                    end.Order = new OrderUpdate { OrderId = order + 1 + i / 20, Report = OrderReport.Cancelled, OpenLots = 0, FilledLots = 0, PriceTicks = Units.Missing };
                }
                JournalFolder.Append(writer, market);
                for (int i = 0; i < outputs.Length; i++)
                {
                    outputs[i] = new OutputRecord
                    {
                        Kind = OutputKind.Command, Verb = i % 20 == 0 ? CommandVerb.Place : CommandVerb.Edit, CauseSequence = first + i * 10, TimeNs = Start + (first + i * 10) * 1_000_000,
                        OrderId = i % 20 == 0 ? ++order : order, PriceTicks = 618_000, SizeLots = 10, DecisionNumber = first + i,
                    };
                }
                JournalFolder.Append(writer, outputs);
            }
            writer.Close();
        }
        long orders = slots / 55_000 * 250;
        TimeSpan longest = TimeSpan.Zero;
        foreach (long order in (long[])[1, orders / 3, orders - 1])
        {
            long began = Stopwatch.GetTimestamp();
            using StringWriter output = new(), errors = new();
            Assert.Equal(0, WhyVerb.Execute(new WhyOptions { Journal = folder.Path, OrderId = order }, output, errors));
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            if (took > longest) longest = took;
        }
        log.WriteLine($"{slots:N0} slots, longest {longest.TotalMilliseconds:F0} ms");
        Assert.True(longest.TotalSeconds < 1, $"{longest.TotalSeconds} s");
    }

    [Fact]
    public void Every_flag_and_reason_has_the_words_of_the_format()
    {
        string text = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));
        Check<Suppressions>(FlagWords.Of, text);
        Check<Clamps>(FlagWords.Of, text);
        Check<PlanRules>(FlagWords.Of, text);
        Check<FairFlags>(FlagWords.Of, text);
        Check<TacticCause>(FlagWords.Of, text);
        Check<LevelReason>(FlagWords.Of, text);
    }

    [Theory]
    [InlineData(new[] { 0.00005, 0.00005, 0.00005 }, 0.00015)]
    [InlineData(new[] { 0.33333, 0.33333, 0.33334 }, 1.0)]
    [InlineData(new[] { 61728.25, -0.02039573, 0.1111111 }, 61728.34071537)]
    [InlineData(new double[0], 0.0)]
    public void Rounded_parts_add_up_and_none_is_off_by_more_than_a_digit(double[] parts, double result)
    {
        decimal[] shown = ShownSum.Round(parts, result, 4);
        decimal sum = 0;
        foreach (decimal one in shown) sum += one;
        Assert.Equal(ShownSum.Shown(result, 4), sum);
        Assert.Equal(0, shown[^1]);
        for (int i = 0; i < parts.Length; i++) Assert.True(Math.Abs((double)shown[i] - parts[i]) <= 1.0001e-4);
    }

    [Fact]
    public void A_sum_that_does_not_hold_shows_what_is_missing()
    {
        decimal[] shown = ShownSum.Round([1, 2], 3.5, 4);
        Assert.Equal((1m, 2m, 0.5m), (shown[0], shown[1], shown[2]));
    }

    private static void Check<T>(Func<T, string> words, string text) where T : struct, Enum
    {
        foreach (T one in Enum.GetValues<T>())
        {
            if (Convert.ToUInt64(one) == 0) continue;
            string said = char.ToUpperInvariant(words(one)[0]) + words(one)[1..] + ".";
            Assert.True(Regex.IsMatch(text, $@"\| {Convert.ToUInt64(one)} \| {one} \| {Regex.Escape(said)} \|"), $"{typeof(T).Name}.{one}: {said}");
        }
    }

    private static void Write(JournalFolder folder, int slots, int[] places)
    {
        HashSet<int> isPlace = [.. places];
        using JournalWriter writer = new(folder.Options with { SegmentBytes = 300_000 });
        Event[] one = [new Event { Kind = EventKind.Timer, InstrumentIndex = Units.NoInstrument, ReceivedNs = Start }];
        JournalFolder.Append(writer, one);
        OutputRecord[] outputs = new OutputRecord[slots];
        long order = 0;
        for (int i = 0; i < slots; i++)
        {
            if (isPlace.Contains(i)) order++;
            outputs[i] = new OutputRecord
            {
                Kind = OutputKind.Command, Verb = isPlace.Contains(i) ? CommandVerb.Place : CommandVerb.Cancel, TimeNs = Start + i, OrderId = order, PriceTicks = i * 7919L % 1009,
                SizeLots = 10, DecisionNumber = i + 1,
            };
        }
        JournalFolder.Append(writer, outputs);
        writer.Close();
    }
}
