using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Minnow.Host.Configuration;

namespace Minnow.Host.Doctor;

/// <summary>The lines of one examination, written as they come.</summary>
public sealed class DoctorReport(TextWriter output, bool asJson)
{
    private readonly List<DoctorLine> _lines = [];

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<DoctorLine> Lines => _lines;

    /// <summary>0 if nothing failed, else 1.</summary>
    public ExitCode ExitCode => Count(DoctorVerdict.Fail) == 0 ? ExitCode.Ok : ExitCode.Negative;

    internal void Pass(string check, string found) => Add(new DoctorLine(check, DoctorVerdict.Pass, found, ""));

    internal void Warn(string check, string found, string fix) => Add(new DoctorLine(check, DoctorVerdict.Warn, found, fix));

    internal void Fail(string check, string found, string fix) => Add(new DoctorLine(check, DoctorVerdict.Fail, found, fix));

    internal void Skip(string check, string why) => Add(new DoctorLine(check, DoctorVerdict.Skip, why, ""));

    internal void PassOr(bool isGood, DoctorVerdict otherwise, string check, string found, string fix) =>
        Add(isGood ? new DoctorLine(check, DoctorVerdict.Pass, found, "") : new DoctorLine(check, otherwise, found, fix));

    /// <summary>Writes the last line: how many of each.</summary>
    public void Close()
    {
        if (!asJson) output.WriteLine($"{Count(DoctorVerdict.Pass)} passed, {Count(DoctorVerdict.Warn)} warnings, {Count(DoctorVerdict.Fail)} failed, {Count(DoctorVerdict.Skip)} skipped");
    }

    private int Count(DoctorVerdict verdict)
    {
        int count = 0;
        foreach (DoctorLine line in _lines) count += line.Verdict == verdict ? 1 : 0;
        return count;
    }

    private void Add(DoctorLine line)
    {
        _lines.Add(line);
        if (asJson) WriteJson(line);
        else output.WriteLine($"{line.Verdict.ToString().ToLowerInvariant(),-4}  {line.Check,-22}  {line.Found}{(line.Fix.Length == 0 ? "" : "\n" + new string(' ', 30) + "-> " + line.Fix)}");
    }

    private void WriteJson(DoctorLine line)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("check", line.Check);
            json.WriteString("verdict", line.Verdict.ToString().ToLowerInvariant());
            json.WriteString("found", line.Found);
            json.WriteString("fix", line.Fix);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }
}
