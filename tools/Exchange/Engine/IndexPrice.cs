namespace Minnow.Exchange.Engine;

/// <summary>An index: its price now and its average towards a delivery.</summary>
public sealed class IndexPrice
{
    internal IndexPrice(string name) => Name = name;

    /// <summary>Name, such as btc_usd.</summary>
    public string Name { get; }

    /// <summary>Price, 1e-8; 0 before the first.</summary>
    public long PriceE8 { get; internal set; }

    /// <summary>Set last, µs since 1970.</summary>
    public long TimeUs { get; internal set; }

    /// <summary>What a delivery would pay: the average since the window began, or outside a window the price.</summary>
    /// <param name="nowUs">µs since 1970.</param>
    public long EstimatedDeliveryE8(long nowUs) =>
        _windowFromUs != 0 && nowUs > _windowFromUs ? (long)((SumAt(nowUs) - _windowSum) / (nowUs - _windowFromUs)) : PriceE8;

    /// <summary>When the window of a delivery opened, µs since 1970; 0 outside one.</summary>
    public long WindowFromUs => _windowFromUs;

    private System.Int128 _sum;
    private System.Int128 _windowSum;
    private long _windowFromUs;

    internal void Set(long nowUs, long priceE8)
    {
        _sum = SumAt(nowUs);
        TimeUs = nowUs;
        PriceE8 = priceE8;
    }

    internal void OpenWindow(long nowUs) => (_windowFromUs, _windowSum) = (nowUs, SumAt(nowUs));

    internal void CloseWindow() => _windowFromUs = 0;

    /// <summary>Price times time, so that an average is a difference divided by a time.</summary>
    private System.Int128 SumAt(long nowUs) => _sum + ((System.Int128)PriceE8 * (nowUs - TimeUs));
}
