using System;
using System.Buffers.Binary;

namespace Minnow.Core.Tests.Journal;

/// <summary>Codec 1 as docs/formats/journal.md says it, word for word and without any cleverness: the twin of the fast decoder.</summary>
internal static class NaiveDelta
{
    internal static byte[] Decode(bool isInputs, ReadOnlySpan<byte> payload, int count)
    {
        var heads = new uint?[128];
        var details = new uint[128];
        var first = new ulong[128][];
        var second = new ulong[128][];
        var zero = new ulong[8];
        ulong[] before = zero;
        int part = 0;
        var records = new byte[count * 64];
        int at = 2 * count;
        for (int i = 0; i < count; i++)
        {
            byte present = payload[2 * i], control = payload[2 * i + 1];
            int slot = control & 127;
            uint added = 0;
            if ((control & 128) != 0)
            {
                byte extras = payload[at++];
                if ((extras & 1) != 0)
                {
                    heads[slot] = BinaryPrimitives.ReadUInt32LittleEndian(payload[at..]);
                    details[slot] = 0;
                    at += 4;
                }
                if ((extras & 2) != 0) added = (uint)Number(payload, ref at);
            }
            uint head = heads[slot]!.Value;
            byte kind = (byte)head, flags = (byte)(head >> 8);
            bool isLevel = isInputs && kind is 10 or 12 && isInputs;
            bool isFirst = (flags & 1) != 0;
            bool isPart = !isInputs && kind == 3;
            int contextSlot = Slot(head & 0xFFFF00FF), sideSlot = Slot(head & 0xFFFF08FF);
            if (isPart) sideSlot = Slot(((uint)before[0] & 0xFFFF0000) | (uint)(++part % 256));
            ulong[] context = (isPart ? second[sideSlot] : first[contextSlot]) ?? zero;
            ulong[] side = isLevel ? second[sideSlot] ?? zero : context;
            ulong[] times = isPart ? context : before;
            uint last = isPart ? (uint)(context[0] >> 32) : details[slot];
            uint expected = !isLevel ? last : isFirst ? 0 : (uint)(before[0] >> 32) + 1;
            details[slot] = expected + added;
            ulong[] record = [head | (ulong)details[slot] << 32, times[1], times[2], context[3], context[isLevel && isFirst ? 3 : 4], side[5], isLevel ? 0 : context[6], context[7]];
            for (int word = 1; word < 8; word++)
            {
                if ((present & (1 << word)) == 0) continue;
                ulong folded = Number(payload, ref at);
                ulong difference = (folded & 1) == 0 ? folded >> 1 : ~(folded >> 1);
                if (word == 2 && (present & 1) != 0) difference *= 1_000_000;
                record[word] += difference;
            }
            if (!isPart) first[contextSlot] = record;
            if (isLevel || isPart) second[sideSlot] = record;
            if (!isPart) (before, part) = (record, 0);
            for (int word = 0; word < 8; word++) BinaryPrimitives.WriteUInt64LittleEndian(records.AsSpan(i * 64 + word * 8), record[word]);
        }
        if (at != payload.Length) throw new InvalidOperationException($"{payload.Length - at} bytes are left");
        return records;
    }

    private static int Slot(uint value) => (int)((value * 0x9E3779B1) >> 25);

    private static ulong Number(ReadOnlySpan<byte> payload, ref int at)
    {
        ulong number = 0;
        for (int i = 0; i < 8; i++)
        {
            byte next = payload[at++];
            number |= (ulong)(next & 127) << (7 * i);
            if (next < 128) return number;
        }
        return number | (ulong)payload[at++] << 56;
    }
}
