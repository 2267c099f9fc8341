namespace Minnow.Core.Quoting.Tactics;

/// <summary>A wait of fixed length. All-zero bytes are no wait.</summary>
/// <remarks>
/// It is kept as a start and a length, not as an end: if time is set back before the start, the start comes back with it, so a wait
/// never lasts longer than its length after the last step back.
/// </remarks>
public struct TacticHold
{
    /// <summary>When it began, ns since 1970.</summary>
    public long StartNs;

    /// <summary>How long it lasts, ns; 0 is no wait.</summary>
    public long LengthNs;

    /// <summary>Begins a wait, unless one runs that ends later.</summary>
    /// <param name="hold">The wait.</param>
    /// <param name="nowNs">Now, ns.</param>
    /// <param name="startNs">When it began, ns; a time after now counts as now.</param>
    /// <param name="lengthNs">Length, ns; 0 or less begins none.</param>
    public static void Begin(ref TacticHold hold, long nowNs, long startNs, long lengthNs)
    {
        if (lengthNs <= 0) return;
        TacticHold next = new() { StartNs = startNs > nowNs ? nowNs : startNs, LengthNs = lengthNs };
        if (!IsActive(ref hold, nowNs) || next.EndNs > hold.EndNs) hold = next;
    }

    /// <summary>True until the wait is over; then it is forgotten.</summary>
    public static bool IsActive(ref TacticHold hold, long nowNs)
    {
        if (hold.LengthNs == 0) return false;
        if (nowNs < hold.StartNs) hold.StartNs = nowNs;
        if (nowNs < hold.EndNs) return true;
        hold = default;
        return false;
    }

    /// <summary>When it is over, ns; the largest number if that is beyond it.</summary>
    public readonly long EndNs => StartNs > long.MaxValue - LengthNs ? long.MaxValue : StartNs + LengthNs;
}
