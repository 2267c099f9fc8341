using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Tests.Deribit.Private;

/// <summary>The same payloads respelled, cut, and damaged.</summary>
public sealed class PrivateHostileTests(ITestOutputHelper output)
{
    private readonly PrivateBench _bench = new();

    [Fact]
    public void Every_written_payload_is_taken()
    {
        foreach (string payload in WrittenPrivate.All) Assert.True(_bench.Parse(payload) == ParseStatus.Ok, payload);
    }

    [Fact]
    public void Rows_are_what_a_document_tree_and_decimals_say()
    {
        foreach (string payload in WrittenPrivate.All)
        {
            _bench.Read(payload);
            Assert.Equal(NaivePrivateReader.Rows(payload), Rows(payload));
        }
    }

    [Fact]
    public void A19_Order_of_keys_spaces_escapes_spelling_of_numbers_and_new_keys_do_not_matter()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        foreach (string payload in WrittenPrivate.All)
        {
            _bench.Read(payload);
            string expected = _bench.Everything();
            for (int i = 0; i < 200; i++)
            {
                string other = Reordered.Shuffled(payload, random);
                Assert.True(_bench.Parse(other) == ParseStatus.Ok, $"seed {seed}: {other}");
                string found = _bench.Everything();
                Assert.True(expected == found, $"seed {seed}: {other}\n{expected}\n{found}");
            }
        }
    }

    [Fact]
    public void A_payload_cut_anywhere_is_refused()
    {
        foreach (string payload in WrittenPrivate.All)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(payload);
            for (int length = 0; length < bytes.Length; length++)
            {
                ParseStatus status = _bench.Parser.Parse(bytes.AsSpan(0, length), _bench.Message);
                Assert.True(status == ParseStatus.MalformedJson, $"{status} at {length} of {payload}");
                Assert.Equal((Venues.Deribit.Private.PrivateKind.None, 0), (_bench.Message.Kind, _bench.Message.OrderCount));
            }
        }
    }

    [Fact]
    public void Damage_is_refused_or_means_to_the_tree_what_it_means_to_the_parser()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        byte[][] payloads = [.. WrittenPrivate.All.Select(Encoding.UTF8.GetBytes)];
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 40_000; i++)
        {
            byte[] damaged = Damage([.. payloads[random.Next(payloads.Length)]], payloads, random);
            string text = Encoding.UTF8.GetString(damaged);
            string where = $"seed {seed}, round {i}: {text}";
            ParseStatus status;
            try
            {
                status = _bench.Parser.Parse(damaged, _bench.Message);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(where, e);
            }

            if (status != ParseStatus.Ok)
            {
                refused++;
                continue;
            }

            taken++;
            List<string> expected;
            try
            {
                expected = NaivePrivateReader.Rows(text);
            }
            catch (OverflowException)
            {
                continue; // beyond decimal: only the parser can say
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                throw new InvalidOperationException(where, e);
            }

            if (!text.Contains("cancel_reason")) Assert.True(expected.SequenceEqual(Rows(text)), $"{where}\n{string.Join('\n', expected)}\n{string.Join('\n', Rows(text))}");
        }

        output.WriteLine($"{taken} taken, {refused} refused");
        Assert.True(taken > 1_000 && refused > 1_000, $"{taken} taken, {refused} refused");
    }

    // Positions beside changes are not used, and an odd one is left out.
    private List<string> Rows(string payload) => [.. _bench.Rows().Where(r => payload.Contains("\"result\"") || !r.StartsWith("position", StringComparison.Ordinal))];

    private static byte[] Damage(byte[] bytes, byte[][] others, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)"0123456789.eE-+\"{}[],:tfn\\ "[random.Next(27)];
                return bytes;
            case 2: // a piece twice
                int from = random.Next(bytes.Length);
                int length = random.Next(1, Math.Min(40, bytes.Length - from) + 1);
                return [.. bytes[..(from + length)], .. bytes[from..]];
            case 3: // a piece lost
                from = random.Next(bytes.Length);
                length = random.Next(1, Math.Min(40, bytes.Length - from) + 1);
                return [.. bytes[..from], .. bytes[(from + length)..]];
            case 4: // another digit
                int[] digits = [.. Enumerable.Range(0, bytes.Length).Where(i => bytes[i] is >= (byte)'0' and <= (byte)'9')];
                bytes[digits[random.Next(digits.Length)]] = (byte)('0' + random.Next(10));
                return bytes;
            default: // the end of another
                byte[] other = others[random.Next(others.Length)];
                return [.. bytes[..random.Next(bytes.Length)], .. other[random.Next(other.Length)..]];
        }
    }
}
