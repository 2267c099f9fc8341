using System;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Minnow.Market;

namespace Minnow.Exchange.Background.Toxic;

/// <summary>
/// A market against which a maker's tactics are tried: the fair value, who comes to take, and the episodes of informed trading are drawn from the seed
/// and are the same whatever clients do, so two clients can be compared on one seed. Only what rests in the book differs between them.
/// </summary>
/// <remarks>One instrument. Its index must have a price.</remarks>
public sealed class ToxicMarket : IBackgroundMarket
{
    private const long IndexEveryUs = 1_000_000;
    private const long CentE8 = 1_000_000;

    private readonly Instrument _instrument;
    private readonly PricePath _path;
    private readonly LadderMakers _bids;
    private readonly LadderMakers _asks;
    private readonly ToxicTakers _takers;
    private readonly long _startUs;
    private long _nextIndexUs;
    private long _step;
    private ulong _priceHash;

    /// <summary>Fills the book of <paramref name="instrument"/>.</summary>
    public ToxicMarket(ExchangeEngine engine, Instrument instrument, ulong seed, ToxicMix? mix = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(instrument);
        mix ??= new ToxicMix();
        _instrument = instrument;
        _path = new PricePath(seed, (double)instrument.IndexE8 / instrument.Spec.TickE8, mix);
        _bids = new LadderMakers(engine, instrument, NewAccount(engine, "bids"), OrderSide.Buy, new Dice(seed, 3));
        _asks = new LadderMakers(engine, instrument, NewAccount(engine, "asks"), OrderSide.Sell, new Dice(seed, 4));
        _takers = new ToxicTakers(engine, instrument, NewAccount(engine, "takers"), mix, seed);
        _startUs = engine.NowUs;
        NextUs = _startUs + PricePath.StepUs;
        _nextIndexUs = _startUs + IndexEveryUs;
        _bids.Open(_path);
        _asks.Open(_path);
    }

    /// <inheritdoc/>
    public long NextUs { get; private set; }

    /// <summary>The fair value now, ticks.</summary>
    public double FairTicks => _path.At(_step);

    /// <summary>Hash of the prices and arrivals so far. Equal after the same time for every client, and different for another seed.</summary>
    public ulong Hash => _priceHash ^ _takers.ArrivalHash;

    /// <summary>The episode that is on now; null if none is.</summary>
    public Episode? Current => _path.TryEpisode(_step, out Episode episode) ? episode : null;

    /// <inheritdoc/>
    public void Step(ExchangeEngine engine, long nowUs)
    {
        ArgumentNullException.ThrowIfNull(engine);
        NextUs += PricePath.StepUs;
        _step++;
        _path.Reach(_step);
        bool isOn = _path.TryEpisode(_step, out Episode episode);
        _priceHash = (_priceHash * 0xD1B54A32D192ED03) ^ BitConverter.DoubleToUInt64Bits(_path.At(_step));
        _takers.Step(_path, _step, episode, isOn);
        _bids.Step(_path, _step, episode, isOn);
        _asks.Step(_path, _step, episode, isOn);
        if (nowUs < _nextIndexUs) return;
        _nextIndexUs += IndexEveryUs;
        engine.SetIndex(_instrument.Index.Name, (long)(_path.At(_step) * _instrument.Spec.TickE8) / CentE8 * CentE8);
    }

    private Account NewAccount(ExchangeEngine engine, string role) => engine.AddAccount(new AccountSpec
    {
        Name = $"toxic:{_instrument.Name}:{role}", Owner = -1, IsRiskExempt = true, ForgetsAtOnce = true,
    });
}
