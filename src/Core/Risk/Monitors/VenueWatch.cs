namespace Minnow.Core.Risk.Monitors;

/// <summary>Whether the venue itself is the risk: late answers, refusals, connections lost and accounts locked.</summary>
public struct VenueWatch
{
    /// <summary>Messages in the window below which a share of refusals says nothing.</summary>
    public const double MinMessages = 20;

    private WindowCount _sent;
    private WindowCount _refused;
    private WindowCount _outages;

    /// <summary>Orders and changes were sent.</summary>
    public static void Sent(ref VenueWatch watch, long nowNs, long windowNs, long count) => WindowCount.Add(ref watch._sent, nowNs, windowNs, count);

    /// <summary>Some were refused.</summary>
    public static void Refused(ref VenueWatch watch, long nowNs, long windowNs, long count) => WindowCount.Add(ref watch._refused, nowNs, windowNs, count);

    /// <summary>The connection was lost, or the account or platform locked.</summary>
    public static void Away(ref VenueWatch watch, long nowNs, long windowNs) => WindowCount.Add(ref watch._outages, nowNs, windowNs, 1);

    /// <summary>Forgets what has left the window.</summary>
    public static void Advance(ref VenueWatch watch, long nowNs, long windowNs)
    {
        WindowCount.Advance(ref watch._sent, nowNs, windowNs);
        WindowCount.Advance(ref watch._refused, nowNs, windowNs);
        WindowCount.Advance(ref watch._outages, nowNs, windowNs);
    }

    /// <summary>Share of orders and changes that were refused; NaN while there are too few.</summary>
    public readonly double RefusalShare => _sent.Sum >= MinMessages ? _refused.Sum / _sent.Sum : double.NaN;

    /// <summary>Outages in the window.</summary>
    public readonly double Outages => _outages.Sum;
}
