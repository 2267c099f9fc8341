using System;
using System.Collections.Generic;

namespace Minnow.Market;

/// <summary>The crowd: makers around the fair value, makers deep in the book, informed takers and uninformed ones. It wishes; the book decides.</summary>
/// <remarks>
/// Arrivals cluster: each order raises the rate of orders and each trade the rate of trades of its own side. Makers whose
/// price the fair value has passed hurry to cancel while informed takers hurry to hit them: who wins is chance.
/// </remarks>
public sealed class Flow
{
    private const double QuoteBranching = 0.5;
    private const double TakeBranching = 0.4;
    private const int OrdersPerSideWanted = 420;
    private const double StaleCancelsPerSecond = 900;
    private const double InformedTakesPerSecond = 12;
    private const double InformedEdgeTicks = 2;

    private readonly Dice _dice;
    private readonly FairValue _fair;
    private readonly Excitation _quotes = new(decayPerSecond: 20, QuoteBranching);
    private readonly Excitation _buys = new(decayPerSecond: 6, TakeBranching);
    private readonly Excitation _sells = new(decayPerSecond: 6, TakeBranching);

    /// <summary>A crowd that knows the fair value.</summary>
    public Flow(Dice dice, FairValue fair)
    {
        _dice = dice;
        _fair = fair;
    }

    /// <summary>Fills an empty book.</summary>
    /// <param name="wishes">Receives the orders to place.</param>
    public void Open(List<Intent> wishes)
    {
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            int depth = 0;
            for (int i = 0; i < OrdersPerSideWanted; i++)
            {
                Rest(side, depth, 1, wishes);
                depth += _dice.Chance(0.35) ? 0 : _dice.Between(1, 1 + (i / 150));
            }
        }
    }

    /// <summary>Lets one step pass.</summary>
    /// <param name="view">The market as it stands.</param>
    /// <param name="weather">The regime's numbers.</param>
    /// <param name="seconds">Length of the step; short against 1 / rate.</param>
    /// <param name="wishes">Receives what the crowd wants.</param>
    public void Step(IMarketView view, in Weather weather, double seconds, List<Intent> wishes)
    {
        _quotes.Decay(seconds);
        _buys.Decay(seconds);
        _sells.Decay(seconds);

        double quoting = (weather.QuotesPerSecond * (1 - QuoteBranching)) + _quotes.PerSecond;
        if (_dice.Chance(quoting * seconds))
        {
            _quotes.Arrive();
            Rest(AnySide(), DepthTicks(), weather.HalfSpreadTicks, wishes);
        }

        foreach (Side side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
        {
            // Cancels keep pace with placements: half the rate on each side when the side has its wanted number.
            double cancelling = quoting / 2 * view.OrderCount(side) / OrdersPerSideWanted;
            if (_dice.Chance(cancelling * seconds)) CancelOne(view, side, wishes);
            CancelStale(view, side, seconds, wishes);
            TakeInformed(view, side, seconds, wishes);
            Excitation own = side == Side.Buy ? _buys : _sells;
            double taking = (weather.TakesPerSecond / 2 * (1 - TakeBranching)) + own.PerSecond;
            if (_dice.Chance(taking * seconds)) TakeUninformed(view, side, wishes);
        }
    }

    private Side AnySide() => _dice.Chance(0.5) ? Side.Buy : Side.Sell;

    private void Rest(Side side, int depthTicks, double halfSpreadTicks, List<Intent> wishes)
    {
        long tick = side == Side.Buy
            ? (long)Math.Floor(_fair.Ticks - halfSpreadTicks) - depthTicks
            : (long)Math.Ceiling(_fair.Ticks + halfSpreadTicks) + depthTicks;
        wishes.Add(new Intent(IntentKind.Place, side, tick, OrderLots(depthTicks), 0));
    }

    private int DepthTicks()
    {
        double where = _dice.Unit();
        if (where < 0.5) return _dice.Below(3);
        if (where < 0.8) return _dice.Below(1 + _dice.Below(40));
        return 20 + _dice.Below(380);
    }

    private long OrderLots(int depthTicks)
    {
        int kind = _dice.Below(10);
        if (kind < 1) return 1;
        if (kind < 5) return 100 * _dice.Between(1, 50);
        if (kind < 6 && depthTicks > 20) return 1000 * _dice.Between(1, 20);
        return _dice.Between(1, 500 + (10 * Math.Min(depthTicks, 200)));
    }

    // Of two orders drawn, mostly the one nearer to the fair value: makers near the top change their minds more often.
    private void CancelOne(IMarketView view, Side side, List<Intent> wishes)
    {
        int count = view.OrderCount(side);
        if (count == 0) return;
        RestingOrder one = view.OrderAt(side, _dice.Below(count));
        RestingOrder two = view.OrderAt(side, _dice.Below(count));
        bool oneIsNearer = side == Side.Buy ? one.Tick > two.Tick : one.Tick < two.Tick;
        Cancel(oneIsNearer == _dice.Chance(0.8) ? one : two, wishes);
    }

    private void CancelStale(IMarketView view, Side side, double seconds, List<Intent> wishes)
    {
        if (view.OrderCount(side) == 0) return;
        double wrong = side == Side.Buy ? view.BestTick(side) - _fair.Ticks : _fair.Ticks - view.BestTick(side);
        if (wrong <= 0) return;
        if (_dice.Chance(StaleCancelsPerSecond * Math.Min(wrong, 2) / 2 * seconds)) Cancel(view.FirstAtBest(side), wishes);
    }

    private void TakeInformed(IMarketView view, Side side, double seconds, List<Intent> wishes)
    {
        Side other = side == Side.Buy ? Side.Sell : Side.Buy;
        if (view.OrderCount(other) == 0) return;
        double edge = side == Side.Buy ? _fair.Ticks - view.BestTick(other) : view.BestTick(other) - _fair.Ticks;
        if (edge < InformedEdgeTicks) return;
        if (!_dice.Chance(InformedTakesPerSecond * Math.Min(edge, 12) * seconds)) return;
        long limit = side == Side.Buy ? (long)Math.Floor(_fair.Ticks - 1) : (long)Math.Ceiling(_fair.Ticks + 1);
        Take(side, limit, _dice.Between(100, 6000), wishes);
    }

    private void TakeUninformed(IMarketView view, Side side, List<Intent> wishes)
    {
        // Sizes have a fat tail: 10 / u, cut at 10,000 lots.
        long lots = (long)Math.Min(10_000, 10 / (_dice.Unit() + 0.0005));
        int reach = _dice.Below(6);
        long limit = side == Side.Buy ? view.BestTick(Side.Sell) + reach : view.BestTick(Side.Buy) - reach;
        Take(side, limit, lots, wishes);
    }

    private void Take(Side side, long limitTick, long lots, List<Intent> wishes)
    {
        (side == Side.Buy ? _buys : _sells).Arrive();
        _quotes.Arrive(0.3);
        wishes.Add(new Intent(IntentKind.Take, side, limitTick, lots, 0));
    }

    private static void Cancel(RestingOrder order, List<Intent> wishes) =>
        wishes.Add(new Intent(IntentKind.Cancel, order.Side, order.Tick, 0, order.Id));
}
