namespace Minnow.Core.Risk.Monitors;

/// <summary>Messages against what comes of them: for each fill, and for each coin of maker volume as the venue counts (order-to-volume).</summary>
/// <remarks>
/// An order, a change and a cancel count 1 each, an order that takes 2, as Deribit counts them; more than 10,000 for a coin of maker volume is called high there, and leads to a throttle.
/// So that a quiet hour is no alert, less than one fill, or one coin, counts as one.
/// </remarks>
public struct Churn
{
    private WindowCount _messages;
    private WindowCount _fills;
    private WindowCount _coins;

    /// <summary>Messages were sent.</summary>
    public static void Sent(ref Churn churn, long nowNs, long windowNs, long count) => WindowCount.Add(ref churn._messages, nowNs, windowNs, count);

    /// <summary>A fill.</summary>
    /// <param name="churn">The monitor.</param>
    /// <param name="nowNs">Now, ns since 1970.</param>
    /// <param name="windowNs">The window, ns.</param>
    /// <param name="coins">Its size in coins if it was a maker's; else 0.</param>
    public static void Filled(ref Churn churn, long nowNs, long windowNs, double coins)
    {
        WindowCount.Add(ref churn._fills, nowNs, windowNs, 1);
        WindowCount.Add(ref churn._coins, nowNs, windowNs, coins);
    }

    /// <summary>Forgets what has left the window.</summary>
    public static void Advance(ref Churn churn, long nowNs, long windowNs)
    {
        WindowCount.Advance(ref churn._messages, nowNs, windowNs);
        WindowCount.Advance(ref churn._fills, nowNs, windowNs);
        WindowCount.Advance(ref churn._coins, nowNs, windowNs);
    }

    /// <summary>Messages in the window.</summary>
    public readonly double Messages => _messages.Sum;

    /// <summary>Messages for each fill.</summary>
    public readonly double PerFill => _messages.Sum / (_fills.Sum > 1 ? _fills.Sum : 1);

    /// <summary>Messages for each coin of maker volume.</summary>
    public readonly double PerCoin => _messages.Sum / (_coins.Sum > 1 ? _coins.Sum : 1);
}
