using System;
using System.Collections.Generic;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>The gate beside its plain twin, over commands of a quoter gone mad and the answers of an honest venue. FsCheck prints the number of a series that breaks it; that number alone makes it.</summary>
public sealed class GatePropertyTests
{
    private const long Mid = GateScript.MidTicks;
    private const int Steps = 120;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static void Holds(Func<int, bool> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property).Check(s_config);

    [Fact]
    public void D2_It_denies_exactly_what_the_twin_denies_and_by_a_control_that_the_twin_names() => Holds(static number => Play(number, static (_, _) => { }));

    [Fact]
    public void D5_I3_Whatever_is_asked_the_position_never_exceeds_the_limit_even_if_everything_that_was_let_out_is_filled() => Holds(static number => Play(number, static (twin, script) =>
    {
        for (int i = 0; i < 2; i++)
        {
            long lot = i == 0 ? 10 * Units.E8 : Units.E8 / 1000, most = script.Gate.Limit(GateLimit.PositionAmountE8, i) / lot;
            Assert.True(twin.Worst(i, false) <= most && twin.Worst(i, true) <= most, $"instrument {i}: {twin.Worst(i, false)}, {twin.Worst(i, true)} of {most}");
            Assert.Equal((long)BigInteger.Max(0, BigInteger.Max(twin.Worst(i, false), twin.Worst(i, true))) * lot, script.Gate.Used(GateLimit.PositionAmountE8, i, script.NowNs));
        }
    }));

    private static bool Play(int number, Action<GateTwin, GateScript> look)
    {
        SplitMix64 random = new((ulong)number);
        GateScript s = new(t =>
        {
            t.Inverse.Set(GateLimit.OpenOrders, 6);
            t.Inverse.Set(GateLimit.OrderNotionalE8, 900 * Units.E8);
            t.Linear.Set(GateLimit.OrderNotionalE8, 50_000 * Units.E8);
            t.Account.Set(GateLimit.RepeatedFills, 4);
            t.Account.Set(GateLimit.MessageBurst, 100_000);
        });
        GateTwin twin = new(s.Account, [s.Inverse, s.Linear], [10 * Units.E8, Units.E8 / 1000]);
        long id = 0;
        for (int step = 0; step < Steps; step++)
        {
            s.Wait(random.NextIndex(60));
            if (step % 10 == 0) s.Prices(0).Prices(1);
            switch (random.NextIndex(8))
            {
                case 0 or 1 or 2:
                    Ask(ref random, s, twin, ref id, isPlace: true);
                    break;
                case 3:
                    Ask(ref random, s, twin, ref id, isPlace: false);
                    break;
                default:
                    Answer(ref random, s, twin);
                    break;
            }
            if (twin.IsLatched && random.NextIndex(4) == 0)
            {
                s.Person(OperatorVerb.Arm);
                twin.Arm();
            }
            look(twin, s);
        }
        return true;
    }

    private static void Ask(ref SplitMix64 random, GateScript s, GateTwin twin, ref long id, bool isPlace)
    {
        int i = random.NextIndex(2);
        List<GateTwin.Order> live = twin.Live(i);
        GateTwin.Order? old = isPlace || live.Count == 0 ? null : live[random.NextIndex(live.Count)];
        bool sell = old?.Sell ?? random.NextIndex(2) == 0;
        long away = random.NextIndex(8) == 0 ? 2395 + random.NextIndex(10) : random.NextIndex(6) - 1;
        long most = i == 0 ? 100 : 1000;
        long lots = random.NextIndex(10) switch { 0 => most, 1 => most + 1, 2 => -1 + random.NextIndex(2), 3 => most * 90 / 100 + random.NextIndex(3), _ => 1 + random.NextIndex((int)most / 2) };
        OutputRecord c = new()
        {
            Kind = OutputKind.Command, Verb = isPlace ? CommandVerb.Place : CommandVerb.Edit, InstrumentIndex = (ushort)i, Flags = sell ? OutputRecord.SellFlag : 0,
            OrderId = isPlace ? random.NextIndex(20) == 0 ? id : ++id : old?.Id ?? id, PriceTicks = Mid + (sell ? away : -away), SizeLots = lots, TimeNs = s.NowNs,
        };
        if (!isPlace && random.NextIndex(4) == 0) c.Verb = CommandVerb.Cancel;
        HashSet<GateControl> no = c.Verb == CommandVerb.Cancel ? [] : twin.Judge(in c, s.NowNs, Mid);
        GateControl said = s.Gate.Check(in c, s.NowNs);
        Assert.True(no.Count == 0 ? said == GateControl.None : no.Contains(said), $"{c.Verb} {c.OrderId} {(sell ? "sell" : "buy")} {lots} at {c.PriceTicks}: gate {said}, twin {string.Join(", ", no)}");
        if (said == GateControl.None) twin.LetOut(in c, s.NowNs);
    }

    private static void Answer(ref SplitMix64 random, GateScript s, GateTwin twin)
    {
        int i = random.NextIndex(2);
        List<GateTwin.Order> live = twin.Live(i);
        if (live.Count == 0) return;
        GateTwin.Order order = live[random.NextIndex(live.Count)];
        s.Wait(1);
        switch (random.NextIndex(5))
        {
            case 0:
                long open = Math.Max(0, order.Asked.Lots - (long)order.Filled);
                if (open == 0) break;
                s.Told(order.Id, OrderReport.Accepted, open, (long)order.Filled, order.Asked.Ticks, instrument: (ushort)i);
                GateTwin.Accepted(order);
                break;
            case 1:
                s.Told(order.Id, OrderReport.Cancelled, Units.Missing, (long)order.Filled, instrument: (ushort)i);
                twin.Gone(i, order);
                break;
            case 2:
                s.Told(order.Id, OrderReport.Unclear, instrument: (ushort)i);
                break;
            default:
                long lots = Math.Min((long)order.Worst, 1 + random.NextIndex(60));
                if (lots <= 0) break;
                s.Fill(order.Id, lots, order.Sell, (ushort)i);
                twin.Filled(i, order, lots, s.NowNs);
                break;
        }
    }
}
