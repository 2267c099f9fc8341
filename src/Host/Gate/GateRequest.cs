using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Minnow.Native;

namespace Minnow.Host.Gate;

/// <summary>The requests <c>gate</c> (all limits of the gate) and <c>gate-set</c> (change one) of the control socket. Thread: control.</summary>
/// <remarks>Each change is written down in <see cref="OperatorDesk.RecordName"/> of the run with who made it and why; the journal has its event.</remarks>
public sealed class GateRequest : IControlVerb
{
    /// <summary>The request for all limits.</summary>
    public const string ReadName = "gate";

    /// <summary>The request for a change.</summary>
    public const string SetName = "gate-set";

    private readonly GateClerk _clerk;
    private readonly MinnowConfiguration _configuration;
    private readonly CounterSet _counters;
    private readonly string _record;
    private readonly Dictionary<(GateLimit, int), string> _sources;
    private readonly bool _isSet;

    private GateRequest(GateClerk clerk, MinnowConfiguration configuration, CounterSet counters, string runDirectory, Dictionary<(GateLimit, int), string> sources, bool isSet)
    {
        _clerk = clerk;
        _configuration = configuration;
        _counters = counters;
        _record = Path.Combine(runDirectory, OperatorDesk.RecordName);
        _sources = sources;
        _isSet = isSet;
    }

    /// <inheritdoc/>
    public string Name => _isSet ? SetName : ReadName;

    /// <summary>Both requests of a run.</summary>
    public static IEnumerable<IControlVerb> Of(GateClerk clerk, MinnowConfiguration configuration, CounterSet counters, string runDirectory)
    {
        Dictionary<(GateLimit, int), string> sources = [];
        yield return new GateRequest(clerk, configuration, counters, runDirectory, sources, isSet: false);
        yield return new GateRequest(clerk, configuration, counters, runDirectory, sources, isSet: true);
    }

    /// <inheritdoc/>
    public IControlTask Begin(ControlRequest request, PeerOwner peer)
    {
        ArgumentNullException.ThrowIfNull(request);
        string by = request.By.Trim(), reason = request.Reason.Trim();
        GateTicket ticket = new(_configuration.Instruments.Count);
        GateWord? word = null;
        if (_isSet)
        {
            if (by.Length == 0 || reason.Length == 0) return No("a change needs a name (--by) and a reason (--reason)");
            string name = Text(request, "name"), instrument = Text(request, "instrument");
            word = GateWord.Find(name);
            if (word is null) return No($"there is no limit {name}");
            if (!word.TryRead(Text(request, "value"), out long value)) return No($"{Text(request, "value")} is no value of {word.Name}, in {word.Unit}");
            int index = IndexOf(instrument);
            bool isOfInstrument = GateLimits.IsOfInstrument(word.Limit);
            if (isOfInstrument && index < 0) return No(instrument.Length == 0 ? $"{word.Name} is a limit of each instrument: name one with --instrument" : $"{instrument} is not traded by this run");
            if (!isOfInstrument && instrument.Length > 0) return No($"{word.Name} is a limit of the account, not of an instrument");
            ticket = new GateTicket(_configuration.Instruments.Count)
            {
                Limit = word.Limit, Instrument = isOfInstrument ? (ushort)index : Units.NoInstrument, Value = value, IsConfirmed = Text(request, "confirmed") == "yes",
                SourceHash = OperatorDesk.Hash(by), ReasonHash = OperatorDesk.Hash(reason),
            };
        }
        return _clerk.TryAsk(ticket) ? new GateTask(this, ticket, word, by, reason, LibcClock.MonotonicNs()) : No("another request about limits is under way, or the engine's thread of the sessions hangs");
    }

    /// <summary>What to say once the ticket is answered.</summary>
    internal ControlAnswer Answer(GateTicket ticket, GateWord? word, string by, string reason)
    {
        if (word == null) return new ControlAnswer(true, "limits") { More = json => Write(json, ticket) };
        string was = Text(word, ticket.Before), now = Text(word, ticket.Value), whose = ticket.Instrument == Units.NoInstrument ? "account" : _configuration.Instruments[ticket.Instrument].Name;
        switch (ticket.Outcome)
        {
            case GateChange.Done:
                _sources[(word.Limit, ticket.Instrument)] = $"set by {by}";
                Note($"limit {whose} {word.Name} {was} -> {now} by {by} ({ticket.SourceHash:x16}): {reason}");
                return new ControlAnswer(true, $"{whose} {word.Name} is {now} {word.Unit}, it was {was}; what exceeds it is cancelled") { More = json => Write(json, ticket) };
            case GateChange.Looser:
                return new ControlAnswer(false, $"{whose} {word.Name} would let more through than now; that needs --confirm, typed on a terminal, or a restart");
            case GateChange.Impossible:
                return new ControlAnswer(false, $"{word.Name} can not be {now}");
            default:
                return new ControlAnswer(false, $"{whose} has no limit {word.Name}");
        }
    }

    private void Write(Utf8JsonWriter json, GateTicket ticket)
    {
        json.WriteStartArray("gate");
        int account = _configuration.Instruments.Count;
        for (int i = account; i >= 0; i--)
            foreach (GateWord word in GateWord.All)
            {
                bool isThere = GateLimits.IsOfInstrument(word.Limit) ? i < account && ticket.Values[i, (int)word.Limit] > 0 : i == account;
                if (isThere) Write(json, ticket, word, i);
            }
        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, GateTicket ticket, GateWord word, int i)
    {
        int account = _configuration.Instruments.Count;
        json.WriteStartObject();
        json.WriteNumber("number", (int)word.Limit);
        json.WriteString("of", i == account ? "account" : _configuration.Instruments[i].Name);
        json.WriteString("limit", word.Name);
        Write(json, "used", word.Shown(ticket.Used[i, (int)word.Limit]));
        Write(json, "allowed", word.Shown(ticket.Values[i, (int)word.Limit]));
        json.WriteString("unit", word.Unit);
        json.WriteString("control", word.Control.ToString());
        json.WriteNumber("denials", _counters.Read(CounterIds.Denied(word.Control)));
        json.WriteString("source", _sources.GetValueOrDefault((word.Limit, i == account ? Units.NoInstrument : i), "configuration"));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is decimal given) json.WriteNumber(name, given);
        else json.WriteNull(name);
    }

    private int IndexOf(string instrument)
    {
        for (int i = 0; i < _configuration.Instruments.Count; i++)
            if (_configuration.Instruments[i].Name == instrument) return i;
        return -1;
    }

    private void Note(string text)
    {
        try
        {
            File.AppendAllText(_record, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {text}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The journal has the event all the same.
        }
    }

    private static string Text(GateWord word, long value) => word.Shown(value)?.ToString("0.########", CultureInfo.InvariantCulture) ?? "none";

    private static string Text(ControlRequest request, string name) =>
        request.Arguments.ValueKind == JsonValueKind.Object && request.Arguments.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static AnsweredTask No(string why) => new(new ControlAnswer(false, why));
}
