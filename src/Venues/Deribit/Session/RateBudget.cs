using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>The venue's credit model for one connection, and our share of it.</summary>
/// <remarks>
/// Own use stays below a share of each pool, because the venue ends the session of whoever overdraws one. Of the matching-engine pool a part is kept for
/// cancels. Source: docs.deribit.com, rate limits. Thread: the session's. No allocation.
/// </remarks>
public sealed class RateBudget
{
    private const double NonMatchingRate = 20;
    private const double NonMatchingBurst = 100;
    private const double SubscribeRate = 10.0 / 3;
    private const double SubscribeBurst = 10;
    private const long SidesE3 = 2000; // a mass quote counts as both sides, whichever it has

    private readonly double _share;
    private readonly int _reservePercent;
    private CreditPool _matching;
    private CreditPool _cancelAll;
    private CreditPool _nonMatching;
    private CreditPool _subscribe;
    private CreditPool _massQuote;
    private CreditPool _quotes;
    private readonly bool _quotesMany;
    private double _rate;
    private double _burst;
    private double _cancelAllRate;
    private double _cancelAllBurst;
    private double _massQuoteRate;
    private double _massQuoteBurst;
    private double _quoteRate;
    private double _quoteBurst;
    private long _halvedUntilNs = long.MinValue;

    /// <summary>A budget of which nothing has been used since long.</summary>
    /// <param name="sharePercent">Own use of each pool.</param>
    /// <param name="reservePercent">Part of our own matching-engine burst that only cancels may use.</param>
    /// <param name="rate">Matching-engine requests a second.</param>
    /// <param name="burst">Matching-engine burst, requests.</param>
    /// <param name="quotesMany">True if orders are mass quotes: what is left for orders is then said of that pool.</param>
    public RateBudget(int sharePercent, int reservePercent, double rate, double burst, bool quotesMany = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sharePercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sharePercent, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(reservePercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reservePercent, 90);
        _share = sharePercent / 100.0;
        _reservePercent = reservePercent;
        _quotesMany = quotesMany;
        (_rate, _burst, _cancelAllRate, _cancelAllBurst) = (rate, burst, rate, burst);
        (_massQuoteRate, _massQuoteBurst, _quoteRate, _quoteBurst) = (rate, burst, 2 * rate, 2 * burst);
        Apply();
    }

    /// <summary>What is kept for cancels, thousandths of a request.</summary>
    public long ReserveE3 => ReserveOf(Orders);

    /// <summary>True while the budget is halved.</summary>
    public bool IsHalved { get; private set; }

    /// <summary>When a halved budget is whole again, ns; <see cref="long.MaxValue"/> if it is.</summary>
    public long WholeNs => IsHalved ? _halvedUntilNs : long.MaxValue;

    /// <summary>Begins: of each pool, <paramref name="startPercent"/> of the venue's burst is taken to be left.</summary>
    public void Start(long nowNs, int startPercent)
    {
        double left = startPercent / 100.0;
        _matching.Leave(_burst * left, nowNs);
        _cancelAll.Leave(_cancelAllBurst * left, nowNs);
        _massQuote.Leave(_massQuoteBurst * left, nowNs);
        _quotes.Leave(_quoteBurst * left, nowNs);
        _nonMatching.Leave(NonMatchingBurst * left, nowNs);
        _subscribe.Leave(SubscribeBurst * left, nowNs);
    }

    /// <summary>The account's own limits; a value that is not positive is not said and changes nothing.</summary>
    public void SetLimits(double rate, double burst, double cancelAllRate, double cancelAllBurst, long nowNs)
    {
        Fill(nowNs);
        if (rate > 0 && burst >= 1) (_rate, _burst) = (rate, burst);
        if (cancelAllRate > 0 && cancelAllBurst >= 1) (_cancelAllRate, _cancelAllBurst) = (cancelAllRate, cancelAllBurst);
        Apply();
    }

    /// <summary>The account's own limits of mass quotes and of the sides in them; as <see cref="SetLimits"/>.</summary>
    public void SetQuoteLimits(double massQuoteRate, double massQuoteBurst, double quoteRate, double quoteBurst, long nowNs)
    {
        Fill(nowNs);
        if (massQuoteRate > 0 && massQuoteBurst >= 1) (_massQuoteRate, _massQuoteBurst) = (massQuoteRate, massQuoteBurst);
        if (quoteRate > 0 && quoteBurst >= 1) (_quoteRate, _quoteBurst) = (quoteRate, quoteBurst);
        Apply();
    }

    /// <summary>The venue said too many requests: nothing is left, and half of everything until <paramref name="untilNs"/>.</summary>
    public void Halve(long nowNs, long untilNs)
    {
        IsHalved = true;
        _halvedUntilNs = untilNs;
        Apply();
        _matching.Leave(0, nowNs);
        _cancelAll.Leave(0, nowNs);
        _massQuote.Leave(0, nowNs);
        _quotes.Leave(0, nowNs);
        _nonMatching.Leave(0, nowNs);
        _subscribe.Leave(0, nowNs);
    }

    /// <summary>Lets time pass.</summary>
    public void Fill(long nowNs)
    {
        _matching.Fill(nowNs);
        _massQuote.Fill(nowNs);
        if (!IsHalved || nowNs < _halvedUntilNs) return;
        IsHalved = false;
        Apply();
    }

    /// <summary>Takes one request out of a pool. Of those for orders only what is not kept for cancels, unless it is one.</summary>
    /// <returns>False if there is none: try again at <see cref="ReadyNs"/>.</returns>
    public bool TryTake(RequestPool pool, long nowNs, bool isCancel = false)
    {
        Fill(nowNs);
        if (pool != RequestPool.MassQuote)
        {
            if (!Pool(pool).TryTake(nowNs, Kept(pool, isCancel))) return false;
            // The venue names a pool of its own for a cancel of everything; one by instrument may count with the orders, so it is paid there too.
            if (pool == RequestPool.CancelAll) _matching.Take(nowNs);
            return true;
        }
        _quotes.Fill(nowNs);
        if (_quotes.LeftE3 < SidesE3 + KeptSides(isCancel) || !_massQuote.TryTake(nowNs, Kept(pool, isCancel))) return false;
        _quotes.Take(nowNs);
        _quotes.Take(nowNs);
        return true;
    }

    /// <summary>Takes one request although none may be left: an answer that the venue demands.</summary>
    public void Take(RequestPool pool, long nowNs) => Pool(pool).Take(nowNs);

    /// <summary>When a pool will have a request, ns.</summary>
    public long ReadyNs(RequestPool pool, bool isCancel = false)
    {
        long readyNs = Pool(pool).ReadyNs(Kept(pool, isCancel));
        return pool == RequestPool.MassQuote ? Math.Max(readyNs, _quotes.ReadyNs(SidesE3 / 2 + KeptSides(isCancel))) : readyNs;
    }

    /// <summary>When so many thousandths of a request will be there for orders, ns.</summary>
    public long OrdersNs(long ordersE3) => Orders.ReadyNs(ReserveE3 + ordersE3 - 1000);

    /// <summary>What is left of the pool that orders draw on: one command is counted as one request, though a mass quote may carry two.</summary>
    public RateBudgetLeft Left(long nowNs, int waiting)
    {
        Fill(nowNs);
        return new RateBudgetLeft
        {
            OrdersE3 = Math.Max(0, Orders.LeftE3 - ReserveE3),
            CancelsE3 = Math.Max(0, Orders.LeftE3),
            RefillE3 = Orders.RefillE3,
            BurstE3 = Orders.BurstE3,
            Waiting = waiting,
        };
    }

    private ref CreditPool Orders => ref _quotesMany ? ref _massQuote : ref _matching;

    private long ReserveOf(in CreditPool pool) => pool.BurstE3 * _reservePercent / 100;

    private long Kept(RequestPool pool, bool isCancel) =>
        isCancel ? 0 : pool == RequestPool.Matching ? ReserveOf(_matching) : pool == RequestPool.MassQuote ? ReserveOf(_massQuote) : 0;

    private long KeptSides(bool isCancel) => isCancel ? 0 : ReserveOf(_quotes);

    private ref CreditPool Pool(RequestPool pool)
    {
        switch (pool)
        {
            case RequestPool.Matching: return ref _matching;
            case RequestPool.CancelAll: return ref _cancelAll;
            case RequestPool.Subscribe: return ref _subscribe;
            case RequestPool.MassQuote: return ref _massQuote;
            default: return ref _nonMatching;
        }
    }

    private void Apply()
    {
        double share = IsHalved ? _share / 2 : _share;
        // Two connections of ours draw on these two pools.
        _nonMatching.Resize(NonMatchingRate * share / 2, NonMatchingBurst * share / 2);
        _subscribe.Resize(SubscribeRate * share / 2, SubscribeBurst * share / 2);
        _matching.Resize(_rate * share, _burst * share);
        _cancelAll.Resize(_cancelAllRate * share, _cancelAllBurst * share);
        _massQuote.Resize(_massQuoteRate * share, _massQuoteBurst * share);
        _quotes.Resize(_quoteRate * share, Math.Max(SidesE3 / 1000.0, _quoteBurst * share));
    }
}
