namespace Minnow.Sim;

/// <summary>A bug that is planted to see that the invariants notice.</summary>
internal enum Canary
{
    None = 0,

    /// <summary>One fill in three never reaches the quoter.</summary>
    LostFill = 1,

    /// <summary>One cancel in four is not sent, and the quoter is told that it was done.</summary>
    SwallowedCancel = 2,

    /// <summary>An edit asks the venue for twice the size.</summary>
    DoubledEdit = 3,

    /// <summary>One new order in five is sent a second time, as if its answer had not come.</summary>
    SentAgain = 4,

    /// <summary>Each edit is sent six times, which no budget knows.</summary>
    OverTheLimit = 5,

    /// <summary>Now and then the quoter sees an event that the journal does not have.</summary>
    UnloggedEvent = 6,

    /// <summary>Position statements are lost, and one fill in ten with them.</summary>
    BlindToPositions = 7,

    /// <summary>A restart takes over the position that the run before it began with: what that one filled is forgotten.</summary>
    ForgottenFills = 8,

    /// <summary>A new connection cancels nothing of what may rest, and does not look.</summary>
    ForgottenCancelAll = 9,

    /// <summary>The limit of the position is a lot too large.</summary>
    LimitOffByOne = 10,

    /// <summary>One word in two about the way to the venue never reaches the journal.</summary>
    UntoldGateway = 11,

    /// <summary>The quoter asks for one price in ten a twentieth too high: the gate must stop it.</summary>
    PriceFarOff = 12,

    /// <summary>The quoter's limit of the position is three times the one it was given: the gate must stop it.</summary>
    LimitIgnored = 13,

    /// <summary>One new order in ten is ten times too large: the gate must stop it.</summary>
    FatFinger = 14,

    /// <summary>The quoter is told of no limit of risk but those of the positions: gross, notional, leverage, number and size of orders are off.</summary>
    LimitsNotTold = 15,

    /// <summary>One new order in five is told as refused although it was sent: what its fate is nobody asks.</summary>
    FateForgotten = 16,

    /// <summary>From the step that cancels on no cancel leaves.</summary>
    LadderWithoutCancel = 17,

    /// <summary>What takes is sent twice as large and may do more than reduce: flattening goes through nothing.</summary>
    FlattenThrough = 18,

    /// <summary>After a step that cancels the last order is sent once more.</summary>
    PlacedAfterwards = 19,

    /// <summary>The quoter is told of no limit of loss.</summary>
    LossNotTold = 20,

    /// <summary>The quoter does not hear persons.</summary>
    DeafToPersons = 21,

    /// <summary>The quoter forgets that it was halted: a latch holds for two seconds.</summary>
    ArmsItself = 22,
}
