using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Minnow.Market;

namespace Minnow.Exchange.Background;

/// <summary>
/// A market made of chance: makers around a fair value that wanders and jumps, takers who know it and takers who do not, in calm, busy and jumpy
/// stretches. They trade in the engine's own books, so a client's order stands in their queues.
/// </summary>
public sealed class SyntheticMarket : IBackgroundMarket, IShockableMarket
{
    private const long StepUs = 1_000;
    private const int StepsPerMs = 5;
    private const long IndexEveryUs = 1_000_000;
    private const long ScheduleMs = 3_600_000;
    private const double IndexNoiseShare = 0.000_001;

    private readonly List<Part> _parts = [];
    private readonly List<Intent> _wishes = [];
    private readonly RegimeSchedule _schedule;
    private readonly Dice _noise;
    private readonly long _startUs;
    private long _nextIndexUs;

    /// <summary>Fills the books.</summary>
    /// <param name="engine">Where; every index that its instruments follow must have a price.</param>
    /// <param name="seed">The same seed gives the same market, as long as clients do the same.</param>
    public SyntheticMarket(ExchangeEngine engine, ulong seed)
    {
        System.ArgumentNullException.ThrowIfNull(engine);
        _startUs = engine.NowUs;
        _schedule = new RegimeSchedule(new Dice(seed, 1), ScheduleMs);
        _noise = new Dice(seed, 2);
        ulong stream = 3;
        foreach (Instrument instrument in engine.Instruments)
        {
            bool leads = _parts.All(part => part.Crowd.Instrument.Index != instrument.Index);
            FairValue fair = new(new Dice(seed, stream++), (double)instrument.IndexE8 / instrument.Spec.TickE8);
            Part part = new(new Crowd(engine, instrument), fair, new Flow(new Dice(seed, stream++), fair), leads);
            _parts.Add(part);
            part.Flow.Open(_wishes);
            Carry(part);
        }

        NextUs = _startUs + StepUs;
        _nextIndexUs = _startUs + IndexEveryUs;
    }

    /// <inheritdoc/>
    public long NextUs { get; private set; }

    /// <inheritdoc/>
    public void Shock(double share)
    {
        foreach (Part part in _parts) part.Fair.Shock(share);
    }

    /// <inheritdoc/>
    public void Step(ExchangeEngine engine, long nowUs)
    {
        NextUs = nowUs + StepUs;
        Weather weather = Weather.Of(_schedule.At((nowUs - _startUs) / 1_000 % ScheduleMs));
        foreach (Part part in _parts)
        {
            part.Crowd.Sweep(always: false);
            for (int i = 0; i < StepsPerMs; i++)
            {
                part.Fair.Step(weather, 0.001 / StepsPerMs);
                if (part.Crowd.Instrument.IsActive) part.Flow.Step(part.Crowd, weather, 0.001 / StepsPerMs, _wishes);
            }

            Carry(part);
        }

        if (nowUs < _nextIndexUs) return;
        _nextIndexUs += IndexEveryUs;
        foreach (Part part in _parts)
        {
            if (!part.Leads) continue;
            double price = part.Fair.Ticks * part.Crowd.TickE8 * (1 + (IndexNoiseShare * _noise.Bell()));
            engine.SetIndex(part.Crowd.Instrument.Index.Name, (long)(price / 1_000_000) * 1_000_000);
        }
    }

    private void Carry(Part part)
    {
        foreach (Intent wish in _wishes) part.Crowd.Do(wish);
        _wishes.Clear();
    }

    private sealed record Part(Crowd Crowd, FairValue Fair, Flow Flow, bool Leads);
}
