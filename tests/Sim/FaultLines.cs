using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Numerics;
using Minnow.Exchange.Faults;

namespace Minnow.Sim;

/// <summary>Some lines of a fault script, drawn for one seed: what FaultWeather does not do by itself.</summary>
internal sealed class FaultLines
{
    // WINDOW is a stretch of the time of faults, SHORT a shorter one, ONCE a moment of it. A lie about our account makes what we know of it no fault of ours, until it is over.
    private static readonly (string Text, bool Lies)[] s_lines =
    [
        ("WINDOW delay 40ms jitter 80ms rate=30%", false),
        ("WINDOW reorder channel=book.* rate=3%", false),
        ("WINDOW corrupt channel=book.* rate=2%", false),
        ("WINDOW truncate channel=book.* rate=2%", false),
        ("WINDOW corrupt channel=user.* rate=4%", false),
        ("WINDOW truncate link=orders replies rate=2%", false),
        ("WINDOW replace jsonrpc jsonrqc rate=2%", false),
        ("ONCE insert '{}'", false),
        ("ONCE insert '[1,2'", false),
        ("ONCE huge 60000", false),
        ("ONCE deep 200", false),
        ("ONCE close 1001 'going away'", false),
        ("WINDOW reply-twice rate=20%", false),
        ("WINDOW unknown-reply rate=10%", false),
        ("WINDOW reject 13009 unauthorized rate=1% method=private/buy", false),
        ("WINDOW withhold-snapshot rate=50%", false),
        ("WINDOW stale-snapshot rate=50%", false),
        ("WINDOW crossed-snapshot rate=50%", false),
        ("WINDOW crossed-book rate=1%", false),
        ("WINDOW restart-sequence 7 rate=1%", false),
        ("WINDOW delete-unknown rate=3%", false),
        ("WINDOW bad-number 1e400 rate=1%", false),
        ("WINDOW drift rate=3%", false),
        ("WINDOW empty-side both rate=50%", false),
        ("WINDOW shift-timestamps -4s", false),
        ("WINDOW shift-timestamps 30s", false),
        ("WINDOW freeze-index", false),
        ("WINDOW trade-through 10 rate=20%", false),
        ("WINDOW duplicate-fill rate=40%", false),
        ("WINDOW cancel-count 1 rate=40%", false),
        ("WINDOW cancel-reason sun_spots rate=40%", false),
        ("SHORT stall link=orders", false),
        ("SHORT stall link=data", false),
        ("SHORT slow-reader link=orders", false),
        ("SHORT one-way in link=orders", false),
        ("SHORT one-way out link=orders", false),
        ("SHORT instrument-state halted", false),
        ("SHORT instrument-state inactive", false),
        ("WINDOW cod-trigger fin off", false),
        ("WINDOW cod-trigger rst off", false),
        ("ONCE mmp-trigger", true),
        ("ONCE move-index 1", false),
        ("SHORT hide-fills", true),
        ("SHORT hide-orders", true),
        ("SHORT wrong-position 10", true),
        ("WINDOW position-empty", true),
        ("WINDOW overfill count=1", true),
    ];

    private readonly List<string> _texts = [];

    private FaultLines()
    {
    }

    /// <summary>Something is told about our account that is not so.</summary>
    internal bool Lies { get; private set; }

    /// <summary>Messages to us are lost without a trace on a connection that lives.</summary>
    internal bool Loses { get; private set; }

    /// <summary>Time stamps are off: an engine that starts meanwhile takes the venue's clock to be so, and is blind when it is right again.</summary>
    internal bool ShiftsTime { get; private set; }

    /// <summary>A fill is told too large.</summary>
    internal bool Overfills { get; private set; }

    internal bool IsEmpty => _texts.Count == 0;

    internal string Text => string.Join('\n', _texts);

    internal FaultScript Script => FaultScript.Parse(Text);

    /// <summary>In two seeds of five, one line to four.</summary>
    internal static FaultLines Draw(ref SplitMix64 random, int seconds)
    {
        FaultLines drawn = new();
        if (random.NextIndex(5) > 1) return drawn;
        for (int lines = 1 + random.NextIndex(4); lines > 0; lines--)
        {
            (string text, bool lies) = s_lines[random.NextIndex(s_lines.Length)];
            int from = random.NextIndex(seconds - 14);
            int to = from + 3 + random.NextIndex(10);
            drawn._texts.Add(text
                .Replace("WINDOW", Window(from, to), System.StringComparison.Ordinal)
                .Replace("SHORT", Window(from, from + 1 + random.NextIndex(4)), System.StringComparison.Ordinal)
                .Replace("ONCE", string.Create(CultureInfo.InvariantCulture, $"at {to}s"), System.StringComparison.Ordinal));
            drawn.Lies |= lies;
            drawn.Overfills |= text.Contains("overfill", System.StringComparison.Ordinal);
            drawn.ShiftsTime |= text.Contains("shift-timestamps", System.StringComparison.Ordinal);
            drawn.Loses |= text.Contains("one-way", System.StringComparison.Ordinal);
        }
        return drawn;
    }

    private static string Window(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"at {from}s..{to}s");
}
