using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Sim;

/// <summary>A connection whose owner is gone: what was sent before still arrives, and then its end, if anything says so.</summary>
/// <param name="Peer">At the venue.</param>
/// <param name="Faulty">The way through a script's faults, or null.</param>
/// <param name="Sent">On the way up, each with its time.</param>
/// <param name="EndNs">When the venue hears of the end, unless it finds out before.</param>
internal sealed record LostWire(Connection Peer, FaultyWire? Faulty, Queue<(long DueNs, byte[] Payload)> Sent, long EndNs)
{
    internal long NextNs => !Peer.IsOpen ? long.MaxValue : Sent.TryPeek(out (long DueNs, byte[] Payload) first) ? System.Math.Min(first.DueNs, EndNs) : EndNs;

    /// <returns>True once it is over.</returns>
    internal bool Step(World world)
    {
        while (Sent.TryPeek(out (long DueNs, byte[] Payload) next) && next.DueNs <= world.NowNs)
        {
            Sent.Dequeue();
            if (Peer.IsOpen) world.Deliver(Peer, Faulty, next.Payload);
        }
        if (Faulty is { } faulty) world.Pass(Peer, faulty);
        // Nobody is there to read it.
        while (Peer.TryTake(out _) || (Faulty is { } down && down.TryTakeForClient(world.NowNs / 1000, out _)))
        {
        }
        if (Peer.IsOpen && world.NowNs >= EndNs) world.Venue.Disconnect(Peer, DisconnectKind.Fin);
        if (Peer.IsOpen) return false;
        Faulty?.Closed();
        return true;
    }

    /// <summary>Later than any venue waits for a silent peer.</summary>
    internal static long NeverNs(long nowNs) => nowNs + 700 * Units.NsPerSecond;
}
