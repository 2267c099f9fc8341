using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Minnow.Exchange.Faults;

/// <summary>How a fault ends a connection.</summary>
public enum WireEnd
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>TCP FIN without a WebSocket close.</summary>
    Fin,

    /// <summary>TCP RST.</summary>
    Reset,

    /// <summary>A WebSocket close frame.</summary>
    Close,
}

/// <summary>One connection's way through the faults, both directions. Whoever owns the socket, or the simulated link, pushes and takes.</summary>
public sealed class FaultyWire
{
    private const long ReorderWaitUs = 1_000_000;

    private readonly FaultPlan _plan;
    private readonly Dictionary<string, string> _asked = [];
    private readonly PriorityQueue<byte[], (long DueUs, long Number)> _toClient = new();
    private readonly PriorityQueue<byte[], (long DueUs, long Number)> _toVenue = new();
    private readonly Queue<byte[]> _rawBytes = new();
    private (byte[] Payload, long UntilUs, FaultRule Rule)? _held;
    private long _lastOutUs;
    private long _lastInUs;
    private long _number;

    internal FaultyWire(FaultPlan plan, int number)
    {
        _plan = plan;
        Number = number;
    }

    /// <summary>Counted from 1 over the life of the plan.</summary>
    public int Number { get; }

    /// <summary>Orders or cancels went over it, or cancel-on-disconnect was asked for.</summary>
    public bool CarriesOrders { get; private set; }

    /// <summary>A public channel was subscribed over it.</summary>
    public bool CarriesData { get; private set; }

    /// <summary>The peer has vanished: nothing passes any more, and nobody is told.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>How it is to be ended now; the owner does so, then calls <see cref="Closed"/>.</summary>
    public WireEnd End { get; private set; }

    /// <summary>Code and reason of <see cref="WireEnd.Close"/>.</summary>
    public (ushort Code, string Reason) CloseWords { get; private set; }

    /// <summary>When something that waits comes due, µs since 1970; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDueUs
    {
        get
        {
            if (IsHalfOpen) return long.MaxValue;
            long next = _held?.UntilUs ?? long.MaxValue;
            if (_toClient.TryPeek(out _, out var outgoing)) next = Math.Min(next, outgoing.DueUs);
            if (_toVenue.TryPeek(out _, out var incoming)) next = Math.Min(next, incoming.DueUs);
            return next;
        }
    }

    /// <summary>False while the venue does not read the socket.</summary>
    public bool Reads(long nowUs) => !IsHalfOpen && Holding("stall", nowUs) is null && Holding("slow-reader", nowUs) is null;

    /// <summary>How many bytes to the client may be written at a time; 0 for all.</summary>
    public int SliceBytes(long nowUs) => Holding("slice", nowUs) is { } state ? int.Parse(state.Rule.Word(0), CultureInfo.InvariantCulture) : 0;

    /// <summary>Payload bytes on their way to the client.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>A message of the client has come.</summary>
    public void FromClient(ReadOnlySpan<byte> payload, long nowUs)
    {
        _plan.AdvanceTo(nowUs);
        if (IsHalfOpen) return;
        PayloadLook look = PayloadLook.At(payload);
        if (look.Kind == PayloadKind.Request) Note(look, payload, nowUs);
        if (Holding("one-way", nowUs) is { } oneWay && oneWay.Rule.Word(0) == "out") return;
        long dueUs = Math.Max(nowUs, Math.Max(StalledUntil("stall", nowUs), StalledUntil("slow-reader", nowUs)));
        byte[] bytes = payload.ToArray();
        int copies = 1;
        foreach (FaultState state in _plan.States)
        {
            if (!Acts(state, look, isIn: true, nowUs)) continue;
            state.Fire();
            switch (state.Rule.Verb.Name)
            {
                case "drop" or "lose-request":
                    return;
                case "reject":
                    string message = state.Rule.Word(1, "error");
                    Send(Encoding.UTF8.GetBytes(
                        $$"""{"jsonrpc":"2.0","id":{{IdText(look)}},"error":{"code":{{state.Rule.Word(0)}},"message":{{System.Text.Json.JsonSerializer.Serialize(message)}}},"usIn":{{nowUs}},"usOut":{{nowUs}},"usDiff":0,"testnet":true}"""), nowUs);
                    return;
                case "delay":
                    dueUs = Later(dueUs, DelayUs(state.Rule));
                    break;
                case "duplicate":
                    copies++;
                    break;
                default:
                    bytes = Mutation.Apply(state, look, bytes, look.Name) ?? bytes;
                    break;
            }
        }

        _lastInUs = dueUs = Math.Max(dueUs, _lastInUs);
        for (int i = 0; i < copies; i++) _toVenue.Enqueue(bytes, (dueUs, _number++));
    }

    /// <summary>The venue sends a message.</summary>
    public void FromVenue(byte[] payload, long nowUs)
    {
        _plan.AdvanceTo(nowUs);
        if (IsHalfOpen || End != WireEnd.None) return;
        PayloadLook look = PayloadLook.At(payload);
        if (look.Kind == PayloadKind.Reply && _asked.Remove(look.Id, out string? method)) look = look with { Name = method };
        if (look.Kind == PayloadKind.Reply) _plan.Moment(FaultStart.Reply, look.Name, this, look.Id, nowUs);
        if (look.Kind == PayloadKind.Notification) _plan.Moment(FaultStart.Frame, look.Name, this, "", nowUs);
        if (Holding("one-way", nowUs) is { } oneWay && oneWay.Rule.Word(0) == "in") return;

        long dueUs = Math.Max(nowUs, StalledUntil("stall", nowUs));
        long lateUs = 0;
        int copies = 1;
        FaultRule? hold = null;
        bool overtakes = _held is { } waiting && FaultFilter.FitsMessage(waiting.Rule, look, isIn: false);
        foreach (FaultState state in _plan.States)
        {
            if (!Acts(state, look, isIn: false, nowUs)) continue;
            switch (state.Rule.Verb.Name)
            {
                case "delay":
                    dueUs = Later(dueUs, DelayUs(state.Rule));
                    break;
                case "duplicate-fill" when payload.AsSpan().IndexOf("\"trade_id\""u8) < 0:
                    continue;
                case "duplicate" or "reply-twice" or "duplicate-fill":
                    copies++;
                    break;
                case "late-ack":
                    lateUs = DelayUs(state.Rule);
                    break;
                case "reorder" when _held is null:
                    hold = state.Rule;
                    break;
                case "reorder":
                    continue;
                case "unknown-reply":
                    Send(Mutation.WithId(payload, 987_654_321), dueUs);
                    break;
                case "drop" or "lose-reply" or "silent" or "withhold-snapshot":
                    state.Fire();
                    return;
                default:
                    byte[]? changed = Mutation.Apply(state, look, payload, look.Name);
                    if (changed is null) continue;
                    payload = changed;
                    if (payload.Length > 0) break;
                    state.Fire();
                    return;
            }

            state.Fire();
        }

        if (lateUs > 0)
        {
            WaitingBytes += payload.Length;
            _toClient.Enqueue(payload, (Later(dueUs, lateUs), _number++));
            return;
        }

        if (hold is not null)
        {
            _held = (payload, nowUs + ReorderWaitUs, hold);
            return;
        }

        for (int i = 0; i < copies; i++) Send(payload, dueUs);
        if (!overtakes || _held is not { } held) return;
        _held = null;
        Send(held.Payload, dueUs);
    }

    /// <summary>Takes what has reached the venue by now.</summary>
    public bool TryTakeForVenue(long nowUs, out byte[] payload) => TryTake(_toVenue, nowUs, out payload);

    /// <summary>Takes what has reached the client by now.</summary>
    public bool TryTakeForClient(long nowUs, out byte[] payload)
    {
        if (_held is { } held && held.UntilUs <= nowUs)
        {
            _held = null;
            Send(held.Payload, held.UntilUs);
        }

        if (!TryTake(_toClient, nowUs, out payload)) return false;
        WaitingBytes -= payload.Length;
        return true;
    }

    /// <summary>Takes bytes to write between two frames, below the WebSocket layer.</summary>
    public bool TryTakeRawBytes(out byte[] bytes) => _rawBytes.TryDequeue(out bytes!);

    /// <summary>The connection is gone.</summary>
    public void Closed() => _plan.Close(this);

    /// <summary>Does at once what a line of layer Link says.</summary>
    internal bool Strike(FaultRule rule, long nowUs)
    {
        if (IsHalfOpen || End != WireEnd.None) return false;
        switch (rule.Verb.Name)
        {
            case "fin":
                End = WireEnd.Fin;
                break;
            case "rst":
                End = WireEnd.Reset;
                break;
            case "close":
                End = WireEnd.Close;
                CloseWords = (ushort.Parse(rule.Word(0), CultureInfo.InvariantCulture), rule.Word(1));
                break;
            case "half-open":
                IsHalfOpen = true;
                break;
            case "raw-bytes":
                _rawBytes.Enqueue(Convert.FromHexString(rule.Word(0)));
                break;
            default:
                Send(Mutation.Extra(rule), nowUs);
                break;
        }

        return true;
    }

    private static string IdText(in PayloadLook look) => long.TryParse(look.Id, out _) ? look.Id : look.Id.Length == 0 ? "null" : $"\"{look.Id}\"";

    private void Note(in PayloadLook look, ReadOnlySpan<byte> payload, long nowUs)
    {
        if (look.Id.Length > 0) _asked[look.Id] = look.Name;
        _plan.Requests?.Add(new RequestNote(nowUs, Number, look.Name));
        CarriesOrders |= look.Name is "private/buy" or "private/sell" or "private/edit" or "private/enable_cancel_on_disconnect"
            || look.Name.StartsWith("private/cancel", StringComparison.Ordinal);
        CarriesData |= look.Name.EndsWith("/subscribe", StringComparison.Ordinal)
            && (payload.IndexOf("\"book."u8) >= 0 || payload.IndexOf("\"quote."u8) >= 0 || payload.IndexOf("\"ticker."u8) >= 0);
        _plan.Moment(FaultStart.Request, look.Name, this, look.Id, nowUs);
    }

    private bool Acts(FaultState state, in PayloadLook look, bool isIn, long nowUs)
    {
        FaultRule rule = state.Rule;
        if (rule.Verb.Layer != FaultLayer.Message || !state.Holds(nowUs)) return false;
        if (!FaultFilter.FitsLink(rule, this) || !FaultFilter.FitsMessage(rule, look, isIn) || !Mutation.Means(rule.Verb.Name, look)) return false;
        bool ofOneRequest = rule.Verb.Name is "lose-reply" or "late-ack" or "reply-twice" or "unknown-reply" or "lose-request" or "reject" or "cancel-count";
        if (ofOneRequest && rule.When.Start == FaultStart.Request && !state.IsTarget(Number, look.Id)) return false;
        return state.Draws(_plan.Dice);
    }

    private FaultState? Holding(string verb, long nowUs)
    {
        foreach (FaultState state in _plan.States)
        {
            if (state.Rule.Verb.Name != verb || !state.Holds(nowUs) || !FaultFilter.FitsLink(state.Rule, this)) continue;
            // Once for all that it holds: such a line has no single acts to count.
            if (state.Fired == 0) state.Fire();
            return state;
        }

        return null;
    }

    private long StalledUntil(string verb, long nowUs) => Holding(verb, nowUs)?.UntilUs ?? 0;

    private long DelayUs(FaultRule rule)
    {
        long jitterUs = long.Parse(rule.Option("jitter", "0"), CultureInfo.InvariantCulture);
        return long.Parse(rule.Word(0), CultureInfo.InvariantCulture) + (jitterUs > 0 ? _plan.Dice.NextInt64(jitterUs) : 0);
    }

    // What waits for a stall without end waits for ever, however much is added to it.
    private static long Later(long dueUs, long delayUs) => dueUs > long.MaxValue - delayUs ? long.MaxValue : dueUs + delayUs;

    private void Send(byte[] payload, long dueUs)
    {
        _lastOutUs = dueUs = Math.Max(dueUs, _lastOutUs);
        WaitingBytes += payload.Length;
        _toClient.Enqueue(payload, (dueUs, _number++));
    }

    private bool TryTake(PriorityQueue<byte[], (long DueUs, long Number)> queue, long nowUs, out byte[] payload)
    {
        payload = [];
        if (IsHalfOpen || !queue.TryPeek(out _, out var next) || next.DueUs > nowUs) return false;
        payload = queue.Dequeue();
        return true;
    }
}
