namespace Minnow.Host.Drill;

/// <summary>What came of one drill.</summary>
public enum DrillVerdict : byte
{
    /// <summary>Within its bound, and nothing came back.</summary>
    Passed = 0,

    /// <summary>Too late, not at all, or it came back.</summary>
    Failed = 1,

    /// <summary>It could not be tried here; the note says why.</summary>
    Skipped = 2,
}

/// <summary>One drill.</summary>
/// <param name="Name">Which.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="ToEmptyMs">From the command, or the fault, until the venue had no order of ours, ms; null if that was not seen.</param>
/// <param name="ToFlatMs">Until it had no position of ours either, ms; null if that is no part of the drill.</param>
/// <param name="BoundMs">The most that it may take, ms.</param>
/// <param name="Note">What a person should know.</param>
public sealed record DrillResult(string Name, DrillVerdict Verdict, double? ToEmptyMs, double? ToFlatMs, double BoundMs, string Note);
