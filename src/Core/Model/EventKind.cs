namespace Minnow.Core.Model;

/// <summary>What an <see cref="Event"/> says. The value is written to the journal: never renumber, only add.</summary>
public enum EventKind : byte
{
    /// <summary>No event: an all-zero slot.</summary>
    None = 0,

    /// <summary>The name that belongs to an instrument index; always before its <see cref="InstrumentDefined"/>. Body: <see cref="InstrumentNamed"/>.</summary>
    InstrumentNamed = 1,

    /// <summary>Tick, lot, contract and kind of an instrument. Body: <see cref="Model.InstrumentDefined"/>.</summary>
    InstrumentDefined = 2,

    /// <summary>The venue opened, locked, halted or delivered the instrument. Body: <see cref="Model.StateChange"/>.</summary>
    InstrumentState = 3,

    /// <summary>One level of a book message: absolute amount, 0 removes. Body: <see cref="Model.BookLevel"/>.</summary>
    BookLevel = 10,

    /// <summary>The book can not be trusted from here on: a refused message or a lost feed. Body: <see cref="Model.BookInvalid"/>.</summary>
    BookInvalid = 11,

    /// <summary>One level of a grouped, full-window book channel. Body: <see cref="Model.BookLevel"/>.</summary>
    GroupedLevel = 12,

    /// <summary>One public trade. Body: <see cref="Model.Trade"/>.</summary>
    Trade = 20,

    /// <summary>The venue's own statement of best bid and ask. Body: <see cref="Model.Quote"/>.</summary>
    Quote = 21,

    /// <summary>Best bid and ask of a ticker message. Body: <see cref="Model.Quote"/>.</summary>
    TickerTop = 30,

    /// <summary>Mark, index, last and price limits of a ticker message. Body: <see cref="Model.TickerMarks"/>.</summary>
    TickerMarks = 31,

    /// <summary>Funding and open interest of a ticker message. Body: <see cref="Model.TickerCarry"/>.</summary>
    TickerCarry = 32,

    /// <summary>24-hour statistics of a ticker message. Body: <see cref="Model.TickerStats"/>.</summary>
    TickerStats = 33,

    /// <summary>Greeks of an option ticker. Body: <see cref="Model.OptionGreeks"/>.</summary>
    OptionGreeks = 34,

    /// <summary>Implied volatilities and underlying of an option ticker. Body: <see cref="Model.OptionVols"/>.</summary>
    OptionVols = 35,

    /// <summary>Funding interest and index from the perpetual channel. Body: <see cref="Model.IndexValue"/>.</summary>
    Perpetual = 36,

    /// <summary>A price index. Body: <see cref="Model.IndexValue"/>.</summary>
    IndexPrice = 37,

    /// <summary>A volatility index. Body: <see cref="Model.IndexValue"/>.</summary>
    VolatilityIndex = 38,

    /// <summary>The platform locked, unlocked or went into maintenance. Body: <see cref="Model.StateChange"/>.</summary>
    PlatformState = 40,

    /// <summary>The venue answered a request with an error. Body: <see cref="Model.VenueError"/>.</summary>
    VenueError = 41,

    /// <summary>Time passed. No body: the event's own time is the message.</summary>
    Timer = 50,

    /// <summary>The feed was connected (flag clear) or lost (<see cref="EventFlags.Lost"/>). No body.</summary>
    FeedState = 51,

    /// <summary>The way to the venue's matching engine changed. <see cref="Event.Detail"/>: a <see cref="GatewayPhase"/>. Body: <see cref="GatewayState"/>.</summary>
    Gateway = 52,

    /// <summary>What is left of the venue's rate limit. Body: <see cref="Model.RateBudgetLeft"/>.</summary>
    RateBudget = 53,

    /// <summary>What the venue said about one of our orders. Body: <see cref="Model.OrderUpdate"/>.</summary>
    OrderUpdate = 60,

    /// <summary>One fill of our account. <see cref="Event.Detail"/>: <see cref="FillDetails"/>. Body: <see cref="Model.Fill"/>.</summary>
    Fill = 61,

    /// <summary>The venue's statement of our position; flag <see cref="EventFlags.Snapshot"/>: the opening one, to be taken over. Body: <see cref="PositionReport"/>.</summary>
    Position = 62,

    /// <summary>The venue's statement of our account in one currency. <see cref="Event.Detail"/>: 32-bit hash of its name. Body: <see cref="AccountReport"/>.</summary>
    Account = 63,

    /// <summary>Market-maker protection pulled our orders, or let go. Body: <see cref="ProtectionState"/>.</summary>
    Protection = 64,

    /// <summary>The venue locked (flag <see cref="EventFlags.Lost"/>) or unlocked our account. No body.</summary>
    AccountLock = 65,

    /// <summary>A person's command. Body: <see cref="Model.OperatorCommand"/>.</summary>
    Operator = 70,

    /// <summary>One parameter takes a value. Body: <see cref="Model.Parameter"/>.</summary>
    Parameter = 71,

    /// <summary>A monitor outside of the quoter raised (flag <see cref="EventFlags.Lost"/>) or cleared an alert, about one instrument or about all. <see cref="Event.Detail"/>: an <see cref="AlertKind"/>. Body: <see cref="AlertReport"/>.</summary>
    Alert = 72,

    /// <summary>The pre-trade gate shut (flag <see cref="EventFlags.Lost"/>) or opened for an instrument, or for all. <see cref="Event.Detail"/>: the control's number. Body: <see cref="GateState"/>.</summary>
    Gate = 73,

    /// <summary>A limit of the pre-trade gate took a value. <see cref="Event.Detail"/>: the limit's number. Body: <see cref="GateLimitChange"/>.</summary>
    GateLimit = 74,
}
