using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Minnow.Core.Journal;

/// <summary>Turns 64-byte records into what differs from their predictions. One block in, one payload out; no state between blocks.</summary>
/// <remarks>
/// Payload: two control bytes a record, then the data bytes of all records. Each of words 1 to 7 is subtracted from its
/// prediction, folded so that small numbers of either sign are small, and written seven bits a byte only if it is not 0.
/// Hardly a branch on the data: every word is stored and the pointer moves by its length, 0 to 8. Source of the byte layout:
/// docs/formats/journal.md; naive twin in the tests. Thread: one. Allocates only when made.
/// </remarks>
public sealed unsafe class DeltaEncoder : IDisposable
{
    /// <summary>Most payload bytes that one record can take.</summary>
    public const int MaxRecordBytes = 2 + 1 + 4 + 5 + 7 * DeltaVarint.MaxBytes;

    private readonly DeltaTable _table = new();

    /// <summary>Room that an encode needs for <paramref name="count"/> records, its own slack included.</summary>
    public static int MaxBytes(int count) => checked(count * MaxRecordBytes + 16);

    /// <summary>Encodes one block.</summary>
    /// <param name="kind">Which ring the records are from.</param>
    /// <param name="records">Whole 64-byte records.</param>
    /// <param name="payload">At least <see cref="MaxBytes"/> of the record count.</param>
    /// <returns>Bytes of payload.</returns>
    /// <exception cref="ArgumentException">Not whole records, or too little room.</exception>
    public int Encode(BlockKind kind, ReadOnlySpan<byte> records, Span<byte> payload)
    {
        if (records.Length % JournalFormat.RecordBytes != 0)
            throw new ArgumentException($"{records.Length} bytes are not whole records of {JournalFormat.RecordBytes}.", nameof(records));
        int count = records.Length / JournalFormat.RecordBytes;
        if (payload.Length < MaxBytes(count))
            throw new ArgumentException($"{count} records may need {MaxBytes(count)} bytes, not {payload.Length}.", nameof(payload));
        fixed (byte* from = records)
        fixed (byte* to = payload)
            return EncodeAll(kind, (ulong*)from, count, to);
    }

    private int EncodeAll(BlockKind kind, ulong* record, int count, byte* to)
    {
        DeltaTable table = _table;
        table.Reset();
        DeltaHead* heads = table.Heads;
        ulong* before = table.Zero; // the last record that is not a further slot
        uint part = 0;
        byte* control = to;
        byte* at = to + 2 * count;
        for (ulong* end = record + 8 * count; record < end; record += 8)
        {
            uint head = (uint)record[0];
            uint detail = (uint)(record[0] >> 32);
            uint slot = DeltaTable.SlotOf(head);
            DeltaHead* entry = heads + slot;
            uint extras = 0;
            if (entry->Key != DeltaHead.KeyOf(head))
            {
                table.Learn(slot, head, kind);
                extras = DeltaVarint.NewHead;
            }
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
            uint expected = (counted & entry->LevelMask) | (lastDetail & ~entry->LevelMask);
            entry->Detail = detail;
            if ((extras | (detail ^ expected)) != 0) at = WriteExtras(at, ref slot, extras, head, detail - expected);

            ulong* both = *bothCell;
            ulong* side = *sideCell;
            ulong w1 = DeltaVarint.Fold(record[1] - times[1]);
            ulong w2 = DeltaVarint.FoldTime(record[2] - times[2], out uint inMs);
            ulong w3 = DeltaVarint.Fold(record[3] - both[3]);
            ulong w4 = DeltaVarint.Fold(record[4] - both[entry->Word4From]);
            ulong w5 = DeltaVarint.Fold(record[5] - side[5]);
            ulong w6 = DeltaVarint.Fold(record[6] - (both[6] & entry->Word6Mask));
            ulong w7 = DeltaVarint.Fold(record[7] - both[7]);
            *bothCell = record;
            *sideCell = record;
            if (!entry->IsPart)
            {
                before = record;
                part = 0;
            }

            uint present = inMs;
            if (Bmi2.X64.IsSupported && (w1 | w2 | w3 | w4 | w5 | w6 | w7) >> DeltaVarint.ShortBits == 0)
            {
                at = WriteShort(at, w1, 1, ref present);
                at = WriteShort(at, w2, 2, ref present);
                at = WriteShort(at, w3, 3, ref present);
                at = WriteShort(at, w4, 4, ref present);
                at = WriteShort(at, w5, 5, ref present);
                at = WriteShort(at, w6, 6, ref present);
                at = WriteShort(at, w7, 7, ref present);
            }
            else
            {
                at = WriteLong(at, w1, 1, ref present);
                at = WriteLong(at, w2, 2, ref present);
                at = WriteLong(at, w3, 3, ref present);
                at = WriteLong(at, w4, 4, ref present);
                at = WriteLong(at, w5, 5, ref present);
                at = WriteLong(at, w6, 6, ref present);
                at = WriteLong(at, w7, 7, ref present);
            }
            control[0] = (byte)present;
            control[1] = (byte)slot;
            control += 2;
        }
        return (int)(at - to);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a new head, or a detail that was not foreseen
    private static byte* WriteExtras(byte* at, ref uint slot, uint extras, uint head, uint difference)
    {
        slot |= DeltaVarint.HasExtras;
        byte* flags = at++;
        if (extras != 0)
        {
            Unsafe.WriteUnaligned(at, head);
            at += 4;
        }
        if (difference != 0)
        {
            extras |= DeltaVarint.NewDetail;
            at = DeltaVarint.Write(at, difference);
        }
        *flags = (byte)extras;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* WriteShort(byte* at, ulong word, int bit, ref uint present)
    {
        int bits = 64 - BitOperations.LeadingZeroCount(word);
        int length = DeltaVarint.LengthOf(bits);
        ulong more = Bmi2.X64.ZeroHighBits(DeltaVarint.MoreBits, (uint)(length * 8 - 1) & 0xFF); // every byte but the last says "more"
        Unsafe.WriteUnaligned(at, Bmi2.X64.ParallelBitDeposit(word, DeltaVarint.DataBits) | more);
        present |= (length == 0 ? 0u : 1u) << bit;
        return at + length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // words beyond 56 bits, and machines without BMI2
    private static byte* WriteLong(byte* at, ulong word, int bit, ref uint present)
    {
        if (word == 0) return at;
        present |= 1u << bit;
        return DeltaVarint.Write(at, word);
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
