using System;
using Minnow.Core.Model;
using Minnow.Core.Risk.Monitors;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>Notices a venue that speaks otherwise than its documents: not one odd message, which is lived with, but nothing else for a time.</summary>
/// <remarks>Links carry what the venue sent, byte for byte, or end: what can not be understood again and again was meant so. No allocation after construction but for the text. Thread: the one of the sessions.</remarks>
public sealed class ProtocolWatch
{
    private const int LeastRefused = 2;
    private const int ManyRefused = 50;
    private const double LargeShare = 0.2;

    private readonly long _limitNs;
    private readonly Since[] _books;
    private Since _market;
    private Since _orders;
    private WindowCount _refused;
    private WindowCount _frames;
    private long _lastRefused;
    private long _lastFrames;
    private long _muchNs;

    private struct Since
    {
        internal long Ns;
        internal long Count;
    }

    /// <summary>A watch over so many instruments.</summary>
    /// <param name="instruments">How many.</param>
    /// <param name="limitNs">How long nothing can be understood before it is trouble, ns.</param>
    public ProtocolWatch(int instruments, long limitNs) => (_books, _limitNs) = (new Since[instruments], limitNs);

    /// <summary>Sees what the market session says of a book.</summary>
    public void See(in Event e)
    {
        if (e.Kind == EventKind.BookLevel)
        {
            if (e.InstrumentIndex < _books.Length) _books[e.InstrumentIndex] = default;
            return;
        }
        if (e.Kind != EventKind.BookInvalid || e.Invalid.Status <= ParseStatus.Ignored) return;
        for (int i = 0; i < _books.Length; i++)
            if (e.InstrumentIndex == Units.NoInstrument || e.InstrumentIndex == i) Refused(ref _books[i], 1, e.ReceivedNs);
    }

    /// <summary>Looks whether it has lasted.</summary>
    /// <param name="market">The market session.</param>
    /// <param name="orders">The order session.</param>
    /// <param name="frames">Messages received so far on both links.</param>
    /// <param name="nowNs">ns since 1970.</param>
    /// <returns>What and where, for a person; null while all is well.</returns>
    public string? Look(IMarketSession market, IOrderSession orders, long frames, long nowNs)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(orders);
        long refused = market.Counted.RefusedFrames, ofOrders = orders.Counted.RefusedFrames, more = refused + ofOrders - _lastRefused;
        WindowCount.Add(ref _refused, nowNs, _limitNs, more);
        WindowCount.Add(ref _frames, nowNs, _limitNs, frames - _lastFrames);
        (_lastRefused, _lastFrames) = (refused + ofOrders, frames);
        for (int i = 0; i < _books.Length; i++)
            if (HasLasted(in _books[i], nowNs)) return $"no message of a book could be understood for {Seconds} s: {market.LastRefused?.Text}";
        if (HasLasted(ref _market, refused, market.IsConnected, nowNs)) return $"the market connection came to nothing for {Seconds} s: {market.LastRefused?.Text}";
        if (HasLasted(ref _orders, ofOrders, orders.Phase == GatewayPhase.Ready, nowNs)) return $"the order connection came to nothing for {Seconds} s: {orders.LastRefused?.Text}";
        bool isMuch = _refused.Sum >= ManyRefused && _refused.Sum >= LargeShare * _frames.Sum;
        if (!isMuch) _muchNs = 0;
        else if (_muchNs == 0) _muchNs = nowNs;
        if (!isMuch || nowNs - _muchNs < _limitNs) return null;
        return $"{_refused.Sum:F0} of {_frames.Sum:F0} messages within {Seconds} s could not be understood: {market.LastRefused?.Text}";
    }

    private long Seconds => _limitNs / Units.NsPerSecond;

    // Since the last time that all was well: the count that there was then is what it starts from.
    private bool HasLasted(ref Since since, long refused, bool isWell, long nowNs)
    {
        if (isWell) since = new Since { Count = refused };
        else if (refused > since.Count && since.Ns == 0) since.Ns = nowNs;
        return since.Ns != 0 && nowNs - since.Ns >= _limitNs && refused - since.Count >= LeastRefused;
    }

    private bool HasLasted(in Since since, long nowNs) => since.Ns != 0 && nowNs - since.Ns >= _limitNs && since.Count >= LeastRefused;

    private static void Refused(ref Since since, long count, long nowNs)
    {
        if (since.Ns == 0) since.Ns = nowNs;
        since.Count += count;
    }
}
