using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Journal;

/// <summary>Reads back what <see cref="DeltaEncoder"/> wrote, and refuses anything else.</summary>
/// <remarks>Thread: one. Allocates only when made. Any bytes are safe: nothing outside the spans is touched and the result is a bool.</remarks>
public sealed unsafe class DeltaDecoder : IDisposable
{
    /// <summary>Readable bytes that must follow the payload in its buffer; their values do not matter.</summary>
    public const int SlackBytes = 128;

    private readonly DeltaTable _table = new();

    /// <summary>Decodes one block.</summary>
    /// <param name="kind">Which ring the records are from.</param>
    /// <param name="payload">The payload and <see cref="SlackBytes"/> after it.</param>
    /// <param name="payloadBytes">Bytes of the payload.</param>
    /// <param name="records">Room for exactly the records of the block.</param>
    /// <returns>False if the payload is not one of that many records; <paramref name="records"/> is then undefined.</returns>
    public bool TryDecode(BlockKind kind, ReadOnlySpan<byte> payload, int payloadBytes, Span<byte> records)
    {
        int count = records.Length / JournalFormat.RecordBytes;
        if (records.Length % JournalFormat.RecordBytes != 0 || payloadBytes < 2 * count || payload.Length - SlackBytes < payloadBytes) return false;
        fixed (byte* from = payload)
        fixed (byte* to = records)
            return DecodeAll(kind, from, payloadBytes, (ulong*)to, count);
    }

    private bool DecodeAll(BlockKind kind, byte* from, int bytes, ulong* record, int count)
    {
        DeltaTable table = _table;
        table.Reset();
        DeltaHead* heads = table.Heads;
        ulong* before = table.Zero; // the last record that is not a further slot
        uint part = 0;
        byte* control = from;
        byte* at = from + 2 * count;
        byte* limit = from + bytes;
        for (ulong* end = record + 8 * count; record < end; record += 8, control += 2)
        {
            uint present = control[0];
            uint slot = control[1];
            uint difference = 0;
            DeltaHead* entry = heads + (slot & (DeltaTable.Slots - 1));
            if ((slot & DeltaVarint.HasExtras) != 0 && !ReadExtras(ref at, slot & (DeltaTable.Slots - 1), kind, out difference)) return false;
            if (entry->Key == 0) return false; // a slot that nothing was learnt for
            ulong** bothCell = entry->Both;
            ulong** sideCell = entry->Side;
            ulong* times = before;
            uint lastDetail = entry->Detail;
            if (entry->IsPart)
            {
                bothCell = sideCell = table.PartCell((uint)before[0], ++part);
                times = *bothCell;
                lastDetail = (uint)(times[0] >> 32);
            }
            uint counted = ((uint)(before[0] >> 32) + 1) & entry->NotFirstMask;
            uint detail = ((counted & entry->LevelMask) | (lastDetail & ~entry->LevelMask)) + difference;
            entry->Detail = detail;

            ulong* both = *bothCell;
            ulong* side = *sideCell;
            ulong w1 = times[1], w2 = times[2], w3 = both[3], w4 = both[entry->Word4From];
            ulong w5 = side[5], w6 = both[6] & entry->Word6Mask, w7 = both[7];
            ulong word;
            if ((present & 0b00000010) != 0) { at = DeltaVarint.ReadFast(at, out word); w1 += DeltaVarint.Unfold(word); }
            if ((present & 0b00000100) != 0)
            {
                at = DeltaVarint.ReadFast(at, out word);
                w2 += DeltaVarint.Unfold(word) * ((present & DeltaVarint.InMs) != 0 ? 1_000_000UL : 1UL);
            }
            if ((present & 0b00001000) != 0) { at = DeltaVarint.ReadFast(at, out word); w3 += DeltaVarint.Unfold(word); }
            if ((present & 0b00010000) != 0) { at = DeltaVarint.ReadFast(at, out word); w4 += DeltaVarint.Unfold(word); }
            if ((present & 0b00100000) != 0) { at = DeltaVarint.ReadFast(at, out word); w5 += DeltaVarint.Unfold(word); }
            if ((present & 0b01000000) != 0) { at = DeltaVarint.ReadFast(at, out word); w6 += DeltaVarint.Unfold(word); }
            if ((present & 0b10000000) != 0) { at = DeltaVarint.ReadFast(at, out word); w7 += DeltaVarint.Unfold(word); }
            if (at > limit) return false; // at most one record was read beyond the end, and the slack is larger than that
            record[0] = (uint)entry->Key | ((ulong)detail << 32);
            record[1] = w1;
            record[2] = w2;
            record[3] = w3;
            record[4] = w4;
            record[5] = w5;
            record[6] = w6;
            record[7] = w7;
            *bothCell = record;
            *sideCell = record;
            if (!entry->IsPart)
            {
                before = record;
                part = 0;
            }
        }
        return at == limit;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadExtras(ref byte* at, uint slot, BlockKind kind, out uint difference)
    {
        difference = 0;
        uint extras = *at++;
        if (extras is 0 or > (DeltaVarint.NewHead | DeltaVarint.NewDetail)) return false;
        if ((extras & DeltaVarint.NewHead) != 0)
        {
            uint head = Unsafe.ReadUnaligned<uint>(at);
            at += 4;
            if (DeltaTable.SlotOf(head) != slot) return false;
            _table.Learn(slot, head, kind);
        }
        if ((extras & DeltaVarint.NewDetail) != 0)
        {
            at = DeltaVarint.Read(at, out ulong word);
            if (word is 0 or > uint.MaxValue) return false;
            difference = (uint)word;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
