using System;
using System.Text;
using System.Text.Json;

namespace Minnow.Exchange.Faults;

/// <summary>What a message is.</summary>
public enum PayloadKind
{
    /// <summary>Not understood.</summary>
    Other,

    /// <summary>A client's request.</summary>
    Request,

    /// <summary>A reply to one.</summary>
    Reply,

    /// <summary>A notification of a channel.</summary>
    Notification,

    /// <summary>A heartbeat or test request.</summary>
    Heartbeat,
}

/// <summary>The little that a fault needs to know of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Text of its id, as written; empty without one.</param>
/// <param name="Name">Method of a request, channel of a notification; of a reply, the method that was asked.</param>
/// <param name="IsSnapshot">A book's snapshot.</param>
public readonly record struct PayloadLook(PayloadKind Kind, string Id, string Name, bool IsSnapshot)
{
    /// <summary>Looks at a message. A text that is no JSON is <see cref="PayloadKind.Other"/>.</summary>
    public static PayloadLook At(ReadOnlySpan<byte> payload)
    {
        string id = "", method = "", channel = "";
        bool isReply = false, isSnapshot = false;
        try
        {
            Utf8JsonReader reader = new(payload);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                int depth = reader.CurrentDepth;
                bool isId = depth == 1 && reader.ValueTextEquals("id"u8);
                bool isMethod = depth == 1 && reader.ValueTextEquals("method"u8);
                bool isChannel = depth == 2 && reader.ValueTextEquals("channel"u8);
                bool isType = depth == 3 && reader.ValueTextEquals("type"u8);
                isReply |= depth == 1 && (reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8));
                bool isLong = depth == 1 && reader.ValueTextEquals("result"u8);
                reader.Read();
                if (isId) id = Encoding.UTF8.GetString(reader.ValueSpan);
                else if (isMethod) method = Text(ref reader);
                else if (isChannel) channel = Text(ref reader);
                else if (isType) isSnapshot |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("snapshot"u8);
                else if (isLong) reader.Skip();
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return default;
        }

        if (isReply) return new PayloadLook(PayloadKind.Reply, id, "", false);
        return method switch
        {
            "" => new PayloadLook(PayloadKind.Other, id, "", false),
            "heartbeat" => new PayloadLook(PayloadKind.Heartbeat, "", "heartbeat", false),
            "subscription" => new PayloadLook(PayloadKind.Notification, "", channel, isSnapshot && channel.StartsWith("book.", StringComparison.Ordinal)),
            _ => new PayloadLook(PayloadKind.Request, id, method, false),
        };
    }

    /// <summary>True if a text fits a pattern in which <c>*</c> stands for any run of characters.</summary>
    public static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int star = pattern.IndexOf('*');
        if (star < 0) return pattern.SequenceEqual(text);
        if (!text.StartsWith(pattern[..star])) return false;
        ReadOnlySpan<char> rest = pattern[(star + 1)..];
        if (rest.IsEmpty) return true;
        for (int at = star; at <= text.Length; at++)
        {
            if (Fits(rest, text[at..])) return true;
        }

        return false;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
}
