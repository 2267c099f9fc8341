namespace Minnow.Host.Counters;

/// <summary>What is measured of every thread of the path. The value is part of the counter's id: never renumber.</summary>
public enum ThreadCounter
{
    /// <summary>Managed bytes that the thread allocated since its measurement began; -1 before that, so that 0 is a statement.</summary>
    AllocatedBytes = 0,

    /// <summary>Longest duty cycle since the measurement began, ns; includes time in which the kernel ran something else.</summary>
    MaxCycleNs = 1,

    /// <summary>Duty cycles over the threshold since the measurement began.</summary>
    CyclesOver = 2,

    /// <summary>Duty cycles that did work, since the thread started.</summary>
    BusyCycles = 3,

    /// <summary>Duty cycles that found nothing to do, since the thread started.</summary>
    IdleCycles = 4,

    /// <summary>The core to which the thread is pinned; -1 if to none.</summary>
    Core = 5,

    /// <summary>1 once the thread ended by an exception.</summary>
    Failed = 6,
}
