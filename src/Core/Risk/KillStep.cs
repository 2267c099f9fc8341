namespace Minnow.Core.Risk;

/// <summary>Steps of the kill ladder, mildest first: a step holds whatever the ones before it hold. Written to the journal: never renumber.</summary>
public enum KillStep : byte
{
    /// <summary>Nothing is held.</summary>
    None = 0,

    /// <summary>Quotes stand wider.</summary>
    Widen = 1,

    /// <summary>Only what makes the position smaller is placed.</summary>
    StopAdding = 2,

    /// <summary>All orders are cancelled and none is placed.</summary>
    Cancel = 3,

    /// <summary>All orders are cancelled, and the position is brought to nothing by orders that only reduce it.</summary>
    Flatten = 4,

    /// <summary>All orders are cancelled, the order connection is closed, and nothing begins again before a person arms.</summary>
    Latch = 5,
}
