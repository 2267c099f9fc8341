using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.Json;
using System.Threading;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Minnow.Host.Live;
using Minnow.Host.Net;

namespace Minnow.Host.Drill;

/// <summary>What the venue says of our orders and positions, told on a connection of its own: the judge of a drill believes nothing that the engine says.</summary>
internal sealed class DrillWatch : IDisposable
{
    private readonly MonotonicWallClock _clock = new();
    private readonly VenueCall _call;
    private readonly ApiCredentials _key;
    private readonly List<string> _instruments = [];
    private readonly HashSet<string> _open = [];
    private readonly Dictionary<string, decimal> _positions = [];
    private readonly Lock _turn = new();
    private readonly Thread _thread;
    private volatile bool _stop;
    private long _emptySinceNs;
    private long _flatSinceNs;
    private long _emptiedCount;
    private volatile string _failure = "";

    private DrillWatch(MinnowConfiguration configuration, ApiCredentials key)
    {
        foreach (InstrumentOptions instrument in configuration.Instruments) _instruments.Add(instrument.Name);
        _key = key;
        LinkOptions link = OutOfBandPull.Hurried(SessionSettings.Link(configuration, "orders")) with { Name = "watch" };
        _call = new VenueCall(new WebSocketLink(link, () => _clock.NowNs), _clock) { Told = Told };
        _thread = new Thread(Listen) { IsBackground = true, Name = "watch" };
    }

    /// <summary>Now, ns, on the clock of all times here.</summary>
    internal long NowNs => _clock.NowNs;

    /// <summary>Why it sees nothing any more; empty while it does.</summary>
    internal string Failure => _failure;

    /// <summary>Orders of ours that rest.</summary>
    internal int Orders
    {
        get
        {
            lock (_turn) return _open.Count;
        }
    }

    /// <summary>True if a position is not nothing.</summary>
    internal bool HasPosition
    {
        get
        {
            lock (_turn) return !IsFlat;
        }
    }

    /// <summary>Connects, and learns what there is.</summary>
    /// <exception cref="DrillException">It can not.</exception>
    /// <exception cref="CredentialException">The key can not be used.</exception>
    internal static DrillWatch Open(MinnowConfiguration configuration)
    {
        ApiCredentials key = CredentialFile.Load(configuration.Connection?.Credentials ?? throw new CredentialException("the configuration names no credentials, so nobody can trade or watch."));
        DrillWatch watch = new(configuration, key);
        try
        {
            watch.Begin();
            return watch;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Waits until nothing rests and nothing has for <paramref name="holdMs"/>.</summary>
    /// <param name="sinceNs">When the drill began.</param>
    /// <param name="limitMs">Longest wait from then, ms.</param>
    /// <param name="holdMs">How long it must stay so, ms.</param>
    /// <returns>Time until then, ms; null if it did not come.</returns>
    internal double? Empty(long sinceNs, double limitMs, double holdMs) => Since(() => _open.Count == 0 ? _emptySinceNs : long.MaxValue, sinceNs, limitMs, holdMs);

    /// <summary>The same with positions.</summary>
    internal double? Flat(long sinceNs, double limitMs, double holdMs) => Since(() => _open.Count == 0 && IsFlat ? Math.Max(_emptySinceNs, _flatSinceNs) : long.MaxValue, sinceNs, limitMs, holdMs);

    /// <summary>Waits until nothing rests for a moment, whatever comes after it.</summary>
    internal double? Emptied(long sinceNs, long countBefore, double limitMs)
    {
        while ((NowNs - sinceNs) / 1e6 < limitMs)
        {
            lock (_turn)
                if (_emptiedCount != countBefore || _open.Count == 0) return Math.Max(0, (_emptySinceNs - sinceNs) / 1e6);
            Thread.Sleep(1);
        }
        return null;
    }

    /// <summary>Times that nothing rested any more, for <see cref="Emptied"/>.</summary>
    internal long EmptiedCount
    {
        get
        {
            lock (_turn) return _emptiedCount;
        }
    }

    /// <summary>Waits until <paramref name="isThere"/>.</summary>
    internal bool Until(Func<bool> isThere, double limitMs)
    {
        for (long startedAt = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds < limitMs && _failure.Length == 0; Thread.Sleep(2))
            if (isThere()) return true;
        return isThere();
    }

    public void Dispose()
    {
        _stop = true;
        if (_thread.IsAlive) _thread.Join(2_000);
        _call.Dispose();
        _key.Dispose();
    }

    private bool IsFlat
    {
        get
        {
            foreach (decimal size in _positions.Values)
                if (size != 0) return false;
            return true;
        }
    }

    private double? Since(Func<long> since, long sinceNs, double limitMs, double holdMs)
    {
        while (true)
        {
            long nowNs = NowNs, atNs;
            lock (_turn) atNs = since();
            bool isLate = atNs == long.MaxValue ? (nowNs - sinceNs) / 1e6 > limitMs : (atNs - sinceNs) / 1e6 > limitMs;
            if (isLate || _failure.Length > 0) return null;
            if (atNs != long.MaxValue && (nowNs - Math.Max(atNs, sinceNs)) / 1e6 >= holdMs) return Math.Max(0, (atNs - sinceNs) / 1e6);
            Thread.Sleep(1);
        }
    }

    private void Begin()
    {
        string refused = _call.Open();
        if (refused.Length == 0) refused = VenueCall.ErrorOf(_call.Authenticate(_key, 0));
        if (refused.Length > 0) throw new DrillException($"the venue can not be watched: {refused}");
        Ask("private/subscribe", json =>
        {
            json.WriteStartArray("channels");
            foreach (string name in _instruments) json.WriteStringValue($"user.changes.{name}.raw");
            json.WriteEndArray();
        });
        foreach (string name in _instruments)
        {
            JsonElement orders = Ask("private/get_open_orders_by_instrument", json => json.WriteString("instrument_name", name));
            JsonElement position = Ask("private/get_position", json => json.WriteString("instrument_name", name));
            lock (_turn)
            {
                foreach (JsonElement order in orders.EnumerateArray()) _open.Add(order.GetProperty("order_id").GetString() ?? "");
                _positions[name] = position.ValueKind == JsonValueKind.Object && position.TryGetProperty("size", out JsonElement size) ? size.GetDecimal() : 0;
            }
        }
        _emptySinceNs = _flatSinceNs = NowNs;
        _thread.Start();
    }

    private JsonElement Ask(string method, Action<Utf8JsonWriter> parameters)
    {
        JsonElement? answer = _call.Ask(method, parameters);
        string error = VenueCall.ErrorOf(answer);
        if (error.Length > 0) throw new DrillException($"the venue can not be watched: {method}: {error}");
        return answer!.Value.GetProperty("result");
    }

    private void Listen()
    {
        while (!_stop)
        {
            if (_call.Listen()) continue;
            _failure = "the connection that watches has ended";
            return;
        }
    }

    private void Told(JsonElement message, long receivedNs)
    {
        if (!message.TryGetProperty("params", out JsonElement about) || !about.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object) return;
        lock (_turn)
        {
            if (data.TryGetProperty("orders", out JsonElement orders))
            {
                int before = _open.Count;
                foreach (JsonElement order in orders.EnumerateArray()) Order(order);
                if (before > 0 && _open.Count == 0) (_emptySinceNs, _emptiedCount) = (receivedNs, _emptiedCount + 1);
            }
            if (data.TryGetProperty("positions", out JsonElement positions) || data.TryGetProperty("position", out positions))
            {
                bool was = IsFlat;
                foreach (JsonElement position in positions.EnumerateArray()) _positions[position.GetProperty("instrument_name").GetString() ?? ""] = position.GetProperty("size").GetDecimal();
                if (!was && IsFlat) _flatSinceNs = receivedNs;
            }
        }
    }

    private void Order(JsonElement order)
    {
        string id = order.GetProperty("order_id").GetString() ?? "";
        if (order.GetProperty("order_state").GetString() is "open" or "untriggered") _open.Add(id);
        else _open.Remove(id);
    }
}
