using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Minnow.Host.Net;

namespace Minnow.Tests.Host.Net;

/// <summary>Frames as a server sends them, whole or broken, and ways to cut them.</summary>
internal static class Frames
{
    internal static byte[] Of(int opcode, ReadOnlySpan<byte> payload, bool final = true, int reserved = 0, bool masked = false, int lengthBytes = -1, ulong? claimedBytes = null)
    {
        List<byte> bytes = [(byte)((final ? 0x80 : 0) | (reserved << 4) | opcode)];
        ulong length = claimedBytes ?? (ulong)payload.Length;
        if (lengthBytes < 0) lengthBytes = length < 126 ? 0 : length <= ushort.MaxValue ? 2 : 8;
        int mask = masked ? 0x80 : 0;
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(eight, length);
        bytes.Add((byte)(mask | lengthBytes switch { 0 => (int)length, 2 => 126, _ => 127 }));
        bytes.AddRange(eight[(8 - lengthBytes)..]);
        if (masked) bytes.AddRange([0, 0, 0, 0]);
        bytes.AddRange(payload);
        return bytes.ToArray();
    }

    internal static byte[] Text(string text, bool final = true) => Of(1, Encoding.UTF8.GetBytes(text), final);

    internal static byte[] Close(int code, string reason = "") => Of(8, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>A sequence over the same bytes whose segments end where <paramref name="random"/> says.</summary>
    internal static ReadOnlySequence<byte> Segmented(byte[] bytes, Random random, int longest)
    {
        if (bytes.Length == 0) return ReadOnlySequence<byte>.Empty;
        Segment? first = null, last = null;
        for (int at = 0; at < bytes.Length;)
        {
            int take = Math.Min(bytes.Length - at, random.Next(1, longest + 1));
            Segment next = new(bytes.AsMemory(at, take), at);
            last?.Append(next);
            first ??= next;
            last = next;
            at += take;
        }
        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    /// <summary>What the reader makes of a stream that comes in the pieces given.</summary>
    internal static List<string> Decode(WebSocketReader reader, IEnumerable<byte[]> pieces, Random random, int longestSegment = int.MaxValue - 1)
    {
        List<string> found = [];
        byte[] waiting = [];
        foreach (byte[] piece in pieces)
        {
            waiting = [.. waiting, .. piece];
            while (true)
            {
                ReadOnlySequence<byte> bytes = Segmented(waiting, random, Math.Min(longestSegment, Math.Max(1, waiting.Length)));
                WebSocketStep step = reader.Read(bytes, out ReadOnlySequence<byte> payload, out long consumed);
                if (step == WebSocketStep.Message) found.Add("text " + Convert.ToHexString(payload.ToArray()));
                else if (step == WebSocketStep.Ping) found.Add("ping " + Convert.ToHexString(payload.ToArray()));
                else if (step == WebSocketStep.Pong) found.Add("pong");
                else if (step == WebSocketStep.Close) found.Add($"close {reader.CloseCode} {reader.CloseText}");
                else if (step == WebSocketStep.Violation) found.Add($"!{reader.CloseCode}");
                if (step is WebSocketStep.Close or WebSocketStep.Violation) return found;
                if (step == WebSocketStep.NeedsMore) break;
                waiting = waiting[(int)consumed..];
            }
        }
        return found;
    }

    internal static IEnumerable<byte[]> Cut(byte[] bytes, Random random, int longest)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int take = Math.Min(bytes.Length - at, random.Next(1, longest + 1));
            yield return bytes[at..(at + take)];
            at += take;
        }
    }

    internal static byte[] Join(params byte[][] frames) => frames.SelectMany(static f => f).ToArray();

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> memory, long at)
        {
            Memory = memory;
            RunningIndex = at;
        }

        internal void Append(Segment next) => Next = next;
    }
}
