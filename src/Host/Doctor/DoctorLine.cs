namespace Minnow.Host.Doctor;

/// <summary>What a check came to.</summary>
public enum DoctorVerdict : byte
{
    /// <summary>As it should be.</summary>
    Pass = 0,

    /// <summary>Works, and could be better or will not for long.</summary>
    Warn = 1,

    /// <summary>A run would be refused, or would not be safe.</summary>
    Fail = 2,

    /// <summary>Not looked at: offline, or what it needs failed before it.</summary>
    Skip = 3,
}

/// <summary>One line of <c>minnow doctor</c>.</summary>
/// <param name="Check">What was looked at: <c>disk.sync</c>. Never changes.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Found">What was found.</param>
/// <param name="Fix">What to do; empty after a pass.</param>
public sealed record DoctorLine(string Check, DoctorVerdict Verdict, string Found, string Fix);
