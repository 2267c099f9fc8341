using System;
using System.Collections.Generic;
using Minnow.Core.Numerics;
using Minnow.Exchange.Engine;

namespace Minnow.Sim;

/// <summary>Everybody else in one instrument, as cheap as it can be: a walk of the price, makers around it, takers now and then.</summary>
internal sealed class Pit
{
    private const int Makers = 24;

    private readonly ExchangeEngine _engine;
    private readonly SimSeed _seed;
    private readonly Instrument _instrument;
    private readonly Account _makers;
    private readonly Account _takers;
    private readonly long _tickE8;
    private readonly bool _leadsIndex;
    private readonly List<string> _resting = [];
    private SplitMix64 _random;
    private long _midTicks;

    internal Pit(ExchangeEngine engine, SimSeed seed, SimMarket market, Account makers, Account takers, ulong random)
    {
        _engine = engine;
        _seed = seed;
        _instrument = engine.FindInstrument(market.Name)!;
        _makers = makers;
        _takers = takers;
        _tickE8 = market.Spec.TickE8;
        _midTicks = market.StartTicks;
        _leadsIndex = market.Spec.IsPerpetual;
        _random = new SplitMix64(random);
        NextUs = World.StartNs / 1000;
        SetIndex();
        for (int i = 0; i < Makers; i++) Rest(i % 2 == 0);
    }

    internal long NextUs { get; private set; }

    internal long JumpTicks { get; set; }

    /// <summary>Takers that come at the next step; negative sell.</summary>
    internal int Burst { get; set; }

    internal void Step(long nowUs)
    {
        NextUs = nowUs + (20 + _random.NextIndex(60)) * 1000;
        _midTicks = Math.Max(1000, _midTicks + JumpTicks + _random.NextIndex(3) - 1);
        JumpTicks = 0;
        if (_random.NextIndex(4) == 0) SetIndex();
        if (_resting.Count > 0)
        {
            int old = _random.NextIndex(_resting.Count);
            _engine.Cancel(_makers, _resting[old]);
            _resting.RemoveAt(old);
        }
        // While the instrument is locked none of them is taken.
        for (int missing = Makers - _resting.Count; missing > 0; missing--) Rest(_random.NextIndex(2) == 0);
        for (; Burst > 0; Burst--) Take(true);
        for (; Burst < 0; Burst++) Take(false);
        if (WireWeather.Chance(ref _random, _seed.TakeChance)) Take(_random.NextIndex(2) == 0);
    }

    private void SetIndex()
    {
        if (_leadsIndex) _engine.SetIndex(_instrument.Spec.IndexName, _midTicks * _tickE8);
    }

    private void Rest(bool buy)
    {
        long ticks = _midTicks + (buy ? -1 : 1) * (3 + _random.NextIndex(25));
        OrderResult made = _engine.Place(Order(_makers, buy, 1 + _random.NextIndex(40), ticks) with { PostOnly = true });
        if (made.Order is { IsLive: true } order) _resting.Add(order.Id);
    }

    private void Take(bool buy) =>
        _engine.Place(Order(_takers, buy, 1 + _random.NextIndex(_seed.TakePieces), _midTicks + (buy ? 12 : -12)) with { TimeInForce = TimeInForce.ImmediateOrCancel });

    private OrderRequest Order(Account account, bool buy, int pieces, long ticks) =>
        new(account, _instrument, buy ? OrderSide.Buy : OrderSide.Sell, pieces * SimMarket.PieceE8, ticks * _tickE8);
}
