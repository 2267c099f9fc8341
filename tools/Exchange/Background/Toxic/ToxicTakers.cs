using System;
using Minnow.Exchange.Engine;
using Minnow.Market;

namespace Minnow.Exchange.Background.Toxic;

/// <summary>Everybody who takes: those who know nothing, those who know the price ahead, and those of an episode.</summary>
internal sealed class ToxicTakers
{
    private const double StepSeconds = PricePath.StepUs / 1e6;
    private const double Branching = 0.35;
    private const double BusyFactor = 3;
    private const double LeadTakesPerSecond = 1.5;
    private const double TrendTakesPerSecond = 1.2;
    private const int LevelsLeft = 4;

    private readonly ExchangeEngine _engine;
    private readonly Instrument _instrument;
    private readonly Account _account;
    private readonly ToxicMix _mix;
    private readonly Dice _noise;
    private readonly Dice _informed;
    private readonly Dice _leading;
    private readonly Excitation[] _clusters = [new(4, Branching), new(4, Branching)];
    private readonly int _aheadSteps;

    internal ToxicTakers(ExchangeEngine engine, Instrument instrument, Account account, ToxicMix mix, ulong seed)
    {
        _engine = engine;
        _instrument = instrument;
        _account = account;
        _mix = mix;
        _noise = new Dice(seed, 5);
        _informed = new Dice(seed, 6);
        _leading = new Dice(seed, 7);
        _aheadSteps = (int)(Math.Min(mix.AheadMs, PricePath.MostAheadMs) * 1_000L / PricePath.StepUs);
    }

    /// <summary>Hash of who came when, with what side and size: the same for every client.</summary>
    internal ulong ArrivalHash { get; private set; }

    internal void Step(PricePath path, long step, in Episode episode, bool isOn)
    {
        Noise(path.IsBusy(step), step);
        Informed(path, step);
        if (isOn) Lead(path, step, episode);
    }

    // Who comes, and with what, is drawn whether or not the book has anything for him.
    private void Noise(bool isBusy, long step)
    {
        double quiet = _mix.NoisePerSecond / 2 * (1 - Branching) * (isBusy ? BusyFactor : 1);
        for (int side = 0; side < 2; side++)
        {
            _clusters[side].Decay(StepSeconds);
            if (!_noise.Chance((quiet + _clusters[side].PerSecond) * StepSeconds)) continue;
            _clusters[side].Arrive();
            // A fat tail: 15 / u, cut at 6,000 lots.
            long lots = (long)Math.Min(6_000, 15 / (_noise.Unit() + 0.0005));
            int reach = _noise.Below(12);
            OrderSide buys = side == 0 ? OrderSide.Buy : OrderSide.Sell;
            Came(step, buys, lots);
            Take(buys, lots, BestTick(buys) + (Sign(buys) * reach));
        }
    }

    private void Informed(PricePath path, long step)
    {
        if (!_informed.Chance(_mix.InformedPerSecond * StepSeconds)) return;
        long lots = _informed.Between(50, 1_500);
        double ahead = path.At(step + _aheadSteps);
        double now = path.At(step);
        if (Math.Abs(ahead - now) < _mix.InformedEdgeTicks) return;
        OrderSide side = ahead > now ? OrderSide.Buy : OrderSide.Sell;
        Came(step, side, lots);
        Take(side, lots, ahead - (Sign(side) * _mix.InformedEdgeTicks));
    }

    private void Lead(PricePath path, long step, in Episode episode)
    {
        OrderSide side = episode.Direction > 0 ? OrderSide.Buy : OrderSide.Sell;
        bool arrives = _leading.Chance((episode.Kind == EpisodeKind.Trend ? TrendTakesPerSecond : LeadTakesPerSecond) * StepSeconds);
        long lots = _leading.Between(50, 1_200);
        int reach = _leading.Below(10);
        bool sweeps = episode.Kind switch
        {
            EpisodeKind.Sweep => step == episode.OnsetStep || (step == episode.MoveStep && !episode.IsFalse),
            EpisodeKind.Pull or EpisodeKind.Collapse => step == episode.MoveStep && !episode.IsFalse,
            _ => false,
        };
        if (sweeps) Sweep(side, step, episode.Levels);
        if (!arrives || !episode.IsLeading(step)) return;
        switch (episode.Kind)
        {
            case EpisodeKind.Sweep:
                // They believe in the move, even in one that does not come.
                Came(step, side, lots);
                Take(side, lots, path.At(episode.OnsetStep) + (episode.Direction * (episode.SizeTicks - _mix.InformedEdgeTicks)));
                break;
            case EpisodeKind.Trend:
                Came(step, side, lots);
                Take(side, lots, BestTick(side) + (Sign(side) * reach));
                break;
        }
    }

    private void Sweep(OrderSide side, long step, int levels)
    {
        OrderSide against = side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
        Came(step, side, -levels);
        long sumE8 = 0, lastE8 = 0;
        for (int depth = 0; depth < Math.Min(levels, _instrument.Book.LevelCount(against) - LevelsLeft); depth++)
        {
            (lastE8, long amountE8) = _instrument.Book.LevelAt(against, depth);
            sumE8 += amountE8;
        }

        if (sumE8 > 0) Take(side, sumE8 / _instrument.Spec.ContractE8, (double)lastE8 / _instrument.Spec.TickE8);
    }

    private void Take(OrderSide side, long lots, double limitTicks)
    {
        OrderSide against = side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
        OrderBook book = _instrument.Book;
        int spare = book.LevelCount(against) - LevelsLeft;
        if (spare <= 0) return;
        long tickE8 = _instrument.Spec.TickE8;
        // The book stays two-sided: the last levels are nobody's.
        long worstE8 = book.LevelAt(against, spare - 1).PriceE8;
        long limitE8 = side == OrderSide.Buy
            ? Math.Min((long)Math.Floor(limitTicks) * tickE8, worstE8)
            : Math.Max((long)Math.Ceiling(limitTicks) * tickE8, worstE8);
        bool crosses = side == OrderSide.Buy ? limitE8 >= book.BestAskE8 : limitE8 <= book.BestBidE8;
        if (!crosses) return;
        _engine.Place(new OrderRequest(_account, _instrument, side, lots * _instrument.Spec.ContractE8, limitE8) { TimeInForce = TimeInForce.ImmediateOrCancel });
    }

    private static int Sign(OrderSide side) => side == OrderSide.Buy ? 1 : -1;

    private double BestTick(OrderSide taker) => (taker == OrderSide.Buy ? _instrument.Book.BestAskE8 : _instrument.Book.BestBidE8) / (double)_instrument.Spec.TickE8;

    private void Came(long step, OrderSide side, long lots) =>
        ArrivalHash = ((ArrivalHash ^ (ulong)step) * 0x9E3779B97F4A7C15) + (((ulong)lots << 1) | (side == OrderSide.Buy ? 1UL : 0UL));
}
