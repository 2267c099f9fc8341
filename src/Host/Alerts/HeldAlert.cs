namespace Minnow.Host.Alerts;

/// <summary>One condition that holds from the moment it is bad until it has been good for a time. All-zero bytes: it never was bad.</summary>
public struct HeldAlert
{
    private long _lastBadNs;

    /// <summary>True while it holds.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>The figure of the last time that it was bad.</summary>
    public long Figure { get; private set; }

    /// <summary>Shows it the condition.</summary>
    /// <param name="isBad">True if it is bad now.</param>
    /// <param name="figure">How bad.</param>
    /// <param name="nowNs">ns of a clock that never goes back.</param>
    /// <param name="holdNs">How long it must have been good.</param>
    /// <returns>True if <see cref="IsRaised"/> should change: whoever could tell so calls <see cref="Turn"/>.</returns>
    public bool Observe(bool isBad, long figure, long nowNs, long holdNs)
    {
        if (isBad) (_lastBadNs, Figure) = (nowNs, figure);
        return isBad ? !IsRaised : IsRaised && nowNs - _lastBadNs >= holdNs;
    }

    /// <summary>It was told.</summary>
    public void Turn() => IsRaised = !IsRaised;
}
