using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Where a book's subscription stands.</summary>
internal enum BookStage : byte
{
    /// <summary>No connection.</summary>
    Off = 0,

    /// <summary>Subscribed: the snapshot is awaited.</summary>
    Awaiting = 1,

    /// <summary>Follows the venue.</summary>
    Live = 2,

    /// <summary>To be unsubscribed, from <see cref="BookWatch.DueNs"/> on.</summary>
    Broken = 3,

    /// <summary>The acknowledgement of the unsubscription is awaited: before it, a subscription brings no snapshot.</summary>
    Leaving = 4,

    /// <summary>To be subscribed again.</summary>
    Left = 5,
}

/// <summary>What the sequence of a message says.</summary>
internal enum BookVerdict : byte
{
    /// <summary>In order, or of no consequence.</summary>
    Fine = 0,

    /// <summary>A fresh snapshot: the book follows the venue from here on.</summary>
    Fresh = 1,

    /// <summary>A gap: ask anew.</summary>
    Gap = 2,

    /// <summary>A snapshot that is older than what was seen: ask anew.</summary>
    Stale = 3,
}

/// <summary>Follows the sequence of one book, by the rules of the quoter's own book, to know when a fresh snapshot must be asked for.</summary>
/// <remarks>Faults A1 to A6. Ids are only compared, never added. A stale snapshot is refused once: a venue that numbers anew is then believed.</remarks>
internal struct BookWatch
{
    internal byte[] Channel;
    internal ushort Instrument;
    internal BookStage Stage;
    internal long DueNs;     // Awaiting: when the snapshot is late; Broken: from when on to ask
    internal long WaitMs;    // how long the next snapshot may take
    internal long RequestId; // Leaving: the unsubscription

    private long _lastId;
    private long _lastPrevId;
    private bool _lastIsSnapshot;
    private bool _hasDropped;
    private long _droppedId;

    /// <summary>A new connection: what was seen on the last one does not count.</summary>
    internal void Restart(long firstWaitMs)
    {
        _hasDropped = false;
        WaitMs = firstWaitMs;
    }

    /// <summary>The subscription was sent.</summary>
    internal void Subscribed(long nowNs, long longestMs)
    {
        Stage = BookStage.Awaiting;
        DueNs = nowNs + WaitMs * Units.NsPerMs;
        WaitMs = Math.Min(longestMs, WaitMs * 2);
    }

    /// <summary>The first event of a message.</summary>
    internal BookVerdict See(in Event e, long firstWaitMs)
    {
        long id = e.Level.ChangeId;
        bool live = Stage == BookStage.Live;
        if (e.Has(EventFlags.Snapshot))
        {
            bool stale = live ? id < _lastId : _hasDropped && id < _droppedId;
            _hasDropped = false;
            if (live && stale) return BookVerdict.Fine;
            if (stale) return BookVerdict.Stale;
            Note(e, isSnapshot: true);
            // While the old subscription still speaks, only the answer to the new one counts.
            if (Stage is not (BookStage.Awaiting or BookStage.Live)) return BookVerdict.Fine;
            Stage = BookStage.Live;
            WaitMs = firstWaitMs;
            return BookVerdict.Fresh;
        }

        if (live && e.Level.PrevChangeId == _lastId && id > _lastId)
        {
            Note(e, isSnapshot: false);
            return BookVerdict.Fine;
        }

        if (live && id == _lastId && (_lastIsSnapshot || e.Level.PrevChangeId == _lastPrevId)) return BookVerdict.Fine;
        _hasDropped = true;
        _droppedId = id;
        return live ? BookVerdict.Gap : BookVerdict.Fine;
    }

    private void Note(in Event e, bool isSnapshot)
    {
        _lastId = e.Level.ChangeId;
        _lastPrevId = e.Level.PrevChangeId;
        _lastIsSnapshot = isSnapshot;
    }
}
