using System;
using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Host.Credentials;
using Minnow.Host.Net;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Host.Live;

/// <summary>Questions to a venue one after the other over one link, for a person who waits. Not for the path: it allocates and blocks.</summary>
internal sealed class VenueCall : IDisposable
{
    private readonly IVenueLink _link;
    private readonly MonotonicWallClock _clock;
    private readonly long _limitNs;
    private readonly CancellationToken _stop;
    private int _id;
    private string? _token;

    /// <summary>Over a link that is not open yet; owned.</summary>
    /// <param name="link">The link.</param>
    /// <param name="clock">Our clock.</param>
    /// <param name="limitMs">Longest wait for one answer, ms; twice that for the link to open.</param>
    /// <param name="stop">Ends every wait.</param>
    internal VenueCall(IVenueLink link, MonotonicWallClock clock, int limitMs = 6_000, CancellationToken stop = default)
    {
        _link = link;
        _clock = clock;
        _limitNs = limitMs * Units.NsPerMs;
        _stop = stop;
    }

    /// <summary>Our clock when the last question was sent and when its answer was there, ns.</summary>
    internal (long SentNs, long ReceivedNs) Times { get; private set; }

    /// <summary>Takes every message that is no answer, with when it came, ns; null drops them.</summary>
    internal Action<JsonElement, long>? Told { get; init; }

    /// <summary>Takes what has come, and waits a moment if nothing has.</summary>
    /// <returns>False if the link has ended.</returns>
    internal bool Listen()
    {
        bool came = false;
        while (_link.TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs))
        {
            came = true;
            JsonElement message = Read(payload);
            if (message.ValueKind == JsonValueKind.Object) Told?.Invoke(message, receivedNs);
        }
        if (!came) Thread.Sleep(1);
        return came || _link.State == LinkState.Open;
    }

    /// <summary>Opens the link.</summary>
    /// <returns>Empty, or why it could not be opened.</returns>
    internal string Open()
    {
        _link.Open();
        for (long endNs = _clock.NowNs + 2 * _limitNs; _link.State == LinkState.Opening; Thread.Sleep(1))
            if (_clock.NowNs > endNs || _stop.IsCancellationRequested) return "no answer in time";
        return _link.State == LinkState.Open ? "" : _link.EndText;
    }

    /// <summary>Asks.</summary>
    /// <returns>The whole answer; null if none came.</returns>
    internal JsonElement? Ask(string method, Action<Utf8JsonWriter>? parameters = null)
    {
        int id = ++_id;
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", id);
            json.WriteString("method", method);
            json.WriteStartObject("params");
            parameters?.Invoke(json);
            // A connection that is not a named session must show the token in each private call.
            if (_token != null && method.StartsWith("private/", StringComparison.Ordinal)) json.WriteString("access_token", _token);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        long sentNs = _clock.NowNs;
        if (!_link.TrySend(text.GetBuffer().AsSpan(0, (int)text.Length))) return null;
        for (long endNs = sentNs + _limitNs; _clock.NowNs < endNs && !_stop.IsCancellationRequested; Thread.Sleep(1))
        {
            while (_link.TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs))
            {
                JsonElement answer = Read(payload);
                if (answer.ValueKind != JsonValueKind.Object) continue;
                if (!answer.TryGetProperty("id", out JsonElement of))
                {
                    Told?.Invoke(answer, receivedNs);
                    continue;
                }
                if (of.ValueKind != JsonValueKind.Number || !of.TryGetInt64(out long number) || number != id) continue;
                Times = (sentNs, receivedNs);
                return answer;
            }
            if (_link.State != LinkState.Open) return null;
        }
        return null;
    }

    private JsonElement Read(ReadOnlySequence<byte> payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload.ToArray());
        _link.Release();
        return document.RootElement.Clone();
    }

    /// <summary>Proves who we are by a signature.</summary>
    internal JsonElement? Authenticate(ApiCredentials key, long clockOffsetNs)
    {
        long timestampMs = (_clock.NowNs + clockOffsetNs) / Units.NsPerMs;
        byte[] nonce = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")[..16]), signature = new byte[ClientSignature.Bytes];
        ClientSignature.Write(key.ClientSecret, timestampMs, nonce, default, signature);
        JsonElement? answer = Ask("public/auth", json =>
        {
            json.WriteString("grant_type", "client_signature");
            json.WriteString("client_id", key.ClientId);
            json.WriteNumber("timestamp", timestampMs);
            json.WriteString("signature", signature);
            json.WriteString("nonce", nonce);
            json.WriteString("data", "");
        });
        bool isToken = answer is { } given && given.TryGetProperty("result", out JsonElement result) && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty("access_token", out JsonElement token) && token.ValueKind == JsonValueKind.String;
        if (isToken) _token = answer!.Value.GetProperty("result").GetProperty("access_token").GetString();
        return answer;
    }

    /// <summary>The venue's error in words; empty if the answer is none.</summary>
    internal static string ErrorOf(JsonElement? answer)
    {
        if (answer is not { } given) return "no answer";
        if (!given.TryGetProperty("error", out JsonElement error)) return "";
        StringBuilder text = new();
        foreach (char c in error.ToString().AsSpan(0, Math.Min(200, error.ToString().Length))) text.Append(char.IsControl(c) ? '?' : c);
        return text.ToString();
    }

    public void Dispose() => _link.Dispose();
}
