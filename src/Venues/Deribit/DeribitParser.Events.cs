using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <content>Events into the batch: heads, first and last, naming of instruments, refusals.</content>
public sealed partial class DeribitParser
{
    private int _stateSlot;   // instrument whose published state word changes if the frame is accepted, or -1
    private ulong _stateHash;

    /// <summary>Adds one event of the message itself. The caller has room: see <see cref="HasRoom"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Event AddOwn(EventKind kind, EventFlags flags, ushort index, long exchangeNs)
    {
        ref Event e = ref _batch.Add();
        e.Kind = kind;
        e.Flags = flags;
        e.InstrumentIndex = index;
        e.ReceivedNs = _receivedNs;
        e.ExchangeNs = exchangeNs;
        _ownEvents++;
        return ref e;
    }

    private bool HasRoom(int events) => _batch.Capacity - _batch.Count >= events;

    /// <summary>Finds or adds the instrument and sees that it has an index; a new one is named and defined in the batch.</summary>
    private ParseStatus FindAndTrack(ReadOnlySpan<byte> name, out int slot)
    {
        slot = _instruments.Find(name);
        return slot >= 0 && _instruments.At(slot).Index != Units.NoInstrument ? ParseStatus.Ok : StartTracking(name, out slot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: once per instrument
    private ParseStatus StartTracking(ReadOnlySpan<byte> name, out int slot)
    {
        slot = -1;
        if (!InstrumentTable.IsName(name)) return ParseStatus.BadName;
        if (_instruments.TrackedCount == _instruments.TrackedCapacity || !HasRoom(2)) return ParseStatus.TooManyInstruments;
        ParseStatus status = _instruments.FindOrAdd(name, out slot);
        return status != ParseStatus.Ok ? status : TrackSlot(slot);
    }

    private ParseStatus TrackSlot(int slot)
    {
        ParseStatus status = _instruments.Track(slot);
        if (status != ParseStatus.Ok) return status;

        ref InstrumentEntry entry = ref _instruments.At(slot);
        bool before = _ownEvents == 0; // a message of its own, unless it stands between trades of one
        ref Event e = ref _batch.Add();
        e.Kind = EventKind.InstrumentNamed;
        e.Flags = before ? EventFlags.First : EventFlags.None;
        e.InstrumentIndex = entry.Index;
        e.ReceivedNs = _receivedNs;
        e.Named.Name = entry.Name;
        AddDefinition(ref entry, before ? EventFlags.Last : EventFlags.None);
        return ParseStatus.Ok;
    }

    private void AddDefinition(ref InstrumentEntry entry, EventFlags flags)
    {
        ref Event e = ref _batch.Add();
        e.Kind = EventKind.InstrumentDefined;
        e.Flags = flags;
        e.InstrumentIndex = entry.Index;
        e.ReceivedNs = _receivedNs;
        e.Defined = entry.Definition;
    }

    /// <summary>Marks the ends of the message and makes the change of state that came with it count.</summary>
    private void FlagFirstAndLast()
    {
        if (_ownEvents == 0) return;
        Span<Event> events = _batch.Events;
        int first = 0;
        while (IsNaming(events[first].Kind)) first++;
        events[first].Flags |= EventFlags.First;
        int last = events.Length - 1;
        while (IsNaming(events[last].Kind)) last--;
        events[last].Flags |= EventFlags.Last;
        if (_stateSlot >= 0) _instruments.At(_stateSlot).StateHash = _stateHash;
    }

    private static bool IsNaming(EventKind kind) => kind is EventKind.InstrumentNamed or EventKind.InstrumentDefined;

    /// <summary>Leaves only the naming of instruments in the batch, which the table remembers, and says which books are lost.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // cold
    private ParseStatus Refuse(ParseStatus status, long frameBytes, long atBytes)
    {
        Span<Event> events = _batch.Events;
        int kept = 0;
        for (int i = 0; i < events.Length; i++)
        {
            if (!IsNaming(events[i].Kind)) continue;
            events[kept] = events[i];
            events[kept].Flags = events[i].Kind == EventKind.InstrumentNamed ? EventFlags.First : EventFlags.Last;
            kept++;
        }

        _batch.Truncate(kept);
        if (_scope == BookScope.None || _batch.IsFull) return status;

        ref Event e = ref _batch.Add();
        e.Kind = EventKind.BookInvalid;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = _scope == BookScope.One ? _instruments.At(_slot).Index : Units.NoInstrument;
        e.ReceivedNs = _receivedNs;
        e.Invalid.Status = status;
        e.Invalid.FrameBytes = frameBytes;
        e.Invalid.AtBytes = atBytes;
        return status;
    }
}
