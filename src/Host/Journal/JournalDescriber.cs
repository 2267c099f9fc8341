using System;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary><c>minnow journal describe</c>: who wrote it, with which configuration, and what is in it.</summary>
public static class JournalDescriber
{
    /// <summary>Describes a directory of segments, or one segment.</summary>
    /// <param name="path">It.</param>
    /// <param name="output">The description.</param>
    /// <param name="errors">Why it could not be read.</param>
    /// <param name="asJson">One JSON object instead of text.</param>
    /// <returns>0 whole and closed on purpose, 1 damaged or cut, 65 not a journal or a newer version, 74 not readable.</returns>
    public static int Run(string path, TextWriter output, TextWriter errors, bool asJson = false) => JournalTool.Guard(path, errors, () =>
    {
        JournalSurvey survey = JournalSurvey.Of(path, decode: true);
        if (asJson) WriteJson(survey, output);
        else WriteText(path, survey, output);
        return JournalTool.ExitCodeOf(survey.End);
    });

    private static void WriteText(string path, JournalSurvey survey, TextWriter output)
    {
        SegmentInfo first = survey.Segments[0].Info;
        output.WriteLine($"journal       {path}");
        output.WriteLine($"state         {JournalTool.Words(survey.End, survey.Damage)}");
        output.WriteLine($"format        version {first.Header.FormatVersion}, id {first.Header.JournalId:x16}");
        output.WriteLine($"build         {first.BuildId}");
        output.WriteLine($"venue         {first.Venue}");
        output.WriteLine($"begun         {JournalTool.Time(first.Header.StartNs)}");
        output.WriteLine($"configuration {first.Header.ConfigHash:x16}, {first.Header.ConfigBytes} bytes");
        output.WriteLine($"segments      {survey.Segments.Count}, {survey.FileBytes} bytes, {BytesPerRecord(survey):F2} bytes a record");
        output.WriteLine($"inputs        {survey.InputCount}, sequence {survey.FirstInputSequence} to {survey.LastInputSequence}");
        output.WriteLine($"outputs       {survey.OutputCount}");
        output.WriteLine($"checkpoints   {survey.CheckpointCount}");
        output.WriteLine($"first event   {JournalTool.Time(survey.Segments[0].FirstNs)}");
        output.WriteLine($"last block    {JournalTool.Time(survey.Segments[^1].LastNs)}");
        for (int kind = 0; kind < 256; kind++)
            if (survey.InputKinds[kind] > 0) output.WriteLine($"  input  {(EventKind)kind,-20} {survey.InputKinds[kind],12}");
        for (int kind = 0; kind < 256; kind++)
            if (survey.OutputKinds[kind] > 0) output.WriteLine($"  output {(OutputKind)kind,-20} {survey.OutputKinds[kind],12}");
        output.WriteLine("configuration as it was read:");
        output.WriteLine(first.ConfigText);
    }

    private static void WriteJson(JournalSurvey survey, TextWriter output)
    {
        SegmentInfo first = survey.Segments[0].Info;
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("end", survey.End.ToString());
            if (survey.Damage is { } damage) WriteDamage(json, damage);
            json.WriteNumber("formatVersion", first.Header.FormatVersion);
            json.WriteString("journalId", first.Header.JournalId.ToString("x16"));
            json.WriteString("build", first.BuildId);
            json.WriteString("venue", first.Venue);
            json.WriteNumber("startNs", first.Header.StartNs);
            json.WriteString("configHash", first.Header.ConfigHash.ToString("x16"));
            json.WriteString("config", first.ConfigText);
            json.WriteNumber("segments", survey.Segments.Count);
            json.WriteNumber("cutRuns", survey.CutRuns);
            json.WriteNumber("fileBytes", survey.FileBytes);
            json.WriteNumber("bytesPerRecord", BytesPerRecord(survey));
            json.WriteNumber("inputs", survey.InputCount);
            json.WriteNumber("firstInputSequence", survey.FirstInputSequence);
            json.WriteNumber("lastInputSequence", survey.LastInputSequence);
            json.WriteNumber("outputs", survey.OutputCount);
            json.WriteNumber("checkpoints", survey.CheckpointCount);
            json.WriteStartObject("inputKinds");
            for (int kind = 0; kind < 256; kind++)
                if (survey.InputKinds[kind] > 0) json.WriteNumber(((EventKind)kind).ToString(), survey.InputKinds[kind]);
            json.WriteEndObject();
            json.WriteStartObject("outputKinds");
            for (int kind = 0; kind < 256; kind++)
                if (survey.OutputKinds[kind] > 0) json.WriteNumber(((OutputKind)kind).ToString(), survey.OutputKinds[kind]);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }

    private static void WriteDamage(Utf8JsonWriter json, JournalDamage damage)
    {
        json.WriteStartObject("damage");
        json.WriteString("kind", damage.Kind.ToString());
        json.WriteString("file", damage.File);
        json.WriteNumber("offset", damage.Offset);
        json.WriteNumber("block", damage.BlockNumber);
        json.WriteNumber("lastInputSequence", damage.LastInputSequence);
        json.WriteNumber("lastOutputSequence", damage.LastOutputSequence);
        json.WriteNumber("nextGoodOffset", damage.NextGoodOffset);
        json.WriteEndObject();
    }

    private static double BytesPerRecord(JournalSurvey survey) =>
        survey.FileBytes / (double)Math.Max(1, survey.RecordBytes / JournalFormat.RecordBytes);
}
