using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;
using Minnow.Market;
using Xunit;
using OrderSide = Minnow.Exchange.Engine.OrderSide;

namespace Minnow.Exchange.Tests.Engine;

public sealed class TwinTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_engine_and_the_plain_matcher_agree_on_every_trade_and_queue(int seed)
    {
        Dice dice = new((ulong)seed, 1);
        World world = new(spec: InstrumentSpec.BtcPerpetual() with { SpeedBumpUs = 0 });
        Account[] accounts = [world.Ann, world.Bob, world.Cid];
        Twin twin = new(world.Instrument.Spec.TickE8);
        List<Order> orders = [];
        Dictionary<Order, int> idOf = [];
        int compared = 0;
        for (int step = 0; step < 400; step++)
        {
            List<Order> live = [.. orders.Where(order => order.IsLive)];
            int what = dice.Below(10);
            if (what < 6 || live.Count == 0)
            {
                int owner = dice.Below(3);
                OrderSide side = dice.Chance(0.5) ? OrderSide.Buy : OrderSide.Sell;
                long amount = World.E8(10 * dice.Between(1, 9));
                long price = World.E8(50_000 + (0.5 * dice.Between(-8, 8)));
                TimeInForce time = dice.Below(6) switch { 0 => TimeInForce.ImmediateOrCancel, 1 => TimeInForce.FillOrKill, _ => TimeInForce.GoodTilCancelled };
                bool postOnly = time == TimeInForce.GoodTilCancelled && dice.Chance(0.3);
                bool rejects = dice.Chance(0.5);
                OrderResult result = world.Engine.Place(new OrderRequest(accounts[owner], world.Instrument, side, amount, price)
                {
                    TimeInForce = time, PostOnly = postOnly, RejectPostOnly = rejects,
                });
                int id = orders.Count;
                twin.Place(id, owner, side, amount, price, time, postOnly, rejects);
                if (result.Order == null) continue;
                orders.Add(result.Order);
                idOf.Add(result.Order, id);
                if (postOnly) Assert.Empty(result.Trades);
                if (time == TimeInForce.FillOrKill) Assert.True(result.Order.FilledE8 == 0 || result.Order.FilledE8 == amount, $"seed {seed}");
            }
            else if (what < 8)
            {
                Order order = live[dice.Below(live.Count)];
                world.Engine.Cancel(order.Account, order.Id);
                twin.Cancel(idOf[order]);
            }
            else
            {
                Order order = live[dice.Below(live.Count)];
                long amount = World.E8(10 * dice.Between(1, 9));
                long price = dice.Chance(0.5) ? order.PriceE8 : World.E8(50_000 + (0.5 * dice.Between(-8, 8)));
                if (order.PostOnly) price = order.PriceE8;
                world.Engine.Edit(order.Account, order.Id, new EditRequest { AmountE8 = amount, PriceE8 = price });
                twin.Edit(idOf[order], amount, price);
            }

            string context = $"seed {seed}, step {step}";
            Assert.True(twin.Trades.Skip(compared).SequenceEqual(world.Trades.Skip(compared).Select(trade => (idOf[trade.Maker], idOf[trade.Taker], trade.PriceE8, trade.AmountE8))), context);
            compared = twin.Trades.Count;
            foreach (OrderSide side in new[] { OrderSide.Buy, OrderSide.Sell })
                Assert.True(Named(twin.Text(side), accounts) == world.Queue(side), $"{context}: {twin.Text(side)} | {world.Queue(side)}");
            world.CheckInvariants();
        }

        Assert.True(world.Trades.Count > 20, "the stream must trade");
    }

    private static string Named(string text, Account[] accounts) =>
        string.Join(" ", text.Split(' ').Select(row => row.Length == 0 ? row : accounts[row[0] - '0'].Name + row[1..]));
}
