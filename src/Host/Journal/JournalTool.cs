using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Minnow.Host.Journal;

/// <summary>What the journal's tools share: exit codes, the last line, times.</summary>
internal static class JournalTool
{
    /// <summary>The journal is whole and was closed on purpose.</summary>
    internal const int Ok = 0;

    /// <summary>It is damaged, or cut: there is no end marker.</summary>
    internal const int NotWhole = 1;

    internal static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs a tool; what it can not read becomes a line of <paramref name="errors"/> and exit code 65 or 74.</summary>
    internal static int Guard(string path, TextWriter errors, Func<int> tool)
    {
        try
        {
            return tool();
        }
        catch (JournalException e)
        {
            errors.WriteLine(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"Journal: read: {path}: {e.Message}. Look at the disk and at the rights of this user.");
            return 74;
        }
    }

    internal static int ExitCodeOf(JournalEnd end) => end == JournalEnd.Clean ? Ok : NotWhole;

    internal static string Words(JournalEnd end, JournalDamage? damage) => end switch
    {
        JournalEnd.Clean => "closed on purpose",
        JournalEnd.Cut => "no end marker: the writer was killed, lost power, or still runs; all that is shown is whole",
        JournalEnd.Damaged => "DAMAGED: " + damage,
        _ => end.ToString(),
    };

    internal static string Time(long ns) => ns <= 0 ? "-" : DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "Z";
}
