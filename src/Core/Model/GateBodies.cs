namespace Minnow.Core.Model;

/// <summary>Body: what the pre-trade gate holds shut, of one instrument or, with <see cref="Units.NoInstrument"/>, of the account. <see cref="Event.Detail"/>: the control that shut or opened it.</summary>
public struct GateState
{
    /// <summary>Bits of the controls that hold it shut: 1 &lt;&lt; number; 0 is open. While one is set only cancels, and what a reduction may, pass.</summary>
    public long Closed;

    /// <summary>The same before.</summary>
    public long Before;

    /// <summary>Zero.</summary>
    public long Reserved0;

    /// <summary>Zero.</summary>
    public long Reserved1;

    /// <summary>Zero.</summary>
    public long Reserved2;
}

/// <summary>Body: a limit of the pre-trade gate takes a value. <see cref="Event.Detail"/>: its number.</summary>
public struct GateLimitChange
{
    /// <summary>The value, in the limit's own unit.</summary>
    public long Value;

    /// <summary>The value before.</summary>
    public long Before;

    /// <summary>Hash of the name of who changed it; 0 at the start of a run.</summary>
    public ulong SourceHash;

    /// <summary>Hash of the reason that was given; 0 at the start of a run.</summary>
    public ulong ReasonHash;

    /// <summary>Zero.</summary>
    public long Reserved;
}
