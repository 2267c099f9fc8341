namespace Minnow.Venues.Deribit.Session;

/// <summary>What a request asked, and so what its answer is for.</summary>
internal enum RequestKind : byte
{
    /// <summary>None: a free place.</summary>
    None = 0,
    Authenticate,
    Refresh,
    Heartbeat,
    Test,
    Instrument,
    Status,
    Subscribe,
    Unsubscribe,
    Protect,
    EnableCancel,
    ReadCancel,
    DrillPrice,
    DrillPlace,
    DrillCheck,
    StepCancelAll,
    StepOpenOrders,
    StepOrderState,
    StepFills,
    StepPositions,
    StepAccount,
    Place,
    Edit,
    Cancel,
    CancelByLabel,
    CancelAll,
    CancelOrphan,
    OrderState,
    PollPositions,
    PollOpenOrders,
    PollAccount,
    AskFills,
}
