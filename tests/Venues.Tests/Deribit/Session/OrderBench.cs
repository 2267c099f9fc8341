using System;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Session;

namespace Minnow.Tests.Deribit.Session;

/// <summary>An order session of one instrument in front of the fake venue.</summary>
internal sealed class OrderBench : IDisposable
{
    public const long Epoch = 1_790_000_000_000;
    public const string Name = "BTC-PERPETUAL";
    private readonly ParserBench _parser = new();

    public OrderBench(Func<OrderSessionOptions, OrderSessionOptions>? change = null, bool defined = true)
    {
        if (defined) Define();
        OrderSessionOptions options = new() { Instruments = [new SessionInstrument(Name, "BTC", "btc_usd")], Epoch = Epoch };
        Session = new DeribitOrderSession(_parser.Table, change?.Invoke(options) ?? options, new TestCredentials());
        Venue = new FakeVenue();
        Rig = new SessionRig(Session, Venue);
    }

    public DeribitOrderSession Session { get; }

    public FakeVenue Venue { get; }

    public SessionRig Rig { get; }

    public void Define()
    {
        _parser.Table.Want(Encoding.ASCII.GetBytes(Name));
        FakeVenue venue = new();
        venue.Receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/get_instrument\",\"params\":{\"instrument_name\":\"BTC-PERPETUAL\"}}"u8.ToArray(), 1);
        Xunit.Assert.Equal(ParseStatus.Ok, _parser.Parse(venue.Out.Dequeue()));
        Xunit.Assert.True(_parser.Table.TryGetIndex(Encoding.ASCII.GetBytes(Name), out ushort index) && index == 0);
    }

    /// <summary>Runs until ready, and a second more so that there is budget.</summary>
    public OrderBench Ready()
    {
        Rig.RunTo(() => Session.Phase == GatewayPhase.Ready);
        Rig.Run(4.9);
        Rig.Events.Clear();
        Venue.Calls.Clear();
        return this;
    }

    public void Place(long id, long ticks = 120_000, long lots = 1, bool sell = false) => Send(CommandVerb.Place, id, ticks, lots, sell);

    /// <summary>An order that takes what is there: an exit.</summary>
    public void Exit(long id, uint flag = OutputRecord.ImmediateFlag) => Send(CommandVerb.Place, id, 120_000, 1, false, flag | OutputRecord.ReduceOnlyFlag);

    public void Edit(long id, long ticks, long lots = 1) => Send(CommandVerb.Edit, id, ticks, lots, false);

    public void Cancel(long id) => Send(CommandVerb.Cancel, id, 0, 0, false);

    public void Say(CommandVerb verb) => Send(verb, 0, 0, 0, false);

    public void CancelAll() => Send(CommandVerb.CancelAll, 0, 0, 0, false);

    /// <summary>The commands of one decision were given.</summary>
    public void Flush() => Rig.Do(batch => Session.Flush(Rig.NowNs, batch));

    public FakeOrder Order(long id) => Venue.Orders.Single(o => o.Label.EndsWith("-" + id, StringComparison.Ordinal));

    public OrderReport Last(long id) => Rig.Reports(id).LastOrDefault();

    public string[] Orderings => Venue.Methods.Where(m => m is "private/buy" or "private/sell" or "private/edit" || m.StartsWith("private/cancel", StringComparison.Ordinal)).ToArray();

    public void Dispose()
    {
        Rig.Dispose();
        _parser.Dispose();
    }

    private void Send(CommandVerb verb, long id, long ticks, long lots, bool sell, uint flags = 0)
    {
        OutputRecord command = new()
        {
            Kind = OutputKind.Command,
            Verb = verb,
            OrderId = id,
            PriceTicks = ticks,
            SizeLots = lots,
            Flags = flags | (sell ? OutputRecord.SellFlag : 0),
            TimeNs = Rig.NowNs,
        };
        Rig.Do(batch => Session.Command(command, Rig.NowNs, batch));
    }
}
