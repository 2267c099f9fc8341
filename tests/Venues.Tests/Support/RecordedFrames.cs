using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Minnow.Tests;

/// <summary>Frames of the recorded files, each behind its own kind of line prefix (data/PROVENANCE.md).</summary>
internal static class RecordedFrames
{
    private static readonly Lazy<(long ReceivedNs, byte[] Frame)[]> Market = new(ReadMarket);

    /// <summary>The 647 s recording: receive time and frame of every line.</summary>
    public static (long ReceivedNs, byte[] Frame)[] BtcPerpetual => Market.Value;

    /// <summary>All frames of one file below data/deribit, prefixes stripped, lines without a frame left out.</summary>
    public static IEnumerable<byte[]> Of(string file)
    {
        string path = SharedFiles.Data("deribit/" + file);
        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            yield return File.ReadAllBytes(path);
            yield break;
        }

        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0) continue;
            if (file.EndsWith("rest_responses.jsonl", StringComparison.Ordinal))
            {
                using JsonDocument row = JsonDocument.Parse(line);
                yield return Encoding.UTF8.GetBytes(row.RootElement.GetProperty("response_body").GetString()!);
                continue;
            }

            int start = line.IndexOf('{');
            if (start >= 0) yield return Encoding.UTF8.GetBytes(line[start..]);
        }
    }

    /// <summary>At least one real frame of every kind that has been recorded.</summary>
    public static IEnumerable<byte[]> OneOfEachKind()
    {
        string[] files =
        [
            "crypto-crawler-rs/inline_messages.jsonl", "KyberNetwork-deribit-api/inline_messages.jsonl",
            "tardis-node/mappers_test_messages.jsonl", "nautilus_trader/http_get_instrument.json",
            "nautilus_trader/http_get_instruments_future_combo.json", "nautilus_trader/ws_error.json",
            "nautilus_trader/ws_volatility_index.json", "nautilus_trader/ws_test_request.json",
        ];
        return files.SelectMany(Of).Concat(WrittenFrames.All.Select(Encoding.UTF8.GetBytes));
    }

    private static (long ReceivedNs, byte[] Frame)[] ReadMarket()
    {
        using GZipStream gzip = new(File.OpenRead(SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.UTF8);
        List<(long ReceivedNs, byte[] Frame)> frames = new(100_000);
        while (reader.ReadLine() is { } line)
        {
            int space = line.IndexOf(' ');
            frames.Add((long.Parse(line.AsSpan(0, space)), Encoding.UTF8.GetBytes(line[(space + 1)..])));
        }

        return frames.ToArray();
    }
}
