using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Live;
using Minnow.Host.Pnl;

namespace Minnow.Cli;

/// <summary>Reads the values of options; a wrong one is a usage error that says what is allowed.</summary>
internal static class OptionValues
{
    private const int LongestReason = 200;

    internal static Option<bool> Json() => new("--json") { Description = "One JSON object instead of text." };

    internal static FeedSpeed Speed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!FeedSpeed.TryParse(text, out FeedSpeed speed))
            result.AddError($"--speed {text}: allowed: max, or a factor from 0.001x to 100000x, as in 10x.");
        return speed;
    }

    internal static RunStage? Stage(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (RunStages.TryParse(text, out RunStage stage)) return stage;
        result.AddError($"--stage {text}: allowed: dry-run (nothing is sent), canary (a part of the configured size), full.");
        return null;
    }

    internal static PnlGroup Group(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        switch (text)
        {
            case "fill": return PnlGroup.Fill;
            case "order": return PnlGroup.Order;
            case "hour": return PnlGroup.Hour;
            case "instrument": return PnlGroup.Instrument;
            case "level": return PnlGroup.Level;
            case "regime": return PnlGroup.Regime;
        }
        result.AddError($"--by {text}: allowed: fill, order, level, hour, regime, instrument.");
        return default;
    }

    internal static string? Reason(ArgumentResult result)
    {
        string text = result.Tokens[0].Value.Trim();
        if (text.Length is > 0 and <= LongestReason && text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0) return text;
        result.AddError($"{(result.Parent is OptionResult option ? option.Option.Name : "")}: say in one line, of at most {LongestReason} characters, what you found out about the halt.");
        return null;
    }

    internal static string? Line(ArgumentResult result)
    {
        string text = result.Tokens[0].Value.Trim();
        if (text.Length > 0 && ControlRequest.IsLine(text)) return text;
        result.AddError($"{(result.Parent is OptionResult option ? option.Option.Name : "")}: one line of at most {ControlRequest.MaxTextLength} characters.");
        return null;
    }

    internal static long? Positive(ArgumentResult result) => Whole(result, 1);

    internal static long? NotNegative(ArgumentResult result) => Whole(result, 0);

    internal static long? Moment(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long ns)) return ns;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out DateTime time) && time.Year is >= 1970 and < 2262) return (time - DateTime.UnixEpoch).Ticks * 100;
        result.AddError($"--time {text}: allowed: a time as 2026-11-22T05:00:01.250Z (UTC unless it says otherwise), or nanoseconds since 1970.");
        return null;
    }

    private static long? Whole(ArgumentResult result, long least)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least) return value;
        string name = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"{name} {text}: allowed: a whole number of at least {least}.");
        return null;
    }
}
