using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace Minnow.Host.Engine;

/// <summary>What a run came to: the one object of <c>minnow run --json</c>.</summary>
public sealed record RunSummary
{
    /// <summary>The recording.</summary>
    public required string Feed { get; init; }

    /// <summary>The journal's directory.</summary>
    public required string Journal { get; init; }

    /// <summary>Frames read from the recording.</summary>
    public required long Frames { get; init; }

    /// <summary>Lines of the recording that hold no received frame.</summary>
    public required long OtherLines { get; init; }

    /// <summary>Events published to the input ring.</summary>
    public required long Events { get; init; }

    /// <summary>Frames that were refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Frames per outcome, by name; outcomes that did not occur are left out.</summary>
    public required System.Collections.Generic.IReadOnlyList<(string Name, long Count)> Outcomes { get; init; }

    /// <summary>Frames of a book channel that were understood.</summary>
    public required long BookFrames { get; init; }

    /// <summary>Book messages after which a book was crossed or locked.</summary>
    public required long BookCrossed { get; init; }

    /// <summary>Gaps in the sequence of a book.</summary>
    public required long Gaps { get; init; }

    /// <summary>Quotes of the venue that were compared with our book.</summary>
    public required long QuotesCompared { get; init; }

    /// <summary>Quotes of the venue that our book agreed with.</summary>
    public required long QuotesEqual { get; init; }

    /// <summary>Windows of the venue's best levels that were compared with our book.</summary>
    public required long DepthsCompared { get; init; }

    /// <summary>Of those, the ones in which a level was not the same.</summary>
    public required long DepthsDifferent { get; init; }

    /// <summary>Decisions recorded.</summary>
    public required long Decisions { get; init; }

    /// <summary>Commands sent.</summary>
    public required long Commands { get; init; }

    /// <summary>Answers of the order stub.</summary>
    public required long Answers { get; init; }

    /// <summary>Instruments tracked.</summary>
    public required long Instruments { get; init; }

    /// <summary>Checkpoints handed to the journal.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>Hash of the quoter's last state, 16 hexadecimal digits.</summary>
    public required string StateHash { get; init; }

    /// <summary>Bytes that the feed thread allocated after start-up.</summary>
    public required long FeedAllocatedBytes { get; init; }

    /// <summary>Bytes that the quoter's thread allocated after start-up.</summary>
    public required long QuoterAllocatedBytes { get; init; }

    /// <summary>Bytes that the journal's thread allocated after start-up.</summary>
    public required long JournalAllocatedBytes { get; init; }

    /// <summary>Bytes of the journal's files.</summary>
    public required long JournalBytes { get; init; }

    /// <summary>Time from the first to the last frame of the recording, s.</summary>
    public required double RecordedSeconds { get; init; }

    /// <summary>Time that the run took, s.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>What was wrong with the recording; null if nothing.</summary>
    public required string? Damage { get; init; }

    /// <summary>True if a person or a signal ended the run before the recording did.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Writes the one object of <c>--json</c>.</summary>
    public void WriteJson(TextWriter text)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true })) Write(json);
        text.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteString("feed", Feed);
        json.WriteString("journal", Journal);
        json.WriteNumber("frames", Frames);
        json.WriteNumber("otherLines", OtherLines);
        json.WriteNumber("events", Events);
        json.WriteNumber("refused", Refused);
        json.WriteStartObject("outcomes");
        foreach ((string name, long count) in Outcomes) json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(name), count);
        json.WriteEndObject();
        json.WriteNumber("bookFrames", BookFrames);
        json.WriteNumber("bookCrossed", BookCrossed);
        json.WriteNumber("gaps", Gaps);
        json.WriteNumber("quotesCompared", QuotesCompared);
        json.WriteNumber("quotesEqual", QuotesEqual);
        json.WriteNumber("depthsCompared", DepthsCompared);
        json.WriteNumber("depthsDifferent", DepthsDifferent);
        json.WriteNumber("decisions", Decisions);
        json.WriteNumber("commands", Commands);
        json.WriteNumber("answers", Answers);
        json.WriteNumber("instruments", Instruments);
        json.WriteNumber("checkpoints", Checkpoints);
        json.WriteString("stateHash", StateHash);
        json.WriteStartObject("allocatedBytes");
        json.WriteNumber("feed", FeedAllocatedBytes);
        json.WriteNumber("quoter", QuoterAllocatedBytes);
        json.WriteNumber("journal", JournalAllocatedBytes);
        json.WriteEndObject();
        json.WriteNumber("journalBytes", JournalBytes);
        json.WriteNumber("recordedSeconds", RecordedSeconds);
        json.WriteNumber("wallSeconds", WallSeconds);
        json.WriteString("damage", Damage);
        json.WriteBoolean("stopped", Stopped);
        json.WriteEndObject();
    }

    /// <summary>Writes the summary for a person.</summary>
    public void WriteText(TextWriter text)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        text.WriteLine(string.Create(c, $"Played {Frames:N0} frames of {Feed} ({RecordedSeconds:N1} s of market) in {WallSeconds:N2} s{(Stopped ? ", stopped on request" : "")}."));
        text.WriteLine(string.Create(c, $"  frames    {Frames:N0} read, {Refused:N0} refused, {OtherLines:N0} other lines; {Events:N0} events"));
        foreach ((string name, long count) in Outcomes) text.WriteLine(string.Create(c, $"              {name}: {count:N0}"));
        text.WriteLine(string.Create(c, $"  book      {BookFrames:N0} messages of {Instruments:N0} instruments, {Gaps:N0} gaps, {BookCrossed:N0} crossed; {QuotesEqual:N0} of {QuotesCompared:N0} venue quotes equal, {DepthsDifferent:N0} of {DepthsCompared:N0} windows different"));
        text.WriteLine(string.Create(c, $"  quoter    {Decisions:N0} decisions, {Commands:N0} commands, {Answers:N0} answers of the order stub"));
        text.WriteLine(string.Create(c, $"  journal   {JournalBytes:N0} bytes in {Journal}, {Checkpoints:N0} checkpoints"));
        text.WriteLine(string.Create(c, $"  allocated after start: feed {FeedAllocatedBytes:N0}, quoter {QuoterAllocatedBytes:N0}, journal {JournalAllocatedBytes:N0} bytes"));
        text.WriteLine($"  state     {StateHash}");
    }
}
