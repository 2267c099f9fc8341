using Minnow.Venues.Deribit.Session;

namespace Minnow.Venues.Session;

/// <summary>A session that follows books.</summary>
public interface IMarketSession : IVenueSession
{
    /// <summary>True while every book has its snapshot and follows it.</summary>
    bool IsConnected { get; }

    /// <summary>True once the venue refused the credentials: whoever has just started gives up.</summary>
    bool IsRefused { get; }

    /// <summary>What went wrong last, for a person; empty if nothing did. Holds no secret.</summary>
    string FailureText { get; }

    /// <summary>The last message that could not be understood; null if the session keeps none.</summary>
    RefusedFrame? LastRefused => null;

    /// <summary>What was counted. Read by the thread that drives it.</summary>
    ref readonly SessionCounters Counted { get; }

    /// <summary>Asks for a fresh snapshot of the instrument's book.</summary>
    void Resync(ushort instrument, long nowNs);
}
