using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Alerts;

namespace Minnow.Host.Counters;

/// <summary>The ids of counters that exist once per member of another enum.</summary>
public static class CounterIds
{
    private const int FirstAlertFigure = 8;

    /// <summary>Ids that one thread role has.</summary>
    public const int PerThread = 10;

    /// <summary>Frames with this outcome.</summary>
    public static CounterId Status(ParseStatus status) => CounterId.FeedStatusFirst + (int)status;

    /// <summary>Commands of this kind that the quoter sent.</summary>
    public static CounterId Command(CommandVerb verb) => CounterId.QuoterCommandFirst + (int)verb;

    /// <summary>Instruments that have a position of their own in the page; later ones have none.</summary>
    public const int Positions = 16;

    /// <summary>Our position in the instrument of this index, lots.</summary>
    public static CounterId Position(int instrument) => CounterId.QuoterPositionFirst + instrument;

    /// <summary>Ids that one instrument has.</summary>
    public const int PerInstrument = 50;

    /// <summary>One statement about the instrument of this index, which is below <see cref="Positions"/>.</summary>
    public static CounterId Instrument(int instrument, InstrumentCounter what) => CounterId.InstrumentFirst + instrument * PerInstrument + (int)what;

    /// <summary>Money of all coins together, and limits.</summary>
    public static CounterId Money(MoneyCounter what) => CounterId.RiskMoneyFirst + (int)what;

    /// <summary>Ids that one settlement coin has.</summary>
    public const int PerCoin = 24;

    /// <summary>One statement about the settlement coin of this place, which is below <see cref="CoinAccounts.Capacity"/>.</summary>
    public static CounterId Coin(int coin, CoinCounter what) => CounterId.CoinFirst + coin * PerCoin + (int)what;

    /// <summary>Orders, changes and cancels that were refused, or orders that the venue ended, for this reason.</summary>
    public static CounterId Refused(OrderReason reason) => CounterId.GatewayRefusedFirst + (int)reason;

    /// <summary>New orders and changes that this control of the pre-trade gate denied.</summary>
    public static CounterId Denied(GateControl control) => CounterId.GateDeniedFirst + (int)control;

    /// <summary>The figure of a watch of the run when it was last bad, in the unit that its remarks name.</summary>
    public static CounterId AlertFigure(HostAlert alert) => CounterId.WatchFirst + FirstAlertFigure + (int)alert;

    /// <summary>One statement of the run's own watches.</summary>
    public static CounterId Watch(WatchCounter what) => CounterId.WatchFirst + (int)what;

    /// <summary>One measurement of one thread.</summary>
    public static CounterId Thread(ThreadRole role, ThreadCounter counter) =>
        CounterId.ThreadFirst + (int)role * PerThread + (int)counter;
}
