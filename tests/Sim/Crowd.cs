using System;
using System.Collections.Generic;
using Minnow.Core.Numerics;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Sim;

/// <summary>Everybody else in the market, as cheap as it can be: a walk of the price, makers around it, takers now and then.</summary>
internal sealed class Crowd : IBackgroundMarket
{
    private const long TickE8 = 50_000_000;
    private const int Makers = 24;
    private static readonly long s_one = 100_000_000;

    private readonly ExchangeEngine _engine;
    private readonly Instrument _instrument;
    private readonly Account _makers;
    private readonly Account _takers;
    private readonly List<string> _resting = [];
    private SplitMix64 _random;
    private long _midTicks = 120_000;

    internal Crowd(ExchangeEngine engine, ulong seed)
    {
        _engine = engine;
        _instrument = engine.FindInstrument(World.Instrument)!;
        _makers = engine.AddAccount(new AccountSpec { Name = "crowd", Owner = 901, IsRiskExempt = true, ForgetsAtOnce = true });
        _takers = engine.AddAccount(new AccountSpec { Name = "takers", Owner = 902, IsRiskExempt = true, ForgetsAtOnce = true });
        _random = new SplitMix64(seed);
        NextUs = World.StartNs / 1000;
        engine.SetIndex("btc_usd", _midTicks * TickE8);
        for (int i = 0; i < Makers; i++) Rest(i % 2 == 0);
    }

    /// <inheritdoc/>
    public long NextUs { get; private set; }

    /// <summary>0 stops the crowd.</summary>
    internal double Activity { get; set; } = 1;

    /// <summary>The price falls (or rises) by this many ticks at the next step.</summary>
    internal long JumpTicks { get; set; }

    /// <inheritdoc/>
    public void Step(ExchangeEngine engine, long nowUs)
    {
        NextUs = nowUs + (20 + _random.NextIndex(60)) * 1000;
        if (_random.NextDouble() > Activity) return;
        _midTicks = Math.Max(1000, _midTicks + JumpTicks + _random.NextIndex(3) - 1);
        JumpTicks = 0;
        if (_random.NextIndex(4) == 0) _engine.SetIndex("btc_usd", _midTicks * TickE8);
        if (_resting.Count > 0)
        {
            int old = _random.NextIndex(_resting.Count);
            _engine.Cancel(_makers, _resting[old]);
            _resting.RemoveAt(old);
        }
        // While the instrument is locked none of them is taken.
        for (int missing = Makers - _resting.Count; missing > 0; missing--) Rest(_random.NextIndex(2) == 0);
        if (_random.NextIndex(6) == 0) Take();
    }

    private void Rest(bool buy)
    {
        long ticks = _midTicks + (buy ? -1 : 1) * (3 + _random.NextIndex(25));
        OrderResult made = _engine.Place(new OrderRequest(_makers, _instrument, buy ? OrderSide.Buy : OrderSide.Sell, (1 + _random.NextIndex(40)) * 10 * s_one, ticks * TickE8)
        {
            PostOnly = true,
        });
        if (made.Order is { IsLive: true } order) _resting.Add(order.Id);
    }

    private void Take()
    {
        bool buy = _random.NextIndex(2) == 0;
        long limit = _midTicks + (buy ? 12 : -12);
        _engine.Place(new OrderRequest(_takers, _instrument, buy ? OrderSide.Buy : OrderSide.Sell, (1 + _random.NextIndex(30)) * 10 * s_one, limit * TickE8)
        {
            TimeInForce = TimeInForce.ImmediateOrCancel,
        });
    }
}
