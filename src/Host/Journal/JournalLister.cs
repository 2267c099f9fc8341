using System.IO;
using System.Text;
using System.Text.Json;

namespace Minnow.Host.Journal;

/// <summary><c>minnow journal ls</c>: one line for each segment.</summary>
public static class JournalLister
{
    /// <summary>Lists a directory of segments, or one segment.</summary>
    /// <param name="path">It.</param>
    /// <param name="output">The list.</param>
    /// <param name="errors">Why it could not be read.</param>
    /// <param name="asJson">One JSON object for each segment instead of a table.</param>
    /// <returns>0 whole and closed on purpose, 1 damaged or cut, 65 not a journal or a newer version, 74 not readable.</returns>
    public static int Run(string path, TextWriter output, TextWriter errors, bool asJson = false) => JournalTool.Guard(path, errors, () =>
    {
        JournalSurvey survey = JournalSurvey.Of(path, decode: false);
        if (!asJson) output.WriteLine($"{"segment",-20} {"bytes",12} {"inputs",10} {"outputs",10} {"checkpoints",11} {"first input",12}  {"from",-27}  end");
        foreach (SegmentSurvey one in survey.Segments)
        {
            string name = Path.GetFileName(one.Info.Path);
            if (asJson)
            {
                output.WriteLine(Json(one, name));
                continue;
            }
            output.WriteLine($"{name,-20} {one.FileBytes,12} {one.InputCount,10} {one.OutputCount,10} {one.CheckpointCount,11} "
                + $"{one.Info.Header.FirstInputSequence,12}  {JournalTool.Time(one.FirstNs),-27}  {(one.HasEnd ? "whole" : "cut")}");
        }
        if (survey.End != JournalEnd.Clean) errors.WriteLine($"{path}: {JournalTool.Words(survey.End, survey.Damage)}");
        return JournalTool.ExitCodeOf(survey.End);
    });

    private static string Json(SegmentSurvey one, string name)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("segment", name);
            json.WriteNumber("bytes", one.FileBytes);
            json.WriteNumber("inputs", one.InputCount);
            json.WriteNumber("outputs", one.OutputCount);
            json.WriteNumber("checkpoints", one.CheckpointCount);
            json.WriteNumber("blocks", one.BlockCount);
            json.WriteNumber("firstInputSequence", one.Info.Header.FirstInputSequence);
            json.WriteNumber("firstOutputSequence", one.Info.Header.FirstOutputSequence);
            json.WriteNumber("firstNs", one.FirstNs);
            json.WriteNumber("lastNs", one.LastNs);
            json.WriteBoolean("whole", one.HasEnd);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
