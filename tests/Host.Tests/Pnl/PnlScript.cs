using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;
using Minnow.Host.Pnl;
using Minnow.Host.Tests.Journal;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Host.Tests.Pnl;

/// <summary>A journal as a test tells it: instrument 0 is BTC-PERPETUAL, tick 0.5, lot 10 USD; instrument 1 is BTC_USDC-PERPETUAL, tick 0.5, lot 0.001 BTC.</summary>
internal sealed class PnlScript : IDisposable
{
    private readonly List<Event> _events = [];
    private readonly List<OutputRecord> _outputs = [];
    private readonly JournalFolder _folder = new();
    private long _changeId = 1;

    internal PnlScript()
    {
        Name("BTC-PERPETUAL", 0).Define(ContractKind.Inverse, 10 * Units.E8, 0);
        Name("BTC_USDC-PERPETUAL", 1).Define(ContractKind.Linear, Units.E8 / 1000, 1);
    }

    internal long NowNs { get; private set; } = 1_790_000_000 * Units.NsPerSecond;

    internal string Path => _folder.Path;

    internal PnlScript Wait(double seconds)
    {
        NowNs += (long)(seconds * 1e9);
        return this;
    }

    internal PnlScript Define(ContractKind contract, long lotE8, ushort index)
    {
        Event e = Make(EventKind.InstrumentDefined, index);
        e.Defined = new InstrumentDefined { TickE8 = Units.E8 / 2, LotE8 = lotE8, MinLots = 1, ExpiryNs = long.MaxValue, Contract = contract, IsActive = 1, Trading = TradingState.Open };
        return Add(e);
    }

    /// <summary>A whole book of one level a side.</summary>
    internal PnlScript Book(double bid, double ask, ushort index = 0)
    {
        Event e = Make(EventKind.BookLevel, index);
        e.Flags = EventFlags.First | EventFlags.Snapshot;
        e.Level = new BookLevel { ChangeId = ++_changeId, PrevChangeId = Units.Missing, PriceTicks = (long)(bid * 2), SizeLots = 100 };
        Add(e);
        e.Flags = EventFlags.Last | EventFlags.Snapshot | EventFlags.Ask;
        e.Level.PriceTicks = (long)(ask * 2);
        return Add(e);
    }

    internal PnlScript Mark(double mark, double index, ushort instrument = 0)
    {
        Event e = Make(EventKind.TickerMarks, instrument);
        e.Marks = new TickerMarks { MarkE8 = (long)Math.Round(mark * 1e8), IndexE8 = (long)Math.Round(index * 1e8), LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing };
        return Add(e);
    }

    internal PnlScript Rate(double rate, ushort instrument = 0)
    {
        Event e = Make(EventKind.TickerCarry, instrument);
        e.Carry = new TickerCarry { CurrentFundingE12 = (long)Math.Round(rate * 1e12) };
        return Add(e);
    }

    /// <summary>Another run names its instruments anew.</summary>
    internal PnlScript Again() => Name("BTC-PERPETUAL", 0).Define(ContractKind.Inverse, 10 * Units.E8, 0);

    internal PnlScript FeedLost()
    {
        Event e = Make(EventKind.FeedState, Units.NoInstrument);
        e.Flags |= EventFlags.Lost;
        return Add(e);
    }

    internal PnlScript Fill(long signedLots, double price, long feeE8, long tradeId, ushort index = 0, FillDetails details = FillDetails.None, long order = 1)
    {
        Event e = Make(EventKind.Fill, index);
        if (signedLots < 0) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)details;
        e.Fill = new Fill { OrderId = order, PriceTicks = (long)(price * 2), SizeLots = Math.Abs(signedLots), TradeId = tradeId, FeeE8 = feeE8 };
        return Add(e);
    }

    internal PnlScript Position(long lots, bool opening = true, ushort index = 0, double? mark = null, long realizedE8 = Units.Missing, long floatingE8 = Units.Missing, long fundingE8 = Units.Missing)
    {
        Event e = Make(EventKind.Position, index);
        if (opening) e.Flags |= EventFlags.Snapshot;
        e.Position = new PositionReport { SizeLots = lots, MarkE8 = mark is { } at ? (long)Math.Round(at * 1e8) : Units.Missing, RealizedE8 = realizedE8, FloatingE8 = floatingE8, FundingE8 = fundingE8 };
        return Add(e);
    }

    /// <summary>A message of ours and the decision that sent it, caused by the last event.</summary>
    internal PnlScript Send(
        long order, double price, long decision, double fair, double bid, double ask, byte level = 0, MarketModeKind mode = MarketModeKind.Normal, CommandVerb verb = CommandVerb.Place,
        uint flags = 0, TacticFlags tactics = TacticFlags.None, ushort index = 0)
    {
        OutputRecord command = new()
        {
            Kind = OutputKind.Command, Verb = verb, InstrumentIndex = index, Flags = flags, CauseSequence = _events.Count - 1, TimeNs = NowNs, OrderId = order, PriceTicks = (long)(price * 2),
            SizeLots = 1, DecisionNumber = decision,
        };
        _outputs.Add(command);
        DecisionRecord record = new()
        {
            Kind0 = OutputKind.Decision, InstrumentIndex = index, LevelCount = 1, CauseSequence = _events.Count - 1, TimeNs = NowNs, DecisionNumber = decision, BestBidTicks = (long)(bid * 2),
            BestAskTicks = (long)(ask * 2), FairTicks = fair * 2, Mode = mode, Tactics = tactics,
        };
        OutputRecord[] slots = MemoryMarshal.Cast<DecisionRecord, OutputRecord>(MemoryMarshal.CreateReadOnlySpan(ref record, 1)).ToArray();
        for (int i = 1; i < slots.Length; i++) slots[i].Kind = OutputKind.DecisionPart;
        _outputs.AddRange(slots);
        LevelRecord note = new() { Kind = OutputKind.DecisionPart, Level = level, OrderId = order, IsTaker = (flags & OutputRecord.ImmediateFlag) != 0 ? (byte)1 : (byte)0, Action = LevelAction.Place };
        _outputs.AddRange(MemoryMarshal.Cast<LevelRecord, OutputRecord>(MemoryMarshal.CreateReadOnlySpan(ref note, 1)).ToArray());
        return this;
    }

    /// <summary>The venue has taken a price.</summary>
    internal PnlScript Taken(long order, double price, ushort index = 0)
    {
        Event e = Make(EventKind.OrderUpdate, index);
        e.Order = new OrderUpdate { OrderId = order, PriceTicks = (long)(price * 2), OpenLots = 1, FilledLots = 0, Report = OrderReport.Accepted };
        return Add(e);
    }

    /// <summary>Settlement price of the ticker.</summary>
    internal PnlScript Settled(double price, ushort index = 0)
    {
        Event e = Make(EventKind.TickerCarry, index);
        e.Carry = new TickerCarry { CurrentFundingE12 = Units.Missing, SettlementE8 = (long)Math.Round(price * 1e8) };
        return Add(e);
    }

    /// <summary>The venue's cash balance in BTC.</summary>
    internal PnlScript Balance(long balanceE8)
    {
        Event e = Make(EventKind.Account, Units.NoInstrument);
        e.Detail = (uint)TextHash.Of("BTC"u8);
        e.Account = new AccountReport { BalanceE8 = balanceE8, EquityE8 = balanceE8, AvailableE8 = Units.Missing, InitialMarginE8 = Units.Missing, MaintenanceMarginE8 = Units.Missing };
        return Add(e);
    }

    /// <summary>Writes the journal and runs the verb on it.</summary>
    internal (int Code, string Output, string Errors) Run(PnlGroup by = PnlGroup.Instrument, bool json = false, bool close = true)
    {
        if (Directory.GetFiles(_folder.Path).Length == 0) _folder.WriteSmall([.. _events], [.. _outputs], close: close);
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        int code = PnlVerb.Execute(new PnlOptions { Journal = _folder.Path, By = by, Json = json }, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>The answer as JSON; the run must have been without an error.</summary>
    internal JsonElement Json(PnlGroup by = PnlGroup.Instrument)
    {
        (int code, string output, string errors) = Run(by, json: true);
        Assert.True(code == 0 && errors.Length == 0, $"{code} {errors}");
        return JsonDocument.Parse(output).RootElement;
    }

    public void Dispose() => _folder.Dispose();

    private PnlScript Name(string name, ushort index)
    {
        Event e = Make(EventKind.InstrumentNamed, index);
        Encoding.ASCII.GetBytes(name, e.Named.Name);
        return Add(e);
    }

    private Event Make(EventKind kind, ushort index) => new() { Kind = kind, Flags = EventFlags.First | EventFlags.Last, InstrumentIndex = index, ReceivedNs = NowNs, ExchangeNs = NowNs };

    private PnlScript Add(Event e)
    {
        _events.Add(e);
        return this;
    }
}
