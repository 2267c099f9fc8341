using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>What a dump leaves out.</summary>
public sealed record JournalDumpOptions
{
    /// <summary>Show input events.</summary>
    public bool Inputs { get; init; } = true;

    /// <summary>Show output records, and lines for checkpoints.</summary>
    public bool Outputs { get; init; } = true;

    /// <summary>First input sequence to show; outputs are shown by the input that caused them.</summary>
    public long FromSequence { get; init; }

    /// <summary>Last input sequence to show.</summary>
    public long ToSequence { get; init; } = long.MaxValue;
}

/// <summary><c>minnow journal dump</c>: every record as a line of JSON, in the order of the file.</summary>
public static class JournalDumper
{
    private const int FlushBytes = 64 << 10;

    /// <summary>Dumps a directory of segments, or one segment.</summary>
    /// <param name="path">It.</param>
    /// <param name="output">UTF-8, one object a line.</param>
    /// <param name="errors">Why it could not be read, or where reading stopped.</param>
    /// <param name="options">What to leave out.</param>
    /// <returns>0 whole and closed on purpose, 1 damaged or cut (everything before it was dumped), 65 not a journal or a newer version, 74 not readable.</returns>
    public static int Run(string path, Stream output, TextWriter errors, JournalDumpOptions? options = null) =>
        JournalTool.Guard(path, errors, () => Dump(path, output, errors, options ?? new JournalDumpOptions()));

    private static int Dump(string path, Stream output, TextWriter errors, JournalDumpOptions options)
    {
        using var walker = new JournalWalker(path);
        using var decoder = new BlockDecoder();
        using var lines = new LineWriter(output);
        (int Part, long Cause) at = (0, -1); // a decision may begin in one block and end in the next
        while (walker.Next())
        {
            ref readonly BlockHeader block = ref walker.Block;
            ReadOnlySpan<byte> records = default;
            if (block.HasLz4Frame && !decoder.TryRecords(in block, walker.Segment.Payload, out records))
            {
                walker.RefuseContent();
                break;
            }
            if (block.Kind == BlockKind.Inputs && options.Inputs) WriteInputs(lines, in block, records, options);
            else if (block.Kind == BlockKind.Outputs && options.Outputs) WriteOutputs(lines, in block, records, options, ref at);
            else if (block.Kind == BlockKind.Checkpoint && options.Outputs) WriteCheckpoint(lines, in block, options);
        }
        lines.Flush();
        if (walker.End != JournalEnd.Clean) errors.WriteLine($"{path}: {JournalTool.Words(walker.End, walker.Damage)}");
        return JournalTool.ExitCodeOf(walker.End);
    }

    private static void WriteInputs(LineWriter lines, in BlockHeader block, ReadOnlySpan<byte> records, JournalDumpOptions options)
    {
        ReadOnlySpan<Event> events = MemoryMarshal.Cast<byte, Event>(records);
        for (int i = 0; i < events.Length; i++)
        {
            long sequence = block.FirstSequence + i;
            if (sequence < options.FromSequence || sequence > options.ToSequence) continue;
            RecordJson.Write(lines.Json, sequence, in events[i]);
            lines.EndLine();
        }
    }

    private static void WriteOutputs(LineWriter lines, in BlockHeader block, ReadOnlySpan<byte> records, JournalDumpOptions options, ref (int Part, long Cause) at)
    {
        ReadOnlySpan<OutputRecord> outputs = MemoryMarshal.Cast<byte, OutputRecord>(records);
        for (int i = 0; i < outputs.Length; i++)
        {
            ref readonly OutputRecord one = ref outputs[i];
            bool isPart = one.Kind == OutputKind.DecisionPart;
            at = isPart ? (at.Part + 1, at.Cause) : (0, one.CauseSequence);
            if (at.Cause < options.FromSequence || at.Cause > options.ToSequence) continue;
            RecordJson.Write(lines.Json, block.FirstSequence + i, in one, at.Part);
            lines.EndLine();
        }
    }

    private static void WriteCheckpoint(LineWriter lines, in BlockHeader block, JournalDumpOptions options)
    {
        if (block.FirstSequence < options.FromSequence || block.FirstSequence > options.ToSequence) return;
        Utf8JsonWriter json = lines.Json;
        json.WriteStartObject();
        json.WriteString("ring"u8, "checkpoint"u8);
        json.WriteNumber("afterInput"u8, block.FirstSequence);
        json.WriteNumber("nextOutput"u8, block.OtherSequence);
        json.WriteNumber("timeNs"u8, block.FirstNs);
        json.WriteNumber("stateBytes"u8, block.RawBytes);
        json.WriteString("stateHash"u8, block.RawHash.ToString("x16"));
        json.WriteEndObject();
        lines.EndLine();
    }

    private sealed class LineWriter : IDisposable
    {
        private readonly Stream _output;
        private readonly MemoryStream _text = new(2 * FlushBytes);

        internal LineWriter(Stream output)
        {
            _output = output;
            Json = new Utf8JsonWriter(_text, JournalTool.JsonOptions);
        }

        internal Utf8JsonWriter Json { get; }

        internal void EndLine()
        {
            Json.Flush();
            Json.Reset();
            _text.WriteByte((byte)'\n');
            if (_text.Length >= FlushBytes) Flush();
        }

        internal void Flush()
        {
            _output.Write(_text.GetBuffer(), 0, (int)_text.Length);
            _text.SetLength(0);
            _output.Flush();
        }

        public void Dispose()
        {
            Json.Dispose();
            _text.Dispose();
        }
    }
}
