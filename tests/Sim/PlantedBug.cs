using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Sim;

/// <summary>Breaks one thing in the wiring, once the seed has had a fair beginning.</summary>
internal sealed class PlantedBug(World world, Canary canary)
{
    private static readonly long s_plantedNs = SimRun.FairUntilNs + 2 * Units.NsPerSecond;
    private readonly long[] _openingLots = new long[2];
    private readonly long[] _formerOpeningLots = new long[2];
    private SplitMix64 _random = new(world.Seed.Number ^ 0xCA9A);

    /// <summary>How far the limit of the position is off, lots.</summary>
    internal int TooManyLots => canary == Canary.LimitOffByOne ? 1 : 0;

    /// <summary>How many times too large it is.</summary>
    internal int TooManyTimes => canary == Canary.LimitIgnored ? 3 : 1;

    private bool IsPlanted => world.NowNs >= s_plantedNs;

    /// <summary>True if the quoter does not get this event.</summary>
    internal bool Swallows(ref readonly Event e) => IsPlanted && e.Kind switch
    {
        EventKind.Fill => (canary == Canary.LostFill && OneIn(3)) || (canary == Canary.BlindToPositions && OneIn(10)),
        EventKind.Position => canary == Canary.BlindToPositions && !e.Has(EventFlags.Snapshot),
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
        if (canary == Canary.DoubledEdit && command.Verb == CommandVerb.Edit) command.SizeLots *= 2;
        if (canary != Canary.SwallowedCancel || command.Verb != CommandVerb.Cancel || !OneIn(4)) return false;
        Event done = default;
        done.Kind = EventKind.OrderUpdate;
        done.Flags = EventFlags.First | EventFlags.Last | ((command.Flags & OutputRecord.SellFlag) != 0 ? EventFlags.Ask : EventFlags.None);
        done.InstrumentIndex = command.InstrumentIndex;
        done.ReceivedNs = world.NowNs;
        done.Order.OrderId = command.OrderId;
        done.Order.Report = OrderReport.Cancelled;
        done.Order.PriceTicks = done.Order.OpenLots = done.Order.FilledLots = Units.Missing;
        run.Apply(in done);
        return true;
    }

    /// <summary>What is sent in place of a payload; null if nothing is.</summary>
    internal byte[]? Rewritten(ReadOnlySpan<byte> payload)
    {
        if (canary != Canary.ForgottenCancelAll || !IsPlanted) return null;
        // Both are answered as if nothing had been there.
        string text = Encoding.UTF8.GetString(payload);
        if (text.Contains("private/cancel_all_by_instrument", StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(text.Replace("private/cancel_all_by_instrument", "private/cancel_by_label", StringComparison.Ordinal).Replace("\"instrument_name\":", "\"label\":", StringComparison.Ordinal));
        return text.Contains("private/get_open_orders", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(text.Replace("\"kind\":\"future\"", "\"kind\":\"option\"", StringComparison.Ordinal))
            : null;
    }

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

    private bool OneIn(int many) => _random.NextIndex(many) == 0;
}
