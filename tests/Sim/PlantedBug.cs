using System;
using System.Text;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Risk;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Risk;

namespace Minnow.Sim;

/// <summary>Breaks one thing in the wiring, once the seed has had a fair beginning.</summary>
internal sealed partial class PlantedBug(World world, Canary canary)
{
    private static readonly long s_plantedNs = SimRun.FairUntilNs + 2 * Units.NsPerSecond;
    private readonly long[] _openingLots = new long[2];
    private readonly long[] _formerOpeningLots = new long[2];
    private OutputRecord _last;
    private SplitMix64 _random = new(world.Seed.Number ^ 0xCA9A);

    /// <summary>How far the limit of the position is off, lots.</summary>
    internal int TooManyLots => canary == Canary.LimitOffByOne ? 1 : 0;

    /// <summary>How many times too large it is.</summary>
    internal int TooManyTimes => canary == Canary.LimitIgnored ? 3 : 1;

    /// <summary>The limits that the quoter is told, over all instruments.</summary>
    internal RiskOptions Of(RiskOptions right) => canary switch
    {
        Canary.LimitsNotTold => right with { MaxGrossUsd = null, MaxLeverage = null, MaxOpenOrders = null },
        Canary.LossNotTold => right with { MaxSessionLoss = null, MaxSessionLossUsd = null, MaxDrawdown = null, MaxDrawdownUsd = null, MaxDailyLoss = null, MaxDailyLossUsd = null, MaxDrawdownPercent = null },
        _ => right,
    };

    /// <summary>The same of one instrument.</summary>
    internal InstrumentRiskOptions Of(InstrumentRiskOptions right) =>
        canary != Canary.LimitsNotTold ? right : right with { MaxOrderAmount = null, MaxLadderAmount = null, MaxOrders = null, MaxNotionalUsd = null, ExpiryWindowHours = 0 };

    private bool IsPlanted => world.NowNs >= s_plantedNs;

    /// <summary>True if the quoter does not get this event.</summary>
    internal bool Swallows(ref readonly Event e) => IsPlanted && e.Kind switch
    {
        EventKind.Fill => (canary == Canary.LostFill && OneIn(3)) || (canary == Canary.BlindToPositions && OneIn(10)),
        EventKind.Position => canary == Canary.BlindToPositions && !e.Has(EventFlags.Snapshot),
        EventKind.Operator => canary == Canary.DeafToPersons && e.Detail != (uint)OperatorVerb.Arm,
        EventKind.Gateway => canary == Canary.UntoldGateway && OneIn(2),
        _ => false,
    };

    /// <summary>A run begins.</summary>
    internal void Started() => _openingLots.CopyTo(_formerOpeningLots, 0);

    /// <summary>Changes what the quoter is told.</summary>
    internal void Alters(EngineRun run, ref Event e)
    {
        if (canary != Canary.ForgottenFills || e.Kind != EventKind.Position || !e.Has(EventFlags.Snapshot)) return;
        if (run.Number > 0) e.Position.SizeLots = _formerOpeningLots[e.InstrumentIndex];
        else _openingLots[e.InstrumentIndex] = e.Position.SizeLots;
    }

    /// <summary>Changes what the quoter asks for, before the gate looks at it.</summary>
    internal void Breaks(ref OutputRecord command)
    {
        if (!IsPlanted || command.Verb is not (CommandVerb.Place or CommandVerb.Edit)) return;
        if (canary == Canary.PriceFarOff && OneIn(10)) command.PriceTicks += command.PriceTicks / 20;
        if (canary == Canary.FatFinger && command.Verb == CommandVerb.Place && OneIn(10)) command.SizeLots *= 10;
    }

    /// <summary>True if the session does not get this command.</summary>
    internal bool Swallows(EngineRun run, ref OutputRecord command)
    {
        if (!IsPlanted) return false;
        if (canary == Canary.LadderWithoutCancel && command.Verb is (CommandVerb.Cancel or CommandVerb.CancelAll) && run.Block.Head.Risk.Ladder.Step >= (long)KillStep.Cancel) return true;
        if (canary == Canary.FateForgotten && command.Verb == CommandVerb.Place && OneIn(5)) Forgets(run, in command);
        if (canary == Canary.PlacedAfterwards && command.Verb == CommandVerb.Place) _last = command;
        if (canary == Canary.DoubledEdit && command.Verb == CommandVerb.Edit) command.SizeLots *= 2;
        if (canary != Canary.SwallowedCancel || command.Verb != CommandVerb.Cancel || !OneIn(4)) return false;
        Tell(run, in command, OrderReport.Cancelled);
        return true;
    }

    // Sent, and told as refused: what comes of it nobody waits for.
    private void Forgets(EngineRun run, in OutputRecord command)
    {
        run.OrderSession.Command(in command, world.NowNs, run.Batch);
        run.Publish();
        run.Orders.Send(world.NowNs);
        Tell(run, in command, OrderReport.Rejected);
    }

    private void Tell(EngineRun run, in OutputRecord command, OrderReport report)
    {
        Event done = default;
        done.Kind = EventKind.OrderUpdate;
        done.Flags = EventFlags.First | EventFlags.Last | ((command.Flags & OutputRecord.SellFlag) != 0 ? EventFlags.Ask : EventFlags.None);
        done.InstrumentIndex = command.InstrumentIndex;
        done.ReceivedNs = world.NowNs;
        done.Order.OrderId = command.OrderId;
        done.Order.Report = report;
        done.Order.PriceTicks = done.Order.OpenLots = done.Order.FilledLots = Units.Missing;
        run.Apply(in done);
    }

    /// <summary>What is sent in place of a payload; null if nothing is.</summary>
    internal byte[]? Rewritten(ReadOnlySpan<byte> payload)
    {
        if (!IsPlanted) return null;
        if (canary == Canary.FlattenThrough) return Through(Encoding.UTF8.GetString(payload));
        if (canary != Canary.ForgottenCancelAll) return null;
        // Both are answered as if nothing had been there.
        string text = Encoding.UTF8.GetString(payload);
        if (text.Contains("private/cancel_all_by_instrument", StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(text.Replace("private/cancel_all_by_instrument", "private/cancel_by_label", StringComparison.Ordinal).Replace("\"instrument_name\":", "\"label\":", StringComparison.Ordinal));
        return text.Contains("private/get_open_orders", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(text.Replace("\"kind\":\"future\"", "\"kind\":\"option\"", StringComparison.Ordinal))
            : null;
    }

    // Twice as much, and not only to reduce.
    private static byte[]? Through(string text)
    {
        if (!text.Contains("\"reduce_only\":true", StringComparison.Ordinal) || Amount().Match(text) is not { Success: true } amount) return null;
        long twice = 2 * long.Parse(amount.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(text.Replace("\"reduce_only\":true", "\"reduce_only\":false", StringComparison.Ordinal).Replace(amount.Value, $"\"amount\":{twice},", StringComparison.Ordinal));
    }

    [GeneratedRegex("\"amount\":([0-9]+),")]
    private static partial Regex Amount();

    /// <summary>How many more times this request is sent.</summary>
    internal int Copies(byte[] payload)
    {
        if (!IsPlanted) return 0;
        ReadOnlySpan<byte> text = payload;
        if (canary == Canary.OverTheLimit) return text.IndexOf("private/edit"u8) >= 0 ? 5 : 0;
        return canary == Canary.SentAgain && (text.IndexOf("private/buy"u8) >= 0 || text.IndexOf("private/sell"u8) >= 0) && OneIn(5) ? 1 : 0;
    }

    /// <summary>Called with each event after it was applied and logged.</summary>
    internal void AfterLogged(EngineRun run, ref readonly Event e)
    {
        if (canary == Canary.UnloggedEvent && IsPlanted && e.Kind == EventKind.Timer && OneIn(100)) run.Quoter.Apply(in e, run.Log.Count - 1);
    }

    /// <summary>Called after each step of the world.</summary>
    internal void Step(EngineRun run)
    {
        if (!IsPlanted) return;
        ref readonly KillLadder ladder = ref run.Block.Head.Risk.Ladder;
        if (canary == Canary.PlacedAfterwards && ladder.Step == (long)KillStep.Cancel && world.NowNs - ladder.SinceNs > 200 * Units.NsPerMs && _last.OrderId != 0)
        {
            OutputRecord again = _last;
            again.OrderId += 1_000_000;
            _last = default;
            run.OrderSession.Command(in again, world.NowNs, run.Batch);
            run.Publish();
            run.Orders.Send(world.NowNs);
        }
        if (canary == Canary.ArmsItself && run.Halted != 0 && world.NowNs - ladder.SinceNs > 2 * Units.NsPerSecond) run.Operate(OperatorVerb.Arm);
    }

    private bool OneIn(int many) => _random.NextIndex(many) == 0;
}
