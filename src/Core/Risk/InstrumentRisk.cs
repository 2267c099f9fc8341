using Minnow.Core.Accounting;

namespace Minnow.Core.Risk;

/// <summary>What the state of an instrument knows of risk: limits, its own kill ladder, its account, and what its triggers look back on.</summary>
public struct InstrumentRisk
{
    /// <summary>Limits and rules.</summary>
    public RiskParameters Parameters;

    /// <summary>What holds this instrument alone.</summary>
    public KillLadder Ladder;

    /// <summary>Position, profit, fees and funding, as the journal will say.</summary>
    public LiveAccount Account;

    /// <summary>Place of its settlement coin among the head's accounts; −1 if there was none left.</summary>
    public long Coin;

    /// <summary>1 once a profit of before was taken from an opening statement.</summary>
    public long HasCarried;

    /// <summary>Fills on one side.</summary>
    public FillRun Run;

    /// <summary>Breaks of the book.</summary>
    public RecentTimes Breaks;

    /// <summary>Mids of the last seconds.</summary>
    public SecondMids Mids;

    /// <summary>The side that is closed because the position stood at its cap: 1 bids, −1 asks, 0 none.</summary>
    public long StoppedSide;
}
