using Minnow.Core.Book;
using Minnow.Core.Model;

namespace Minnow.Core.Engine;

/// <summary>Asks for a fresh book when the one we have is known to be wrong (faults A1, A11, A22).</summary>
/// <remarks>Only in a live run: a recording can not be asked.</remarks>
internal static class FeedDesk
{
    /// <summary>A book crossed for longer than this is asked for anew, ns.</summary>
    internal const long CrossedNs = Units.NsPerSecond;

    /// <summary>Shortest time between two requests, ns.</summary>
    internal const long BetweenNs = 5 * Units.NsPerSecond;

    internal static void Resync(ushort index, ref QuoterState head, ref InstrumentState instrument, OutputBatch output)
    {
        if (head.Gateway == (long)GatewayPhase.None || head.FeedLost != 0 || !IsWrong(in head, in instrument)) return;
        if (instrument.ResyncCount != 0 && !FeedHealth.IsOlder(head.NowNs, instrument.LastResyncNs, BetweenNs)) return;
        instrument.LastResyncNs = head.NowNs;
        instrument.ResyncCount++;
        head.CommandCount++;
        ref OutputRecord command = ref output.AddCommand();
        command.Verb = CommandVerb.Resync;
        command.InstrumentIndex = index;
        command.CauseSequence = head.LastSequence;
        command.TimeNs = head.NowNs;
    }

    private static bool IsWrong(in QuoterState head, in InstrumentState instrument)
    {
        ref readonly L2Book book = ref instrument.Book;
        if (book.Status == BookStatus.Invalid) return book.InvalidReason != BookInvalidReason.FeedLost;
        if (!book.IsValid) return false;
        if (book.CrossedSinceNs != 0 && FeedHealth.IsOlder(head.NowNs, book.CrossedSinceNs, CrossedNs)) return true;
        long contradictedNs = instrument.Health.ContradictedSinceNs;
        return contradictedNs != 0 && FeedHealth.IsOlder(head.NowNs, contradictedNs, instrument.Parameters.MaxFeedAgeNs);
    }
}
