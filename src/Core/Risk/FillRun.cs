namespace Minnow.Core.Risk;

/// <summary>Fills on one side with none on the other between them (control P6: repeated automated execution). All-zero bytes: none.</summary>
public struct FillRun
{
    /// <summary>When they came.</summary>
    public RecentTimes Times;

    /// <summary>1 if we sold in them.</summary>
    public long IsSell;

    /// <summary>A fill came; one on the other side ends the run and begins another.</summary>
    public static void Filled(ref FillRun run, bool sold, long nowNs)
    {
        if ((run.IsSell != 0) != sold) RecentTimes.Forget(ref run.Times);
        run.IsSell = sold ? 1 : 0;
        RecentTimes.Add(ref run.Times, nowNs);
    }
}
