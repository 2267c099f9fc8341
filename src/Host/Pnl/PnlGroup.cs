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

    /// <summary>By level of the ladder, with takers and hedges apart.</summary>
    Level = 4,

    /// <summary>By the market's mode at the decision.</summary>
    Regime = 5,
}
