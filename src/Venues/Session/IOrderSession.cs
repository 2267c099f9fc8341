using Minnow.Core.Model;
using Minnow.Venues.Deribit.Session;

namespace Minnow.Venues.Session;

/// <summary>A session that carries out the quoter's commands.</summary>
public interface IOrderSession : IVenueSession
{
    /// <summary>Whether orders can be sent.</summary>
    GatewayPhase Phase { get; }

    /// <summary>Why, if they can not.</summary>
    GatewayReason Reason { get; }

    /// <summary>True once <see cref="BeginStop"/> has come to its end.</summary>
    bool IsStopped { get; }

    /// <summary>True if it ended without the venue saying that nothing rests.</summary>
    bool OrdersMayRest { get; }

    /// <summary>Orders of ours that the venue has, or may have, or will be sent: what it has not said the end of.</summary>
    int OrdersUnderWay => 0;

    /// <summary>Venue clock less ours by its last good answer, ns; <see cref="Units.Missing"/> if not measured.</summary>
    long ClockOffsetNs => Units.Missing;

    /// <summary>Round trip of the last answer without the venue's own time, ns; <see cref="Units.Missing"/> if not measured.</summary>
    long RoundTripNs => Units.Missing;

    /// <summary>What went wrong last, for a person; empty if nothing did. Holds no secret.</summary>
    string FailureText { get; }

    /// <summary>The last message that could not be understood; null if the session keeps none.</summary>
    RefusedFrame? LastRefused => null;

    /// <summary>What was counted. Read by the thread that drives it.</summary>
    ref readonly SessionCounters Counted { get; }

    /// <summary>Takes a command of the quoter. The batch is cleared first; answers that need no venue are in it.</summary>
    void Command(in OutputRecord command, long nowNs, EventBatch batch);

    /// <summary>All commands that there are now were given: what was kept back to go out together is sent. The batch is cleared first.</summary>
    void Flush(long nowNs, EventBatch batch) => batch.Clear();

    /// <summary>Begins the end: cancels all, sees that nothing rests, closes the link without a logout.</summary>
    void BeginStop(long nowNs);
}
