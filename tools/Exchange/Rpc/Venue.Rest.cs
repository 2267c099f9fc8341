using System;
using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Minnow.Exchange.Rpc;

public sealed partial class Venue
{
    private byte[] _restReply = [];

    internal string RestBody { get; private set; } = "";

    internal string RestMethod { get; private set; } = "";

    /// <summary>One REST request; answered at once.</summary>
    /// <param name="method">As in the path: <c>public/get_time</c>.</param>
    /// <param name="queryOrBody">A query string, or a JSON-RPC body (begins with '{').</param>
    /// <param name="authorization">The header: <c>Basic …</c>, <c>Bearer …</c> or <c>deri-hmac-sha256 …</c>.</param>
    public RestReply Rest(string method, string queryOrBody, string? authorization)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(queryOrBody);
        RestMethod = method;
        RestBody = queryOrBody;
        Call call = new(this, null, authorization, NowUs);
        byte[] json = queryOrBody.StartsWith('{') ? Encoding.UTF8.GetBytes(queryOrBody) : FromQuery(method, queryOrBody);
        if (json.Length > Options.MaxRequestBytes) call.Fail(RpcError.TooLarge);
        else Read(call, json);
        Guard(call, Admit);
        _restReply = [];
        if (call.Error is not null) Answer(call, false);
        else Start(call);
        return new RestReply(StatusOf(call.Error), _restReply);
    }

    private static int StatusOf(RpcError? error) => error?.Code switch
    {
        null => 200,
        10000 or 13004 or 13009 => 401,
        11042 or 13403 or 13021 => 403,
        10028 => 429,
        11094 => 500,
        11051 => 503,
        -32600 => 413,
        _ => 400,
    };

    private static byte[] FromQuery(string method, string query)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("method", method);
            writer.WriteStartObject("params");
            foreach (string part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Write(writer, part);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    // Numbers and flags stay texts, which the getters take; lists are JSON in the query.
    private static void Write(Utf8JsonWriter writer, string part)
    {
        int equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return;
        string name = Uri.UnescapeDataString(part[..equals]);
        string value = Uri.UnescapeDataString(part[(equals + 1)..].Replace('+', ' '));
        if (!value.StartsWith('['))
        {
            writer.WriteString(name, value);
            return;
        }

        try
        {
            using JsonDocument list = JsonDocument.Parse(value);
            writer.WritePropertyName(name);
            list.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteString(name, value);
        }
    }
}
