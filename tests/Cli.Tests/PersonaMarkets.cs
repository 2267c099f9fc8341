using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Minnow.Market;

namespace Minnow.Tests.Cli;

/// <summary>Recordings of synthetic markets: a perpetual alone, and a perpetual with two dated futures, each with a crowd of its own.</summary>
public sealed class PersonaMarkets : IDisposable
{
    private const long LengthMs = 75_000;
    private const string Dated = "BTC-25DEC26";
    private const string Next = "BTC-26MAR27";

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-persona-").FullName;

    public PersonaMarkets()
    {
        List<(long Ns, string Frame)> perpetual = Frames(7, FrameWriter.Instrument);
        (long ns, string definitions) = perpetual[0];
        Perpetual = Write("perpetual.jsonl", perpetual);
        perpetual[0] = (ns, WithNext(definitions));
        // The definitions come with the perpetual.
        Pair = Write("pair.jsonl", perpetual.Concat(Frames(12, Dated).Skip(1)).Concat(Frames(13, Next).Skip(1)).OrderBy(static line => line.Ns));
    }

    internal string Perpetual { get; }

    internal string Pair { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static List<(long Ns, string Frame)> Frames(ulong seed, string name)
    {
        Sink sink = new(name);
        new MarketSimulation(seed, LengthMs, sink).Run();
        return sink.Lines;
    }

    // The definition of the dated future once more, under the next one's name, id and date: 2027-03-26 08:00 UTC.
    private static string WithNext(string definitions)
    {
        int from = definitions.IndexOf($"{{\"instrument_name\":\"{Dated}\"", StringComparison.Ordinal);
        int to = definitions.IndexOf('}', from) + 1;
        string next = definitions[from..to].Replace(Dated, Next, StringComparison.Ordinal)
            .Replace("402817", "402818", StringComparison.Ordinal).Replace("1798185600000", "1806048000000", StringComparison.Ordinal);
        return definitions[..to] + "," + next + definitions[to..];
    }

    private string Write(string file, IEnumerable<(long Ns, string Frame)> lines)
    {
        string path = Path.Combine(_root, file);
        File.WriteAllLines(path, lines.Select(static line => $"{line.Ns} {line.Frame}"));
        return path;
    }

    private sealed class Sink(string name) : IFrameSink
    {
        internal List<(long Ns, string Frame)> Lines { get; } = [];

        public void Frame(Channel channel, long receivedNs, byte[] frame)
        {
            string text = Encoding.ASCII.GetString(frame);
            // Funding of a perpetual: a dated future has no such channel.
            if (name != FrameWriter.Instrument && text.Contains("\"channel\":\"perpetual.", StringComparison.Ordinal)) return;
            Lines.Add((receivedNs, text.Replace(FrameWriter.Instrument, name, StringComparison.Ordinal)));
        }
    }
}
