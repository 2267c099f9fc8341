namespace Minnow.Host.Operator;

/// <summary>What a run does, in one word; worse is larger.</summary>
public enum RunState : byte
{
    /// <summary>Quotes as it wants to.</summary>
    Quoting = 0,

    /// <summary>Quotes wider than it would.</summary>
    Widened = 1,

    /// <summary>Places only what makes the position smaller.</summary>
    ReduceOnly = 2,

    /// <summary>Places nothing; what rests is cancelled.</summary>
    CancelOnly = 3,

    /// <summary>Stays so until a person has looked and armed.</summary>
    Halted = 4,

    /// <summary>No process runs, or it does not beat.</summary>
    NotRunning = 5,
}
