namespace Minnow.Host.Counters;

/// <summary>Why a counters page can not be read.</summary>
public enum CountersFault
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>There is none: nothing runs, or not with this directory.</summary>
    Absent = 1,

    /// <summary>It can not be opened: most often another user's.</summary>
    Unreadable = 2,

    /// <summary>The file is something else.</summary>
    Foreign = 3,

    /// <summary>Made by a build with another layout.</summary>
    OtherVersion = 4,

    /// <summary>Cut short, or its header contradicts itself or the file's length.</summary>
    Damaged = 5,
}
