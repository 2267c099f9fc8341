using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Tests.Engine;
using Minnow.Host.Journal;
using Minnow.Host.Tests.Journal;
using Minnow.Host.Why;
using Xunit;

namespace Minnow.Host.Tests.Why;

/// <summary>A journal of the real quoter on the events of a script, and what <c>minnow why</c> says of it.</summary>
internal sealed class WhyJournal : IDisposable
{
    private readonly JournalFolder _folder = new();

    internal string Path => _folder.Path;

    internal List<OutputRecord> Outputs { get; } = [];

    internal List<Event> Inputs { get; } = [];

    internal string Output { get; private set; } = "";

    internal string Errors { get; private set; } = "";

    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Plays the events again and journals them with what the quoter says to each.</summary>
    internal static WhyJournal Of(QuoterScript script, long segmentBytes = 8 << 20, bool close = true)
    {
        WhyJournal journal = new();
        using StateBlock block = new(2);
        using OutputBatch output = new(OutputBatch.CapacityFor(2));
        Quoter quoter = new(block, output);
        using JournalWriter writer = new(journal._folder.Options with { SegmentBytes = segmentBytes, RecordsPerBlock = 64 });
        foreach (Event e in script.Sent)
        {
            quoter.Apply(in e, journal.Inputs.Count);
            journal.Inputs.Add(e);
            JournalFolder.Append(writer, new ReadOnlySpan<Event>(in e));
            if (output.Records.IsEmpty) continue;
            journal.Outputs.AddRange(output.Records);
            JournalFolder.Append(writer, output.Records);
        }
        if (close) writer.Close();
        else writer.Flush();
        return journal;
    }

    /// <summary>A quoter with three levels a side on a warm book, and <paramref name="rest"/> of a session in which quotes move and all is acknowledged.</summary>
    internal static QuoterScript Session(int moves, Action<QuoterScript>? rest = null)
    {
        QuoterScript script = QuoterScript.Ready(static s => s.Parameter(ParameterId.LevelCount, 3).Real(ParameterId.Spacing, 4).Real(ParameterId.MaxHalfSpreadBps, 20));
        script.AckAll().Pass(200).AckAll();
        for (int i = 0; i < moves; i++) script.Shift(i / 8 % 2 == 0 ? 3 : -3).AckAll().Pass(150).AckAll();
        rest?.Invoke(script);
        return script;
    }

    internal int Why(long? order = null, long? fill = null, long? time = null, bool json = false)
    {
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        int code = WhyVerb.Execute(new WhyOptions { Journal = Path, OrderId = order, TradeId = fill, TimeNs = time, Json = json }, output, errors);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return code;
    }

    /// <summary>The messages about an order, in order.</summary>
    internal List<OutputRecord> Messages(long order)
    {
        List<OutputRecord> found = [];
        foreach (OutputRecord one in Outputs)
            if (one.Kind == OutputKind.Command && one.OrderId == order && one.Verb is CommandVerb.Place or CommandVerb.Edit or CommandVerb.Cancel) found.Add(one);
        return found.FindAll(one => one.OrderId == order);
    }

    internal long HighestOrder()
    {
        long highest = 0;
        foreach (OutputRecord one in Outputs)
            if (one.Kind == OutputKind.Command && one.Verb == CommandVerb.Place) highest = Math.Max(highest, one.OrderId);
        return highest;
    }

    /// <summary>The text at the end of a line of the answer, as a number.</summary>
    internal static decimal Number(string text) => decimal.Parse(text.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture);

    /// <summary>The lines of a table: between its head and the first line that starts like <paramref name="until"/>, that one with it.</summary>
    internal List<string> Lines(string head, string until)
    {
        List<string> lines = [];
        bool inside = false;
        foreach (string line in Output.Split('\n'))
        {
            if (inside) lines.Add(line);
            if (inside && line.TrimStart().StartsWith(until, StringComparison.Ordinal)) return lines;
            inside |= line.StartsWith("  " + head, StringComparison.Ordinal);
        }
        Assert.Fail($"no {head} to {until} in\n{Output}");
        return lines;
    }

    public void Dispose() => _folder.Dispose();
}
