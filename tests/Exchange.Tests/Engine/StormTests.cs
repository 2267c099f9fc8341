using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;
using Minnow.Market;
using Xunit;
using OrderSide = Minnow.Exchange.Engine.OrderSide;

namespace Minnow.Exchange.Tests.Engine;

/// <summary>Everything at once, at random, over days: what must always hold is looked at after each step.</summary>
public sealed class StormTests
{
    public static TheoryData<int, InstrumentKind> Cases
    {
        get
        {
            TheoryData<int, InstrumentKind> cases = [];
            for (int seed = 1; seed <= 21; seed++) cases.Add(seed, (InstrumentKind)(seed % 3));
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_crossed_lost_or_made(int seed, InstrumentKind kind)
    {
        World world = Run(seed, kind, steps: 500);
        Assert.True(world.Trades.Count > 10, $"seed {seed}: the storm must trade");
    }

    [Fact]
    public void The_same_seed_gives_the_same_calls()
    {
        World one = Run(7, InstrumentKind.LinearPerpetual, steps: 300);
        World two = Run(7, InstrumentKind.LinearPerpetual, steps: 300);
        Assert.Equal(one.Log, two.Log);
        Assert.Equal(one.Engine.Accounts.Select(account => account.Wallets[0].BalanceE8), two.Engine.Accounts.Select(account => account.Wallets[0].BalanceE8));
    }

    [Fact]
    public void The_storms_reach_what_they_are_for()
    {
        HashSet<string> seen = [];
        for (int seed = 101; seed <= 112; seed++)
        {
            World world = Run(seed, (InstrumentKind)(seed % 3), steps: 500);
            foreach (string line in world.Log)
            {
                string[] words = line.Split(' ');
                if (words[0] is "mmp" or "lock") seen.Add(words[0]);
                if (words[0] is "order" && words[2] == "cancelled") seen.Add(words[^1]);
                if (words[0] is "state") seen.Add(words[^1]);
            }

            if (world.Released.Count > 0) seen.Add("held");
            if (world.Settled.Any(row => row.FundingE8 != 0)) seen.Add("funding");
        }

        string[] wanted =
        [
            "mmp", "lock", "mmp_trigger", "autoliquidation", "user_request", "settlement", "order_overlap", "order_overlap_another_sub",
            "edit_post_only_reject", "risk_mitigation", "delivered", "held", "funding",
        ];
        Assert.Empty(wanted.Except(seen));
    }

    private static World Run(int seed, InstrumentKind kind, int steps)
    {
        Dice dice = new((ulong)seed, 2);
        InstrumentSpec spec = kind switch
        {
            InstrumentKind.InversePerpetual => InstrumentSpec.BtcPerpetual() with { SpeedBumpUs = dice.Below(2) * 10_000 },
            InstrumentKind.LinearPerpetual => InstrumentSpec.BtcUsdcPerpetual() with { TickE8 = Units.One / 2 },
            _ => InstrumentSpec.BtcDated((World.StartUs / Units.DayUs * Units.DayUs) + Units.DayUs + (8 * 3600 * Units.SecondUs)),
        };
        World world = new(new EngineOptions { OverlapCancelsTaker = dice.Chance(0.5), SettlementUs = Units.SecondUs }, spec);
        long lot = spec.IsInverse ? spec.ContractE8 * 100 : spec.ContractE8 * 200;
        Account[] accounts = [world.Ann, world.Bob, world.Cid, world.Add("dora", 0.004, owner: 3), world.Add("emil", 0.002, owner: 3)];
        if (!spec.IsInverse)
            foreach (Account account in accounts) world.Engine.Deposit(account, "USDC", account.WalletIn("USDC")!.BalanceE8 * 40_000);
        accounts[1].SelfTradeMode = SelfTradeMode.CancelMaker;
        accounts[3].SelfTradeAcrossSubaccounts = true;
        world.Engine.SetMmp(world.Ann, new MmpConfig { IndexName = spec.IndexName, IntervalUs = Units.SecondUs, FrozenUs = Units.SecondUs, QuantityLimitE8 = World.E8(0.1) });
        double index = 50_000;
        for (int step = 0; step < steps; step++)
        {
            Act(world, dice, accounts[dice.Below(accounts.Length)], lot, index);
            if (dice.Chance(0.1)) world.Engine.SetIndex(spec.IndexName, World.E8(index = Math.Clamp(index + (0.5 * dice.Between(-300, 300) * (dice.Chance(0.2) ? 10 : 1)), 30_000, 80_000)));
            world.After(dice.Chance(0.02) ? 3600 * dice.Between(1, 6) : dice.Chance(0.3) ? dice.Unit() * 2 : 0.001);
            try
            {
                world.CheckInvariants();
            }
            catch (Exception reason)
            {
                throw new InvalidOperationException($"seed {seed}, step {step}: {reason.Message}", reason);
            }
        }

        return world;
    }

    private static void Act(World world, Dice dice, Account account, long lot, double index)
    {
        long before = account.PositionIn(world.Instrument)?.SizeE8 ?? 0;
        IReadOnlyList<Order> live = account.OpenOrders;
        double price = Math.Round((index * 2) + dice.Between(-12, 12)) / 2;
        switch (dice.Below(12))
        {
            case 0 when live.Count > 0:
                world.Engine.Cancel(account, live[dice.Below(live.Count)].Id);
                break;
            case 1 or 2 when live.Count > 0:
                world.Engine.Edit(account, live[dice.Below(live.Count)].Id, new EditRequest
                {
                    AmountE8 = dice.Chance(0.5) ? lot * dice.Between(1, 9) : null, PriceE8 = dice.Chance(0.5) ? World.E8(price) : null,
                    ReduceOnly = dice.Chance(0.1) ? true : null, RejectPostOnly = dice.Chance(0.2) ? true : null,
                });
                break;
            case 3 when dice.Chance(0.2):
                world.Engine.CancelAll(account, new CancelFilter());
                break;
            case 4:
                world.Engine.ClosePosition(account, world.Instrument, OrderType.Market, 0);
                break;
            default:
                OrderRequest request = new(account, world.Instrument, dice.Chance(0.5) ? OrderSide.Buy : OrderSide.Sell, lot * dice.Between(1, 9), World.E8(price))
                {
                    Type = dice.Below(10) switch { 0 => OrderType.Market, 1 => OrderType.MarketLimit, _ => OrderType.Limit },
                    TimeInForce = dice.Below(8) switch { 0 => TimeInForce.FillOrKill, 1 => TimeInForce.ImmediateOrCancel, 2 => TimeInForce.GoodTilDay, _ => 0 },
                    PostOnly = dice.Chance(0.2), ReduceOnly = dice.Chance(0.2), Mmp = ReferenceEquals(account, world.Ann) && dice.Chance(0.3),
                };
                OrderResult result = world.Engine.Place(request);
                long after = account.PositionIn(world.Instrument)?.SizeE8 ?? 0;
                if (request.ReduceOnly) Assert.True(Math.Abs(after) <= Math.Abs(before) && (long)Math.Sign(after) * before >= 0, "reduce-only grew the position");
                if (request.PostOnly && result.Order != null) Assert.Empty(result.Trades);
                break;
        }
    }
}
