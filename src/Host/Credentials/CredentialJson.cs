using System;
using System.Security.Cryptography;
using System.Text.Json;

namespace Minnow.Host.Credentials;

/// <summary>Takes id and secret out of the file's bytes. No text is made of the secret, and no message quotes the file: a parser's own would quote a character.</summary>
internal static class CredentialJson
{
    internal static ApiCredentials Read(ReadOnlySpan<byte> json, string path)
    {
        byte[]? clientId = null;
        PinnedBytes? secret = null;
        bool isWhole = false;
        try
        {
            Utf8JsonReader reader = new(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw Wrong(path, "it is no JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("clientId"u8);
                if (!isId && !reader.ValueTextEquals("clientSecret"u8)) throw Wrong(path, "it holds a key that is neither clientId nor clientSecret");
                if (isId ? clientId != null : secret != null) throw Wrong(path, $"{(isId ? "clientId" : "clientSecret")} stands there twice");
                if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw Wrong(path, $"{(isId ? "clientId" : "clientSecret")} is no string");
                PinnedBytes value = Text(ref reader, path);
                if (!isId)
                {
                    secret = value;
                    continue;
                }
                clientId = value.Bytes.ToArray();
                value.Dispose();
            }
            if (reader.Read()) throw Wrong(path, "something follows the object");
            if (clientId == null || secret == null) throw Wrong(path, $"{(clientId == null ? "clientId" : "clientSecret")} is missing");
            isWhole = true;
            return new ApiCredentials(clientId, secret);
        }
        catch (JsonException e)
        {
            throw Wrong(path, $"it is no valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})");
        }
        catch (InvalidOperationException) // its own words would quote the file
        {
            throw Wrong(path, "a text in it is no valid UTF-8, or escapes half a character");
        }
        finally
        {
            if (!isWhole)
            {
                secret?.Dispose();
                CryptographicOperations.ZeroMemory(clientId); // somebody may have exchanged the two
            }
        }
    }

    internal static CredentialException Wrong(string path, string what) =>
        new($"{path}: {what}; a credential file is {{\"clientId\":\"…\",\"clientSecret\":\"…\"}}, one line, UTF-8, made with mode 0400");

    private static PinnedBytes Text(ref Utf8JsonReader reader, string path)
    {
        PinnedBytes value = new(reader.ValueSpan.Length);
        try
        {
            value.Cut(reader.CopyString(value.Bytes));
        }
        catch (InvalidOperationException)
        {
            value.Dispose();
            throw;
        }
        bool isPlain = !value.Bytes.IsEmpty;
        foreach (byte b in value.Bytes) isPlain &= b is > 0x20 and < 0x7F;
        if (isPlain) return value;
        value.Dispose();
        throw Wrong(path, "a value is empty, or holds blanks or other than ASCII characters");
    }
}
