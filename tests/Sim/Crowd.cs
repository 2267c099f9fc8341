using System;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Sim;

/// <summary>Everybody else, in all instruments of a seed.</summary>
internal sealed class Crowd : IBackgroundMarket
{
    private readonly Pit[] _pits;

    internal Crowd(ExchangeEngine engine, SimSeed seed)
    {
        Account makers = engine.AddAccount(new AccountSpec { Name = "crowd", Owner = 901, IsRiskExempt = true, ForgetsAtOnce = true });
        Account takers = engine.AddAccount(new AccountSpec { Name = "takers", Owner = 902, IsRiskExempt = true, ForgetsAtOnce = true });
        _pits = new Pit[seed.Markets.Length];
        for (int i = 0; i < _pits.Length; i++) _pits[i] = new Pit(engine, seed, seed.Markets[i], makers, takers, seed.Number * 3 + 3 + (ulong)i * 0x9E37);
    }

    /// <inheritdoc/>
    public long NextUs
    {
        get
        {
            long next = long.MaxValue;
            foreach (Pit pit in _pits) next = Math.Min(next, pit.NextUs);
            return next;
        }
    }

    /// <summary>All prices fall (or rise) by this many ticks at the next step.</summary>
    internal void Jump(long ticks)
    {
        foreach (Pit pit in _pits) pit.JumpTicks = ticks;
    }

    /// <summary>So many takers at once, on one side of one instrument, at the next step.</summary>
    internal void Burst(int market, int takers, bool buy) => _pits[market].Burst = buy ? takers : -takers;

    /// <inheritdoc/>
    public void Step(ExchangeEngine engine, long nowUs)
    {
        foreach (Pit pit in _pits)
            if (pit.NextUs <= nowUs) pit.Step(nowUs);
    }
}
