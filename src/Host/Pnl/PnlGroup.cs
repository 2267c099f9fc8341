namespace Minnow.Host.Pnl;

/// <summary>By what <c>minnow pnl</c> adds the fills up.</summary>
public enum PnlGroup
{
    /// <summary>By instrument: the totals alone.</summary>
    Instrument = 0,

    /// <summary>By order of ours.</summary>
    Order = 1,

    /// <summary>By hour, UTC.</summary>
    Hour = 2,

    /// <summary>Each fill.</summary>
    Fill = 3,
}
