using System;
using System.Globalization;

namespace Minnow.Host.Threads;

/// <summary>A kind of idling and its time, as written in the configuration: <c>spin</c>, <c>yield</c>, <c>park:50</c> (µs) or <c>backoff</c>.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="ParkMicros">Length of a <see cref="IdleKind.Park"/>, µs, 1 to <see cref="MaxParkMicros"/>; not used by the others.</param>
public readonly record struct IdleOptions(IdleKind Kind, int ParkMicros = IdleOptions.DefaultParkMicros)
{
    /// <summary>Length of a park for which no time is given, µs.</summary>
    public const int DefaultParkMicros = 50;

    /// <summary>Longest park, µs: a thread must notice within it that it is asked to stop.</summary>
    public const int MaxParkMicros = 100_000;

    /// <summary>Reads the configuration's text.</summary>
    /// <param name="text">Lower case, as above.</param>
    /// <param name="options">The result.</param>
    /// <param name="error">Else: what is wrong and what is right.</param>
    public static bool TryParse(string text, out IdleOptions options, out string error)
    {
        error = "";
        options = text switch
        {
            "spin" => new(IdleKind.Spin),
            "yield" => new(IdleKind.Yield),
            "park" => new(IdleKind.Park),
            "backoff" => new(IdleKind.Backoff),
            _ => default,
        };
        if (text == "spin" || options.Kind != IdleKind.Spin) return true;
        if (text.StartsWith("park:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int micros) && micros is >= 1 and <= MaxParkMicros)
        {
            options = new(IdleKind.Park, micros);
            return true;
        }
        error = $"\"{text}\" is no way to idle. One of: spin, yield, park:MICROSECONDS (1 to {MaxParkMicros}), backoff.";
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == IdleKind.Park ? $"park:{ParkMicros}" : Kind.ToString().ToLowerInvariant();
}
