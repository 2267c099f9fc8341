using System;
using System.IO;
using System.IO.Compression;

namespace Minnow.Market;

/// <summary>Writes one recording. Exit codes: 0 written, 1 the file could not be written, 2 wrong arguments.</summary>
internal static class Program
{
    private const int TruncatedBytes = 64;

    internal static int Main(string[] arguments)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            Console.WriteLine(Options.Usage);
            return 0;
        }

        Options options;
        try
        {
            options = Options.Parse(arguments);
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine($"minnow-market: {wrong.Message}\n\n{Options.Usage}");
            return 2;
        }

        try
        {
            return Write(options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"minnow-market: {options.OutPath} could not be written: {failure.Message}");
            return 1;
        }
    }

    private static int Write(Options options)
    {
        using FileStream file = new(options.OutPath, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        bool compressed = options.OutPath.EndsWith(".gz", StringComparison.Ordinal);
        using Stream text = compressed
            ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true)
            : new BufferedStream(file, 1 << 16);
        using Recording recording = new(text, new Faults(options.DropFrame, options.CorruptFrame));
        MarketSimulation market = new(options.Seed, options.Seconds * 1000L, recording, options.SnapshotFrame);
        market.Run();
        text.Flush();
        if (compressed) text.Dispose();
        file.Flush();
        if (options.Truncate) file.SetLength(Math.Max(0, file.Length - TruncatedBytes));

        if (Math.Max(options.SnapshotFrame, Math.Max(options.DropFrame, options.CorruptFrame)) > recording.BookFrames)
        {
            Console.Error.WriteLine(
                $"minnow-market: the market has only {recording.BookFrames} book frames; the one asked for was not reached. Raise --seconds.");
            return 2;
        }

        Console.WriteLine(
            $"{recording.Frames} frames ({recording.FramesOf(Channel.Book)} book, {recording.FramesOf(Channel.Quote)} quote, " +
            $"{recording.FramesOf(Channel.Trades)} trades, {recording.FramesOf(Channel.Ticker)} ticker), " +
            $"{market.JumpCount} jumps, {recording.Bytes} bytes of text, sha256 {recording.TextHash()}");
        return 0;
    }
}
