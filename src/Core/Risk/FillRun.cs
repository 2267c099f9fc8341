namespace Minnow.Core.Risk;

/// <summary>Orders filled on one side with none on the other between them (control P6: repeated automated execution). All-zero bytes: none.</summary>
/// <remarks>An order that is filled piece by piece counts once, as long as no other is filled between.</remarks>
public struct FillRun
{
    /// <summary>When they came.</summary>
    public RecentTimes Times;

    /// <summary>1 if we sold in them.</summary>
    public long IsSell;

    /// <summary>The order that was filled last; 0 if it is none of ours.</summary>
    public long LastOrderId;

    /// <summary>A fill came; one on the other side ends the run and begins another.</summary>
    public static void Filled(ref FillRun run, bool sold, long orderId, long nowNs)
    {
        bool isSameSide = (run.IsSell != 0) == sold;
        if (!isSameSide) RecentTimes.Forget(ref run.Times);
        else if (orderId != 0 && orderId == run.LastOrderId) return;
        run.IsSell = sold ? 1 : 0;
        run.LastOrderId = orderId;
        RecentTimes.Add(ref run.Times, nowNs);
    }
}
