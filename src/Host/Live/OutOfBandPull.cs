using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Host.Credentials;
using Minnow.Host.Net;

namespace Minnow.Host.Live;

/// <summary>Pulls all orders of some instruments over a connection of its own, which it opens for that and closes again: it needs neither sessions nor quoter.</summary>
/// <remarks>Any thread; it blocks for at most some five seconds, and allocates. The connection has no session name, so it takes no place of the run's own.</remarks>
public sealed class OutOfBandPull
{
    private const int AnswerMs = 1_500;

    private readonly Func<MonotonicWallClock, IVenueLink> _makeLink;
    private readonly MonotonicWallClock _clock;
    private readonly ApiCredentials _key;
    private readonly string[] _instruments;

    /// <summary>Prepares it; nothing is connected.</summary>
    /// <param name="makeLink">Makes a link that is not open yet.</param>
    /// <param name="clock">Our clock.</param>
    /// <param name="key">The key, which may trade; not owned.</param>
    /// <param name="instruments">Names of the instruments.</param>
    public OutOfBandPull(Func<MonotonicWallClock, IVenueLink> makeLink, MonotonicWallClock clock, ApiCredentials key, IEnumerable<string> instruments)
    {
        _makeLink = makeLink;
        _clock = clock;
        _key = key;
        _instruments = [.. instruments];
    }

    /// <summary>The links of a pull: those of <paramref name="link"/>, with limits for somebody in a hurry.</summary>
    public static Net.LinkOptions Hurried(Net.LinkOptions link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link with { Name = "pull", LookupMs = 500, AddressMs = 500, ConnectMs = 1_000, HandshakeMs = 1_500 };
    }

    /// <summary>Cancels; asks each instrument although another may have failed.</summary>
    /// <param name="clockOffsetNs">Venue clock minus ours, ns; 0 or <see cref="Units.Missing"/> if not known.</param>
    /// <param name="stop">Ends every wait.</param>
    /// <param name="looksAfter">True asks afterwards what still rests.</param>
    /// <returns>What came of it.</returns>
    public PullResult Run(long clockOffsetNs, CancellationToken stop, bool looksAfter = false)
    {
        long startedAt = Stopwatch.GetTimestamp();
        List<string> failures = [];
        long cancelled = 0, left = looksAfter ? -1 : 0;
        try
        {
            using VenueCall call = new(_makeLink(_clock), _clock, AnswerMs, stop);
            string refused = call.Open();
            if (refused.Length == 0) refused = VenueCall.ErrorOf(call.Authenticate(_key, clockOffsetNs == Units.Missing ? 0 : clockOffsetNs));
            if (refused.Length > 0) failures.Add(refused);
            for (int i = 0; i < _instruments.Length && refused.Length == 0; i++)
            {
                string name = _instruments[i];
                JsonElement? answer = call.Ask("private/cancel_all_by_instrument", json => json.WriteString("instrument_name", name));
                string error = VenueCall.ErrorOf(answer);
                if (error.Length > 0) failures.Add($"{name}: {error}");
                else if (answer!.Value.TryGetProperty("result", out JsonElement count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out long some)) cancelled += some;
            }
            if (looksAfter && refused.Length == 0) left = Left(call, failures);
        }
        catch (Exception e) when (e is LinkSetupException or ObjectDisposedException or JsonException)
        {
            failures.Add(e.Message);
        }
        catch (Exception e) // it may run on a bare thread: a bug here must not end the process while orders rest
        {
            failures.Add($"{e.GetType().Name}: {e.Message}");
        }

        return new PullResult(failures.Count == 0, cancelled, Stopwatch.GetElapsedTime(startedAt), string.Join("; ", failures)) { Left = left };
    }

    private long Left(VenueCall call, List<string> failures)
    {
        long left = 0;
        foreach (string name in _instruments)
        {
            JsonElement? answer = call.Ask("private/get_open_orders_by_instrument", json => json.WriteString("instrument_name", name));
            string error = VenueCall.ErrorOf(answer);
            if (error.Length == 0 && answer!.Value.TryGetProperty("result", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array) left += rows.GetArrayLength();
            else failures.Add($"{name}: what rests is not known: {error}");
        }
        return failures.Count == 0 ? left : -1;
    }
}

/// <summary>What came of an <see cref="OutOfBandPull"/>.</summary>
/// <param name="IsDone">True if the venue confirmed it for every instrument.</param>
/// <param name="Cancelled">Orders that it says it cancelled.</param>
/// <param name="Took">From the beginning to the last answer.</param>
/// <param name="FailureText">Why it is not done, for a person; holds no secret.</param>
public readonly record struct PullResult(bool IsDone, long Cancelled, TimeSpan Took, string FailureText)
{
    /// <summary>Orders that the venue listed afterwards; -1 if it was to be asked and did not say; 0 if it was not to be asked.</summary>
    public long Left { get; init; }

    /// <summary>In words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"a connection of its own {(IsDone ? $"pulled {Cancelled} orders" : $"could not pull the orders ({FailureText})")} in {Took.TotalMilliseconds:F0} ms");
}
