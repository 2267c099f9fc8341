using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Writes requests of the v2 protocol as JSON-RPC text, one whole message a call.</summary>
/// <remarks>
/// Prices and amounts are written as exact plain decimals (<see cref="StepText"/>). Every private request carries <c>access_token</c> unless it is empty: the venue
/// promises that it may be left out on session-scoped connections only. One writer is used again and again: no allocation after construction. Thread: one.
/// The output must give room for a whole message at once, as <c>FrameOutbox</c> does.
/// </remarks>
public sealed partial class DeribitRequests
{
    private readonly InstrumentTable _instruments;
    private readonly long _epoch;
    private readonly Utf8JsonWriter _json;

    /// <summary>Takes the writer.</summary>
    /// <param name="instruments">Where names, ticks and lots are known; only read.</param>
    /// <param name="epoch">The run's epoch in the labels of its orders, ms since 1970.</param>
    public DeribitRequests(InstrumentTable instruments, long epoch)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(epoch, LabelText.MaxEpoch);
        _instruments = instruments;
        _epoch = epoch;
        // Relaxed: only what JSON itself needs is escaped, so that what is read in a capture is what was meant.
        _json = new Utf8JsonWriter(new ArrayBufferWriter<byte>(1), new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary><c>public/auth</c> by <c>client_credentials</c>: the secret itself is sent.</summary>
    public void ClientCredentials(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> clientId, ReadOnlySpan<byte> clientSecret, ReadOnlySpan<byte> scope)
    {
        Begin(to, id, "public/auth"u8);
        Text("grant_type"u8, "client_credentials"u8);
        Text("client_id"u8, clientId);
        Text("client_secret"u8, clientSecret);
        TextUnlessEmpty("scope"u8, scope);
        End();
    }

    /// <summary><c>public/auth</c> by <c>client_signature</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="clientId">The key's id.</param>
    /// <param name="timestampMs">What was signed; venue time.</param>
    /// <param name="nonce">What was signed.</param>
    /// <param name="data">What was signed; may be empty.</param>
    /// <param name="signatureHex">From <see cref="Private.ClientSignature.Write"/>.</param>
    /// <param name="scope">Wanted scope; empty: the key's own.</param>
    public void ClientSignature(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> clientId, long timestampMs, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> signatureHex, ReadOnlySpan<byte> scope)
    {
        Begin(to, id, "public/auth"u8);
        Text("grant_type"u8, "client_signature"u8);
        Text("client_id"u8, clientId);
        _json.WriteNumber("timestamp"u8, timestampMs);
        Text("nonce"u8, nonce);
        Text("data"u8, data);
        Text("signature"u8, signatureHex);
        TextUnlessEmpty("scope"u8, scope);
        End();
    }

    /// <summary><c>public/auth</c> by <c>refresh_token</c>.</summary>
    public void RefreshToken(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> refreshToken)
    {
        Begin(to, id, "public/auth"u8);
        Text("grant_type"u8, "refresh_token"u8);
        Text("refresh_token"u8, refreshToken);
        End();
    }

    /// <summary><c>public/set_heartbeat</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="intervalSeconds">At least 10.</param>
    public void SetHeartbeat(IBufferWriter<byte> to, long id, int intervalSeconds)
    {
        Begin(to, id, "public/set_heartbeat"u8);
        _json.WriteNumber("interval"u8, intervalSeconds);
        End();
    }

    /// <summary><c>public/test</c>: the answer to a test request, and a ping of our own.</summary>
    public void Test(IBufferWriter<byte> to, long id)
    {
        Begin(to, id, "public/test"u8);
        End();
    }

    /// <summary><c>public/get_time</c>.</summary>
    public void GetTime(IBufferWriter<byte> to, long id)
    {
        Begin(to, id, "public/get_time"u8);
        End();
    }

    /// <summary><c>private/enable_cancel_on_disconnect</c>, for this connection or as the account's default.</summary>
    public void EnableCancelOnDisconnect(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, bool account)
    {
        Begin(to, id, "private/enable_cancel_on_disconnect"u8, token);
        Text("scope"u8, account ? "account"u8 : "connection"u8);
        End();
    }

    /// <summary><c>private/get_cancel_on_disconnect</c>.</summary>
    public void GetCancelOnDisconnect(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, bool account)
    {
        Begin(to, id, "private/get_cancel_on_disconnect"u8, token);
        Text("scope"u8, account ? "account"u8 : "connection"u8);
        End();
    }

    /// <summary><c>public/subscribe</c>.</summary>
    public void SubscribePublic(IBufferWriter<byte> to, long id, ReadOnlySpan<byte[]> channels) => Channels(to, id, "public/subscribe"u8, default, channels);

    /// <summary><c>public/unsubscribe</c>.</summary>
    public void UnsubscribePublic(IBufferWriter<byte> to, long id, ReadOnlySpan<byte[]> channels) =>
        Channels(to, id, "public/unsubscribe"u8, default, channels);

    /// <summary><c>private/subscribe</c>.</summary>
    public void SubscribePrivate(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte[]> channels) =>
        Channels(to, id, "private/subscribe"u8, token, channels);

    /// <summary><c>private/unsubscribe</c>.</summary>
    public void UnsubscribePrivate(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte[]> channels) =>
        Channels(to, id, "private/unsubscribe"u8, token, channels);

    private void Channels(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> method, ReadOnlySpan<byte> token, ReadOnlySpan<byte[]> channels)
    {
        Begin(to, id, method, token);
        _json.WriteStartArray("channels"u8);
        foreach (byte[] channel in channels) _json.WriteStringValue(channel);
        _json.WriteEndArray();
        End();
    }

    private void Begin(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> method, ReadOnlySpan<byte> token = default)
    {
        _json.Reset(to);
        _json.WriteStartObject();
        Text("jsonrpc"u8, "2.0"u8);
        _json.WriteNumber("id"u8, id);
        Text("method"u8, method);
        _json.WriteStartObject("params"u8);
        TextUnlessEmpty("access_token"u8, token);
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    private void Text(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => _json.WriteString(key, value);

    private void TextUnlessEmpty(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (value.Length > 0) _json.WriteString(key, value);
    }

    private void Steps(ReadOnlySpan<byte> key, long steps, long stepE8)
    {
        Span<byte> text = stackalloc byte[StepText.MaxBytes];
        int bytes = StepText.Write(text, steps, stepE8);
        _json.WritePropertyName(key);
        _json.WriteRawValue(text[..bytes], skipInputValidation: true);
    }

    private void Label(long orderId)
    {
        Span<byte> text = stackalloc byte[LabelText.MaxBytes];
        int bytes = LabelText.Write(text, _epoch, orderId);
        Text("label"u8, text[..bytes]);
    }

    private void Name(in InstrumentEntry instrument) => Text("instrument_name"u8, InstrumentEntry.NameOf(ref Unsafe.AsRef(in instrument)));
}
