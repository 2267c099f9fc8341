using System;
using System.Collections.Generic;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Channels;
using Minnow.Exchange.Rpc.Methods;

namespace Minnow.Exchange.Rpc;

public sealed partial class Venue
{
    private readonly Dictionary<Order, Queue<Call>> _held = [];
    private readonly List<(Call Call, OrderResult Result)> _heldDone = [];
    private readonly Dictionary<string, Bucket> _addresses = [];

    /// <summary>One text message from the client. Replies wait in the connection.</summary>
    public void Receive(Connection connection, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!connection.IsOpen) return;
        connection.LastRequestUs = NowUs;
        Call call = new(this, connection, null, NowUs);
        if (payload.Length > Options.MaxRequestBytes) call.Fail(RpcError.TooLarge);
        else Read(call, payload.ToArray());
        if (call.Error is null && Hooks.DropRequest?.Invoke(connection, call.MethodName) == true) return;
        Guard(call, Admit);
        if (call.Error is not null) Answer(call, false);
        else Start(call);
        if (call.Error?.Code == RpcError.TooManyRequests.Code && Options.RateLimitEndsSession && Options.RateLimits)
            Close(connection, 1008, "too_many_requests", DisconnectKind.RateLimit);
    }

    private static void Read(Call call, byte[] json)
    {
        try
        {
            CheckTexts(json);
            call.Document = JsonDocument.Parse(json);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            call.Fail(RpcError.BadJson);
            return;
        }

        JsonElement root = call.Document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            call.Fail(RpcError.BadRequest);
            return;
        }

        if (root.TryGetProperty("id"u8, out JsonElement id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String) call.Id = id.GetRawText();
        if (root.TryGetProperty("method"u8, out JsonElement method) && method.ValueKind == JsonValueKind.String) call.MethodName = method.GetString()!;
        else call.Fail(RpcError.InvalidRequest);
        if (root.TryGetProperty("params"u8, out JsonElement given)) call.Params = given;
        if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null)) call.Fail(RpcError.Invalid("params", "must be an object"));
    }

    // A text may be JSON by its grammar and still be no text: half of a surrogate pair, bytes that are not UTF-8. Found here, no getter meets it.
    private static void CheckTexts(byte[] json)
    {
        if (json.AsSpan().IndexOf((byte)'\\') < 0 && System.Text.Ascii.IsValid(json)) return;
        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
        }
    }

    /// <summary>Requests that the venue failed over, by its own fault; each was answered with 11094.</summary>
    public int InternalErrors { get; private set; }

    /// <summary>What the last of them was.</summary>
    public Exception? LastInternalError { get; private set; }

    // One request never ends the venue for everybody else.
    private void Guard(Call call, Action<Call> step)
    {
        try
        {
            step(call);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            InternalErrors++;
            LastInternalError = failure;
            call.Fail(RpcError.Internal);
        }
    }

    // Who asks, may they, and can they pay: in this order of being answered.
    private void Admit(Call call)
    {
        if (call.Error is not null)
        {
            // What can not be read costs as much as what can.
            call.Session = call.Connection?.Session;
            if (Options.RateLimits && !Pays(call)) call.Refuse(RpcError.TooManyRequests);
            return;
        }

        call.Method = MethodTable.Find(call.MethodName);
        Identify(call);
        if (Options.RateLimits && !Pays(call)) call.Fail(RpcError.TooManyRequests);
        if (call.Method is not { } method)
        {
            call.Fail(RpcError.UnknownMethod);
            return;
        }

        if (method.SocketOnly && call.Connection is null) call.Fail(RpcError.MustBeWebSocket);
        if (method.NeedsParams && call.Params.ValueKind != JsonValueKind.Object) call.Fail(RpcError.MissingParams);
        if (method.IsPrivate) Authorize(call, method);
        if (IsMaintenance && (method.IsPrivate || method.Pool == Pool.Matching)) call.Fail(RpcError.Maintenance);
        if (call.Error is null && call.Connection is { } connection && Hooks.BeforeRequest?.Invoke(connection, method.Name) is { } fault)
            call.Fail(new RpcError(fault.Code, fault.Message));
    }

    private bool Pays(Call call)
    {
        if (call.Session is { } session) return session.Account.Credits.TryTake(call.Method?.PoolOf?.Invoke(call) ?? call.Method?.Pool ?? Pool.Default, NowUs);
        string ip = call.Connection?.Ip ?? "rest";
        if (!_addresses.TryGetValue(ip, out Bucket? bucket))
            _addresses.Add(ip, bucket = new Bucket(Options.UnauthenticatedBurst, Options.UnauthenticatedPerSecond, NowUs));
        return bucket.TryTake(1, NowUs);
    }

    private void Start(Call call)
    {
        Method method = call.Method!;
        if (method.Pace == Pace.Matching && call.Connection is not null)
        {
            StartMatching(call);
            return;
        }

        long delay = call.Connection is null ? 0 : Hooks.ReplyDelayUs?.Invoke(call.Connection, method.Name) ?? Random.Between(Options.OtherDelayMinUs, Options.OtherDelayMaxUs);
        if (method.Pace == Pace.Late && delay > 0) Agenda.Add(NowUs + delay, () => Run(call, 0));
        else Run(call, delay);
    }

    private void StartMatching(Call call)
    {
        WorkQueue queue = call.State.QueueOf(Queues.CurrencyOf(call));
        Queues.Withdraw(call, this);
        if (!call.Connection!.IsOpen) return;
        if (queue.Waiting.Count >= WorkQueue.MaxWaiting)
        {
            call.Fail(RpcError.QueueFull);
            Answer(call, false);
            return;
        }

        queue.Waiting.AddLast(call);
        if (!queue.IsBusy) Next(queue);
    }

    private void Next(WorkQueue queue)
    {
        while (queue.Waiting.First is { } first)
        {
            queue.Waiting.RemoveFirst();
            Call call = first.Value;
            if (NowUs - call.UsIn > WorkQueue.LongestWaitUs)
            {
                call.Fail(RpcError.LockTimeExceeded);
                Answer(call, false);
                continue;
            }

            long delay = Hooks.ReplyDelayUs?.Invoke(call.Connection!, call.MethodName)
                ?? Random.Between(Options.MatchingDelayMinUs, Options.MatchingDelayMaxUs);
            if (delay > 0)
            {
                queue.IsBusy = true;
                Agenda.Add(NowUs + delay, () =>
                {
                    Run(call, 0);
                    Next(queue);
                });
                return;
            }

            Run(call, 0);
        }

        queue.IsBusy = false;
    }

    private void Run(Call call, long delayUs)
    {
        bool isOrphan = call.Connection is { IsOpen: false };
        if (isOrphan && (call.Method!.Pace == Pace.Late || IsDropped(call.Connection!)))
        {
            call.Dispose();
            return;
        }

        if (call.Error is null)
        {
            Scratch.Clear();
            Guard(call, call.Method!.Act);
            if (isOrphan && call.Connection!.IsSwept) Sweep(call.Connection);
        }

        bool notifiesFirst = call.Method!.Pace == Pace.Matching && Random.Chance(Options.ResponseAfterNotification);
        byte[]? ready = call.IsSilent ? null : Frame(call, NowUs + delayUs);
        if (notifiesFirst) Flush();
        if (ready is not null) Send(call, ready, delayUs);
        if (call.Connection is { } connection) Greet(connection);
        Flush();
        if (!call.IsSilent) call.Dispose();
    }

    internal void Hold(Call call, Order order)
    {
        if (!_held.TryGetValue(order, out Queue<Call>? queue)) _held.Add(order, queue = new Queue<Call>());
        queue.Enqueue(call);
        call.IsSilent = true;
    }

    internal void HeldIsDone(Order order, OrderResult result)
    {
        if (!_held.TryGetValue(order, out Queue<Call>? queue)) return;
        _heldDone.Add((queue.Dequeue(), result));
        if (queue.Count == 0) _held.Remove(order);
    }

    internal void Answer(Call call, bool flushFirst)
    {
        byte[] ready = Frame(call, NowUs);
        if (flushFirst) _hub.FlushRaw();
        Send(call, ready, 0);
        call.Dispose();
    }

    private void FinishHeld()
    {
        // An answer can end a connection, and that comes back here: each is taken out before it is given.
        while (_heldDone.Count > 0)
        {
            (Call call, OrderResult result) = _heldDone[0];
            _heldDone.RemoveAt(0);
            Scratch.Clear();
            call.IsSilent = false;
            OrderMethods.WriteResult(call, result);
            Answer(call, Random.Chance(Options.ResponseAfterNotification));
        }
    }

    private byte[] Frame(Call call, long usOut)
    {
        Envelope.Clear();
        Envelope.Begin();
        Envelope.Text("jsonrpc"u8, "2.0"u8);
        if (call.Id is not null) Envelope.Raw("id"u8, System.Text.Encoding.UTF8.GetBytes(call.Id));
        if (call.Error is { } error) WriteError(Options.Errors == ErrorTable.Article ? error.ByArticle() : error);
        else Envelope.Raw("result"u8, Scratch.Written);
        Envelope.Int("usIn"u8, call.UsIn);
        Envelope.Int("usOut"u8, usOut);
        Envelope.Int("usDiff"u8, usOut - call.UsIn);
        Envelope.Flag("testnet"u8, Options.Testnet);
        Envelope.End();
        return Envelope.ToArray();
    }

    private void WriteError(RpcError error)
    {
        Envelope.Begin("error"u8);
        Envelope.Int("code"u8, error.Code);
        Envelope.Text("message"u8, error.Message);
        if (error.DataText is not null) Envelope.Text("data"u8, error.DataText);
        if (error.Reason is not null)
        {
            Envelope.Begin("data"u8);
            Envelope.Text("reason"u8, error.Reason);
            if (error.Param is not null) Envelope.Text("param"u8, error.Param);
            Envelope.End();
        }

        Envelope.End();
    }

    private void Send(Call call, byte[] ready, long delayUs)
    {
        if (call.Connection is not { } connection)
        {
            _restReply = ready;
            return;
        }

        FrameFate fate = Hooks.BeforeReply?.Invoke(new OutgoingReply(connection, call.MethodName, call.Error is not null, ready)) ?? default;
        Deliver(connection, ready, delayUs, fate);
    }

    /// <summary>Puts a frame into a connection, now or later, as fate has it.</summary>
    internal void Deliver(Connection connection, byte[] payload, long delayUs, FrameFate fate)
    {
        switch (fate.Kind)
        {
            case FrameFateKind.Drop:
                return;
            case FrameFateKind.Disconnect:
                Close(connection, 1006, "", DisconnectKind.Reset);
                return;
            case FrameFateKind.Delay:
                delayUs += fate.DelayUs;
                break;
            case FrameFateKind.Replace:
                payload = fate.Payload ?? payload;
                break;
            case FrameFateKind.Duplicate:
                Put(connection, payload, delayUs);
                break;
            default:
                break;
        }

        Put(connection, payload, delayUs);
    }

    private void Put(Connection connection, byte[] payload, long delayUs)
    {
        if (delayUs > 0)
        {
            connection.Delayed++;
            Agenda.Add(NowUs + delayUs, () =>
            {
                connection.Delayed--;
                Put(connection, payload, 0);
            });
            return;
        }

        if (!connection.IsOpen) return;
        connection.Put(payload, NowUs);
        if (connection.UnreadBytes > Options.MaxUnreadBytes) Close(connection, 1008, "connection_too_slow", DisconnectKind.Reset);
    }

    private static void Greet(Connection connection)
    {
        if (connection.Greetings.Count == 0) return;
        Feed[] due = [.. connection.Greetings];
        connection.Greetings.Clear();
        foreach (Feed feed in due)
        {
            // A greeting can be the frame that ends the connection.
            if (!connection.IsOpen) return;
            feed.Greet(connection);
        }
    }
}
