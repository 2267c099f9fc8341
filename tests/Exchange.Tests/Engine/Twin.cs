using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Tests.Engine;

/// <summary>The plain matcher: one list of orders, searched whole for each trade. Knows limit orders, post-only, immediate and all-or-nothing.</summary>
internal sealed class Twin(long tickE8)
{
    public sealed class Row
    {
        public int Id;
        public int Owner;
        public OrderSide Side;
        public long PriceE8;
        public long OpenE8;
        public long FilledE8;
        public long Age;
    }

    private long _age;

    public List<Row> Rows { get; } = [];

    public List<(int Maker, int Taker, long PriceE8, long AmountE8)> Trades { get; } = [];

    public Row? Find(int id) => Rows.Find(row => row.Id == id);

    public void Place(int id, int owner, OrderSide side, long amountE8, long priceE8, TimeInForce time, bool postOnly, bool rejects)
    {
        Row row = new() { Id = id, Owner = owner, Side = side, PriceE8 = priceE8, OpenE8 = amountE8 };
        if (postOnly && !MoveInside(row, rejects)) return;
        if (time == TimeInForce.FillOrKill)
        {
            long sum = 0;
            foreach (Row other in Opposite(row))
            {
                if (other.Owner == owner) break;
                sum += other.OpenE8;
            }

            if (sum < amountE8) return;
        }

        if (Match(row) && row.OpenE8 > 0 && time == TimeInForce.GoodTilCancelled) Rest(row);
    }

    public void Edit(int id, long amountE8, long priceE8)
    {
        Row row = Find(id)!;
        long total = row.OpenE8 + row.FilledE8;
        if (priceE8 == row.PriceE8 && amountE8 <= total && amountE8 > row.FilledE8)
        {
            row.OpenE8 = amountE8 - row.FilledE8;
            return;
        }

        Rows.Remove(row);
        row.PriceE8 = priceE8;
        row.OpenE8 = amountE8 - row.FilledE8;
        if (row.OpenE8 > 0 && Match(row) && row.OpenE8 > 0) Rest(row);
    }

    public void Cancel(int id) => Rows.RemoveAll(row => row.Id == id);

    public string Text(OrderSide side) => string.Join(" ", Ordered(side).Select(row => $"{row.Owner}:{Units.Text(row.OpenE8)}@{Units.Text(row.PriceE8)}"));

    private bool MoveInside(Row row, bool rejects)
    {
        if (Opposite(row).FirstOrDefault() is not { } best) return true;
        if (rejects) return false;
        row.PriceE8 = row.Side == OrderSide.Buy ? best.PriceE8 - tickE8 : best.PriceE8 + tickE8;
        return true;
    }

    private bool Match(Row taker)
    {
        while (taker.OpenE8 > 0 && Opposite(taker).FirstOrDefault() is { } maker)
        {
            if (maker.Owner == taker.Owner) return false;
            long amount = System.Math.Min(maker.OpenE8, taker.OpenE8);
            Trades.Add((maker.Id, taker.Id, maker.PriceE8, amount));
            maker.OpenE8 -= amount;
            maker.FilledE8 += amount;
            taker.OpenE8 -= amount;
            taker.FilledE8 += amount;
            if (maker.OpenE8 == 0) Rows.Remove(maker);
        }

        return true;
    }

    private void Rest(Row row)
    {
        row.Age = ++_age;
        Rows.Add(row);
    }

    private IEnumerable<Row> Opposite(Row row) => row.Side == OrderSide.Buy
        ? Ordered(OrderSide.Sell).Where(other => other.PriceE8 <= row.PriceE8)
        : Ordered(OrderSide.Buy).Where(other => other.PriceE8 >= row.PriceE8);

    private List<Row> Ordered(OrderSide side)
    {
        IEnumerable<Row> rows = Rows.Where(row => row.Side == side);
        return (side == OrderSide.Buy ? rows.OrderByDescending(row => row.PriceE8) : rows.OrderBy(row => row.PriceE8)).ThenBy(row => row.Age).ToList();
    }
}
