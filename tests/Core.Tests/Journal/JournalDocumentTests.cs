using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk.Monitors;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Journal;

/// <summary>The byte tables of docs/formats/journal.md are the structs: offsets, sizes, names, and nothing left out.</summary>
public sealed class JournalDocumentTests
{
    private const int HeadBytes = 24;

    private static readonly Type[] Whole =
        [typeof(SegmentHeader), typeof(BlockHeader), typeof(IndexEntry), typeof(SegmentTotals), typeof(OutputRecord), typeof(HedgeRecord), typeof(HedgeCostRecord), typeof(MonitorRecord)];

    private static readonly Type[] Bodies =
    [
        typeof(InstrumentNamed), typeof(InstrumentDefined), typeof(StateChange), typeof(BookLevel), typeof(BookInvalid), typeof(Trade), typeof(Quote),
        typeof(TickerMarks), typeof(TickerCarry), typeof(TickerStats), typeof(OptionGreeks), typeof(OptionVols), typeof(IndexValue), typeof(VenueError),
        typeof(OrderUpdate), typeof(Fill), typeof(GatewayState), typeof(RateBudgetLeft), typeof(PositionReport), typeof(AccountReport), typeof(ProtectionState),
        typeof(OperatorCommand), typeof(Parameter), typeof(AlertReport), typeof(GateState), typeof(GateLimitChange),
    ];

    private static readonly Dictionary<string, List<Row>> Tables = Parse(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));

    public static TheoryData<Type> WholeTypes => new(Whole);

    public static TheoryData<Type> BodyTypes => new(Bodies);

    [Theory]
    [MemberData(nameof(WholeTypes))]
    public void Table_and_struct_agree(Type type) => Compare(type, 0, SizeOf(type));

    [Theory]
    [MemberData(nameof(BodyTypes))]
    public void Table_and_body_agree(Type type)
    {
        Assert.Equal(40, SizeOf(type));
        Compare(type, HeadBytes, 40);
    }

    [Fact]
    public void Table_and_decision_agree()
    {
        Assert.Equal(Real(typeof(DecisionRecord), 0), Tables[nameof(DecisionRecord)]); // its slots leave gaps behind their kinds
        Assert.Equal(DecisionRecord.Slots * JournalFormat.RecordBytes, SizeOf(typeof(DecisionRecord)));
        Compare(typeof(LevelRecord), 0, JournalFormat.RecordBytes);
    }

    [Fact]
    public void Table_and_event_head_agree()
    {
        List<Row> rows = Tables["Event"];
        Assert.Equal((HeadBytes, 40), (rows[^1].Offset, rows[^1].Bytes));
        FieldInfo[] head = [.. Fields(typeof(Event)).Where(one => OffsetOf(typeof(Event), one) < HeadBytes)];
        Assert.Equal(
            head.Select(one => new Row(OffsetOf(typeof(Event), one), SizeOf(one.FieldType), one.Name)), rows.Take(rows.Count - 1));
        Assert.Equal(64, SizeOf(typeof(Event)));
    }

    [Fact]
    public void Every_body_of_an_event_has_its_table()
    {
        IEnumerable<Type> used = Fields(typeof(Event)).Where(one => OffsetOf(typeof(Event), one) >= HeadBytes).Select(one => one.FieldType).Distinct();
        Assert.Equal(used.Select(one => one.Name).Order(), Bodies.Select(one => one.Name).Order());
    }

    [Fact]
    public void Every_kind_of_event_is_named_with_its_number()
    {
        string text = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));
        foreach (EventKind kind in Enum.GetValues<EventKind>())
            if (kind != EventKind.None) Assert.Contains($"`{kind}` {(int)kind}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Clamps))]
    [InlineData(typeof(Suppressions))]
    public void Every_flag_of_a_decision_is_named_with_its_bit(Type type)
    {
        string text = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));
        foreach (string name in Enum.GetNames(type).Where(one => one != "None"))
            Assert.Contains($"| {Convert.ToUInt64(Enum.Parse(type, name))} | {name} |", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Core.Risk.KillStep))]
    [InlineData(typeof(Core.Risk.KillTrigger))]
    [InlineData(typeof(Core.Risk.RiskLimit))]
    public void Every_word_about_risk_is_named_with_its_number(Type type)
    {
        string text = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));
        foreach (string name in Enum.GetNames(type)) Assert.Contains($"| {Convert.ToUInt64(Enum.Parse(type, name))} | {name} |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_of_a_level_is_named_with_its_number()
    {
        string text = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));
        foreach (LevelReason reason in Enum.GetValues<LevelReason>()) Assert.Contains($"| {(int)reason} | {reason} |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Magics_version_and_caps_are_those_of_the_document()
    {
        string text = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "journal.md"));
        Assert.Contains($"format version {JournalFormat.Version}", text, StringComparison.Ordinal);
        Assert.Contains($"0x{JournalFormat.SegmentMagic:X8}", text, StringComparison.Ordinal);
        Assert.Contains($"0x{JournalFormat.BlockMagic:X8}", text, StringComparison.Ordinal);
        Assert.Contains($"{JournalFormat.MaxBlockRecords} records and {JournalFormat.MaxBlockBytes} bytes", text, StringComparison.Ordinal);
        Assert.Contains($"{JournalFormat.MaxCopyBytes >> 20} MiB in a copy; {JournalFormat.MaxSegmentTextBytes >> 20} MiB of texts", text, StringComparison.Ordinal);
        Assert.Equal("MINNOWJ1", System.Text.Encoding.ASCII.GetString(BitConverter.GetBytes(JournalFormat.Tag)));
    }

    private static void Compare(Type type, int firstByte, int bytes)
    {
        Row[] real = Real(type, firstByte);
        Assert.Equal(real, Tables[type.Name]);
        int at = firstByte;
        foreach (Row row in real)
        {
            Assert.Equal(at, row.Offset); // no padding
            at += row.Bytes;
        }
        Assert.Equal(firstByte + bytes, at);
    }

    private static Row[] Real(Type type, int firstByte) =>
        [.. Fields(type).Select(one => new Row(firstByte + OffsetOf(type, one), SizeOf(one.FieldType), one.Name)).OrderBy(one => one.Offset)];

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>The offset that the runtime uses: write all ones into the field of an empty struct and look where they are.</summary>
    private static unsafe int OffsetOf(Type type, FieldInfo field)
    {
        object empty = Activator.CreateInstance(type)!;
        object ones = Activator.CreateInstance(field.FieldType)!;
        fixed (byte* value = &Unsafe.As<Box>(ones).First) new Span<byte>(value, SizeOf(field.FieldType)).Fill(0xFF);
        field.SetValue(empty, ones);
        fixed (byte* start = &Unsafe.As<Box>(empty).First) return new Span<byte>(start, SizeOf(type)).IndexOf((byte)0xFF);
    }

    private static Dictionary<string, List<Row>> Parse(string path)
    {
        var tables = new Dictionary<string, List<Row>>();
        List<Row>? rows = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith('#')) rows = line.StartsWith("### ", StringComparison.Ordinal) ? tables[line[4..]] = [] : null;
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (rows != null && cells.Length == 7 && int.TryParse(cells[1], out int offset)) rows.Add(new Row(offset, int.Parse(cells[2]), cells[4]));
        }
        return tables;
    }

    private sealed record Row(int Offset, int Bytes, string Field);

    private sealed class Box
    {
        public byte First;
    }
}
