using System;
using System.Collections.Generic;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Exchange.Background.Toxic;
using Minnow.Exchange.Engine;
using Minnow.Tactics.Measures;
using Minnow.Tactics.Settings;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Tactics.World;

/// <summary>One run: exchange, market and quoter in one thread and in virtual time, with a delay each way and no faults.</summary>
internal sealed class LabRun : IDisposable
{
    internal const long StartUs = 1_790_000_000_000_000;
    private const long TimerUs = 100_000;
    private const long IndexE8 = 60_000 * Units.E8;
    private const long DepositE8 = 1_000 * Units.E8;

    private readonly LabOptions _options;
    private readonly ulong _seed;
    private readonly StateBlock _block = new(1);
    private readonly OutputBatch _said = new(OutputBatch.CapacityFor(1));
    private readonly Quoter _quoter;
    private readonly ExchangeEngine _engine;
    private readonly ToxicMarket _market;
    private readonly MarketTap _tap;
    private readonly OrderEntry _entry;
    private readonly RuleCounts _rules = new();
    private readonly Ledger _ledger;
    private readonly Lane<Event> _feed;
    private readonly Lane<Event> _own;
    private readonly Lane<OutputRecord> _orders;
    private readonly double _orderLots;
    private long _sequence = -1;
    private long _nowUs = StartUs;
    private long _timerUs = StartUs + TimerUs;

    internal LabRun(LabOptions options, ulong seed, IReadOnlyList<Setting> settings)
    {
        _options = options;
        _seed = seed;
        _quoter = new Quoter(_block, _said);
        // No client of this run asks what has become of old orders.
        _engine = new ExchangeEngine(new EngineOptions { SettlesByClock = false, ClosedOrdersUs = 60_000_000, TradesUs = 1_000_000 }, StartUs);
        Instrument instrument = _engine.AddInstrument(InstrumentSpec.BtcPerpetual() with { TakerFeeE8 = options.TakerFeeE8 });
        _engine.SetIndex("btc_usd", IndexE8);
        Account account = _engine.AddAccount(new AccountSpec { Name = "mm", Owner = 1, MakerFeeE8 = 0 });
        _engine.Deposit(account, "BTC", DepositE8);
        _market = new ToxicMarket(_engine, instrument, seed, options.Mix);
        Scale scale = new(instrument.Spec);
        _feed = new Lane<Event>(options.FeedDelayUs, options.JitterUs, (seed * 3) + 1);
        _own = new Lane<Event>(options.FeedDelayUs, options.JitterUs, (seed * 3) + 2);
        _orders = new Lane<OutputRecord>(options.OrderDelayUs, options.JitterUs, (seed * 3) + 3);
        _ledger = new Ledger(instrument.Spec.ContractE8, instrument.Spec.TickE8, instrument.Spec.IsInverse);
        _ledger.Start(StartUs);
        _tap = new MarketTap(_engine, instrument, account, scale, _feed, _own, _ledger) { During = () => _market.Current };
        _entry = new OrderEntry(_engine, instrument, account, scale, _own);
        _engine.Listener = _tap;
        foreach (Event e in StartEvents.Of(scale, settings, seed)) Apply(e);
        _orderLots = (double)_block[0].Parameters.OrderAmountE8 / instrument.Spec.ContractE8;
        _tap.Snapshot();
    }

    /// <summary>Plays to the end.</summary>
    internal RunResult Play()
    {
        long endUs = StartUs + (_options.Seconds * 1_000_000);
        while (NextUs() is var next && next <= endUs)
        {
            _nowUs = Math.Max(_nowUs, next);
            Step();
        }
        RunResult result = _ledger.Close(endUs, StartUs, _orderLots);
        return result with
        {
            Seed = _seed, Messages = _entry.Messages, Refused = _entry.Refused, MarketHash = _market.Hash, StateHash = _block.Hash(), Halted = _block.Head.Halted,
            Decisions = _rules.Decisions, Rules = _rules.Seen(), CommandHash = _rules.CommandHash,
        };
    }

    private long NextUs() => Math.Min(
        Math.Min(Math.Min(_market.NextUs, _engine.NextDeadlineUs), _timerUs), Math.Min(_orders.DueUs, Math.Min(_feed.DueUs, _own.DueUs)));

    private void Step()
    {
        _engine.AdvanceTo(_nowUs);
        if (_market.NextUs <= _nowUs) _market.Step(_engine, _nowUs);
        while (_orders.TryTake(_nowUs, out OutputRecord command)) _entry.Do(in command);
        while (_feed.TryTake(_nowUs, out Event market)) Apply(market);
        while (_own.TryTake(_nowUs, out Event own)) Apply(own);
        if (_timerUs > _nowUs) return;
        _timerUs += TimerUs;
        _tap.Ticker();
        Event timer = Scale.AccountHead(EventKind.Timer, _nowUs);
        timer.ExchangeNs = 0;
        Apply(timer);
    }

    private void Apply(Event e)
    {
        e.ReceivedNs = _nowUs * 1_000;
        _quoter.Apply(in e, ++_sequence);
        if (_said.Count == 0) return;
        _rules.Take(_said.Records);
        foreach (ref readonly OutputRecord record in _said.Records)
            if (record.Kind == OutputKind.Command) _orders.Send(_orders.Depart(_nowUs), in record);
    }

    public void Dispose()
    {
        _block.Dispose();
        _said.Dispose();
    }
}
