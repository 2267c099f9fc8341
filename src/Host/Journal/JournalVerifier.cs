using System.IO;
using System.Text;
using System.Text.Json;

namespace Minnow.Host.Journal;

/// <summary><c>minnow journal verify</c>: reads everything, decodes everything, compares every hash.</summary>
public static class JournalVerifier
{
    /// <summary>Verifies a directory of segments, or one segment.</summary>
    /// <param name="path">It.</param>
    /// <param name="output">The answer: a line for each segment, and one for the whole.</param>
    /// <param name="errors">Why it could not be read.</param>
    /// <param name="asJson">One JSON object instead of lines.</param>
    /// <returns>0 whole and closed on purpose, 1 damaged or cut, 65 not a journal or a newer version, 74 not readable.</returns>
    public static int Run(string path, TextWriter output, TextWriter errors, bool asJson = false) => JournalTool.Guard(path, errors, () =>
    {
        JournalSurvey survey = JournalSurvey.Of(path, decode: true);
        if (asJson)
        {
            output.WriteLine(Json(survey));
            return JournalTool.ExitCodeOf(survey.End);
        }
        foreach (SegmentSurvey one in survey.Segments)
        {
            output.WriteLine($"{Path.GetFileName(one.Info.Path)}: {one.BlockCount} blocks, {one.InputCount} inputs, {one.OutputCount} outputs, "
                + $"{one.CheckpointCount} checkpoints, {(one.HasEnd ? "whole" : "no end marker")}");
        }
        if (survey.CutRuns > 0) output.WriteLine($"{survey.CutRuns} earlier run(s) ended without an end marker; each was taken up by the next.");
        output.WriteLine($"{path}: {JournalTool.Words(survey.End, survey.Damage)}");
        return JournalTool.ExitCodeOf(survey.End);
    });

    private static string Json(JournalSurvey survey)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteBoolean("whole", survey.End == JournalEnd.Clean);
            json.WriteString("end", survey.End.ToString());
            json.WriteString("damage", survey.Damage?.ToString());
            json.WriteNumber("segments", survey.Segments.Count);
            json.WriteNumber("inputs", survey.InputCount);
            json.WriteNumber("outputs", survey.OutputCount);
            json.WriteNumber("checkpoints", survey.CheckpointCount);
            json.WriteNumber("bytes", survey.FileBytes);
            json.WriteNumber("cutRuns", survey.CutRuns);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
