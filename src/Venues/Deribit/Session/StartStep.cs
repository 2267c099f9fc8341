namespace Minnow.Venues.Deribit.Session;

/// <summary>Steps from an open link to a gateway that is ready, in order.</summary>
internal enum StartStep : byte
{
    None = 0,
    Authenticate,
    Heartbeat,
    Protect,
    EnableCancel,
    ReadCancel,
    AwaitDefinitions,
    DrillPrice,
    DrillPlace,
    DrillCheck,
    Subscribe,
    CancelAll,
    OpenOrders,
    OrderStates,
    Fills,
    Positions,
    Account,
    Locks,
    Protections,
}
