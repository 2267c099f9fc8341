using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Tests.Engine;
using Minnow.Host.Journal;
using Xunit;

namespace Minnow.Host.Tests.Why;

/// <summary>What <c>minnow why</c> answers on journals of the real quoter.</summary>
public sealed class WhyTests
{
    [Fact]
    public void An_order_is_told_from_its_cause_to_its_end()
    {
        using QuoterScript script = WhyJournal.Session(20, static s => s.Operator(OperatorVerb.Pause).AckAll());
        using WhyJournal journal = WhyJournal.Of(script);
        long order = journal.HighestOrder();
        Assert.Equal(0, journal.Why(order));
        Assert.Empty(journal.Errors);
        string[] lines = journal.Output.Split('\n');
        Assert.StartsWith($"Order {order} on BTC-PERPETUAL: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("; cancelled after ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(", no fill", lines[0], StringComparison.Ordinal);
        Assert.Equal("Times are UTC; prices and amounts are in USD.", lines[1]);
        List<string> who = lines.Skip(4).TakeWhile(line => line.Length > 0).Where(line => line.Length > 50 && line[2] != ' ').Select(line => line[44..51].Trim()).ToList();
        Assert.Equal("cause", who[0]);
        Assert.Equal("minnow", who[1]);
        Assert.Equal("venue", who[^1]);
        Assert.Equal(journal.Messages(order).Count, who.Count(one => one == "minnow"));
        Assert.Contains("a person paused or stopped the quoter", journal.Output, StringComparison.Ordinal);
        Assert.Contains("The decision that placed it:\nDecision ", journal.Output, StringComparison.Ordinal);
        Assert.Contains($"place order {order}\n", journal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_order_of_a_journal_of_many_segments_is_found_with_all_its_messages_in_order()
    {
        using QuoterScript script = WhyJournal.Session(200, static s =>
        {
            for (int i = 0; i < 30; i++) s.PlaceAnew().AckAll().Pass(200).Shift(i % 2 == 0 ? 4 : -4).AckAll().Pass(200).AckAll();
        });
        using WhyJournal journal = WhyJournal.Of(script, segmentBytes: 20_000);
        Assert.True(new JournalReader(journal.Path).SegmentPaths.Count > 5, "too few segments");
        for (long order = 1; order <= journal.HighestOrder(); order++)
        {
            List<OutputRecord> expected = journal.Messages(order);
            Assert.Equal(0, journal.Why(order, json: true));
            List<(string, long)> told = [.. journal.Json.GetProperty("steps").EnumerateArray().Where(one => one.GetProperty("ring").GetString() == "output")
                .Select(one => (one.GetProperty("verb").GetString()!, one.GetProperty("causeSequence").GetInt64()))];
            Assert.Equal([.. expected.Select(one => (one.Verb.ToString(), one.CauseSequence))], told);
            long[] times = [.. journal.Json.GetProperty("steps").EnumerateArray().Select(one => (one.TryGetProperty("timeNs", out JsonElement t) ? t : one.GetProperty("receivedNs")).GetInt64())];
            Assert.Equal(times.Order(), times);
            Assert.Equal(order, journal.Json.GetProperty("orderId").GetInt64());
        }
    }

    [Fact]
    public void A_fill_is_told_with_its_order()
    {
        using QuoterScript script = WhyJournal.Session(4, static s =>
        {
            ref Core.Orders.OwnOrder bid = ref s.Instrument.Bids[0];
            s.Fill(bid.OrderId, sell: false, bid.PriceTicks, 4, tradeId: 777_001);
            s.Pass(50).Fill(bid.OrderId, sell: false, bid.PriceTicks, bid.OpenLots, tradeId: 777_002);
            s.Answer(bid.OrderId, sell: false, OrderReport.Filled, filled: 10).Pass(200);
        });
        using WhyJournal journal = WhyJournal.Of(script);
        Assert.Equal(0, journal.Why(fill: 777_002));
        Assert.StartsWith("Fill 777002: bought 60 at ", journal.Output, StringComparison.Ordinal);
        Assert.Contains(", 100 filled in 2 trades\n", journal.Output, StringComparison.Ordinal);
        int first = journal.Output.IndexOf("trade 777001", StringComparison.Ordinal), second = journal.Output.IndexOf("trade 777002", StringComparison.Ordinal);
        Assert.True(first > 0 && second > first, journal.Output);
        Assert.Equal(0, journal.Why(fill: 777_001, json: true));
        Assert.Equal(777_001, journal.Json.GetProperty("tradeId").GetInt64());
        Assert.Equal("Place", journal.Json.GetProperty("steps")[0].GetProperty("verb").GetString());
    }

    [Fact]
    public void A_moment_shows_the_decision_in_force_and_none_that_came_later()
    {
        using QuoterScript script = WhyJournal.Session(60);
        using WhyJournal journal = WhyJournal.Of(script, segmentBytes: 20_000);
        List<OutputRecord> heads = journal.Outputs.FindAll(static one => one.Kind == OutputKind.Decision);
        for (int i = 0; i + 1 < heads.Count; i += 7)
        {
            if (heads[i + 1].TimeNs == heads[i].TimeNs) continue;
            foreach (long at in (long[])[heads[i].TimeNs, heads[i + 1].TimeNs - 1])
            {
                Assert.Equal(0, journal.Why(time: at, json: true));
                JsonElement terms = Assert.Single(journal.Json.GetProperty("decisions").EnumerateArray()).GetProperty("terms");
                Assert.Equal(heads[i].CauseSequence, terms[0].GetProperty("causeSequence").GetInt64());
            }
        }
        Assert.Equal(0, journal.Why(time: heads[^1].TimeNs + 1_250_000));
        Assert.Contains("Made 1.250 ms before", journal.Output, StringComparison.Ordinal);
        Assert.Equal(1, journal.Why(time: heads[0].TimeNs - 1));
        Assert.Contains("no decision at or before", journal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_ends_with_1_and_the_next_step()
    {
        using QuoterScript script = WhyJournal.Session(4);
        using WhyJournal journal = WhyJournal.Of(script);
        Assert.Equal(1, journal.Why(order: 999_999));
        Assert.Equal(("", $"minnow why: {journal.Path} has no order 999999; ids count from 1 in each run; a fill of a former run is in that run's journal.\n"), (journal.Output, journal.Errors));
        Assert.Equal(1, journal.Why(fill: 5, json: true));
        Assert.Equal("", journal.Output);
        Assert.Contains("no fill with trade id 5", journal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_repeats_each_record_field_by_field()
    {
        using QuoterScript script = WhyJournal.Session(10);
        using WhyJournal journal = WhyJournal.Of(script);
        Assert.Equal(0, journal.Why(order: 3, json: true));
        JsonElement decision = journal.Json.GetProperty("decision");
        JsonElement[] told = [.. decision.GetProperty("terms").EnumerateArray(), .. decision.GetProperty("levels").EnumerateArray()];
        Assert.Equal(1, journal.Json.GetProperty("v").GetInt32());
        int first = (int)told[0].GetProperty("seq").GetInt64();
        for (int i = 0; i < told.Length; i++)
        {
            OutputRecord record = journal.Outputs[first + i];
            foreach (RecordField field in OutputFields.Of(record.Kind, i))
            {
                JsonElement value = told[i].GetProperty(field.Name);
                ReadOnlySpan<byte> at = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<OutputRecord>(in record))[field.Offset..];
                if (field.Type == FieldType.F64 && double.IsFinite(BitConverter.ToDouble(at))) Assert.Equal(BitConverter.ToDouble(at), value.GetDouble());
                if (field.Type == FieldType.I64 && BitConverter.ToInt64(at) != Units.Missing) Assert.Equal(BitConverter.ToInt64(at), value.GetInt64());
            }
        }
        Assert.Equal(told[0].GetProperty("causeSequence").GetInt64(), decision.GetProperty("cause").GetProperty("seq").GetInt64());
    }

    [Fact]
    public void What_is_shown_of_each_sum_adds_up_to_the_digit()
    {
        using QuoterScript script = WhyJournal.Session(40, static s => s.Real(ParameterId.FlowWidenBps, 0.7).Real(ParameterId.ImbalanceWeightBps, 0.33)
            .Real(ParameterId.VolatilityWidthFactor, 0.123456).Real(ParameterId.TradeWeightBps, 0.2).Shift(5).AckAll().Pass(200).AckAll());
        using WhyJournal journal = WhyJournal.Of(script);
        for (long order = 1; order <= journal.HighestOrder(); order++)
        {
            Assert.Equal(0, journal.Why(order));
            List<string> half = journal.Lines("half-spread, bps", "= half-spread");
            foreach ((int from, int length) in ((int, int)[])[(34, 16), (50, 16)])
                Assert.Equal(WhyJournal.Number(half[^1].Substring(from, length)), half.SkipLast(1).Sum(line => WhyJournal.Number(line.Substring(from, length))));
            List<string> fair = journal.Lines("price ", "= fair price");
            Assert.Equal(WhyJournal.Number(fair[^1].Substring(34, 16)), fair.SkipLast(1).Sum(line => WhyJournal.Number(line.Substring(34, 16))));
            Assert.DoesNotContain("not explained", journal.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_journal_that_was_cut_tells_what_it_has()
    {
        using QuoterScript script = WhyJournal.Session(60, static s =>
        {
            for (int i = 0; i < 30; i++) s.PlaceAnew().AckAll().Pass(200);
        });
        using WhyJournal journal = WhyJournal.Of(script, close: false);
        string segment = new JournalReader(journal.Path).SegmentPaths[^1];
        using (FileStream file = File.OpenWrite(segment)) file.SetLength(file.Length / 2);
        HashSet<long> left = [];
        using (JournalCursor<OutputRecord> cursor = new JournalReader(journal.Path).Outputs())
        {
            while (cursor.MoveNext())
                foreach (OutputRecord one in cursor.Records)
                    if (one.Kind == OutputKind.Command && one.Verb == CommandVerb.Place) left.Add(one.OrderId);
        }
        long highest = journal.HighestOrder();
        Assert.InRange(left.Count, 1, highest - 1);
        for (long order = 1; order <= highest; order++)
        {
            Assert.Equal(left.Contains(order) ? 0 : 1, journal.Why(order));
            Assert.Equal(left.Contains(order), journal.Output.Length > 0);
        }
    }

    [Fact]
    public void A_journal_made_by_half_is_no_crash()
    {
        using QuoterScript script = WhyJournal.Session(6);
        using WhyJournal journal = WhyJournal.Of(script, close: false);
        string segment = new JournalReader(journal.Path).SegmentPaths[^1];
        byte[] bytes = File.ReadAllBytes(segment);
        for (int length = 0; length < bytes.Length; length += 97)
        {
            File.WriteAllBytes(segment, bytes[..length]);
            Assert.Contains(journal.Why(order: 1), (int[])[0, 1, 65]);
            Assert.Contains(journal.Why(time: script.NowNs), (int[])[0, 1, 65]);
            Assert.Contains(journal.Why(fill: 1), (int[])[1, 65]);
        }
        Directory.Delete(journal.Path, recursive: true);
        Directory.CreateDirectory(journal.Path);
        Assert.Equal(65, journal.Why(order: 1));
    }
}
