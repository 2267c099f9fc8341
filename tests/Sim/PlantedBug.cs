using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Sim;

/// <summary>Breaks one thing in the wiring between quoter and session.</summary>
internal sealed class PlantedBug(World world, Canary canary)
{
    private SplitMix64 _random = new(world.Seed.Number ^ 0xCA9A);

    /// <summary>True if the quoter does not get this event.</summary>
    internal bool Swallows(ref readonly Event e) => e.Kind switch
    {
        EventKind.Fill => (canary == Canary.LostFill && OneIn(3)) || (canary == Canary.BlindToPositions && OneIn(10)),
        EventKind.Position => canary == Canary.BlindToPositions && !e.Has(EventFlags.Snapshot),
        _ => false,
    };

    /// <summary>True if the session does not get this command.</summary>
    internal bool Swallows(ref OutputRecord command)
    {
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
        world.Apply(in done);
        return true;
    }

    /// <summary>How many more times this request is sent.</summary>
    internal int Copies(byte[] payload)
    {
        ReadOnlySpan<byte> text = payload;
        if (canary == Canary.OverTheLimit) return text.IndexOf("private/edit"u8) >= 0 ? 5 : 0;
        return canary == Canary.SentAgain && (text.IndexOf("private/buy"u8) >= 0 || text.IndexOf("private/sell"u8) >= 0) && OneIn(5) ? 1 : 0;
    }

    /// <summary>Called with each event after it was applied and logged.</summary>
    internal void AfterLogged(ref readonly Event e)
    {
        if (canary == Canary.UnloggedEvent && e.Kind == EventKind.Timer && OneIn(100)) world.Quoter.Apply(in e, world.Log.Count - 1);
    }

    private bool OneIn(int many) => _random.NextIndex(many) == 0;
}
