using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc;

/// <summary>Who asks over REST, by the Authorization header.</summary>
internal static class RestAccess
{
    public static Session? SessionOf(Venue venue, Call call)
    {
        if (call.RestAuthorization is not { } header) return null;
        int space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return null;
        string value = header[(space + 1)..].Trim();
        return header[..space].ToUpperInvariant() switch
        {
            "BEARER" => venue.Sessions.ByAccess(value),
            "BASIC" => Basic(venue, value),
            "DERI-HMAC-SHA256" => Signed(venue, call, value),
            _ => null,
        };
    }

    private static Session? Basic(Venue venue, string value)
    {
        byte[] bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out int written)) return null;
        string[] parts = Encoding.UTF8.GetString(bytes, 0, written).Split(':', 2);
        return parts.Length == 2 && venue.Sessions.KeyOf(parts[0]) is { } key && key.Secret == parts[1] ? OfKey(venue, key) : null;
    }

    private static Session? Signed(Venue venue, Call call, string value)
    {
        Dictionary<string, string> parts = [];
        foreach (string part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) parts[part[..equals]] = part[(equals + 1)..];
        }

        if (venue.Sessions.KeyOf(parts.GetValueOrDefault("id", "")) is not { } key) return null;
        if (!long.TryParse(parts.GetValueOrDefault("ts", ""), NumberStyles.None, CultureInfo.InvariantCulture, out long ms)) return null;
        if (Math.Abs(ms - (venue.NowUs / 1000)) > Signature.WindowMs) return null;
        bool isPost = venue.RestBody.StartsWith('{');
        string uri = "/api/v2/" + venue.RestMethod + (isPost || venue.RestBody.Length == 0 ? "" : "?" + venue.RestBody);
        string expected = Signature.OfRest(key.Secret, ms, parts.GetValueOrDefault("nonce", ""), isPost ? "POST" : "GET", uri, isPost ? venue.RestBody : "");
        return Signature.AreEqual(expected, parts.GetValueOrDefault("sig", "")) ? OfKey(venue, key) : null;
    }

    // A key in the header makes no session: this one is nobody's but the call's.
    private static Session? OfKey(Venue venue, KeyOptions key)
    {
        if (venue.FindAccount(key.Account) is not { } account) return null;
        Scope scope = Scope.Parse(key.Scope);
        return new Session
        {
            Key = key, Account = account, Scope = scope, ScopeText = scope.Text(true), AccessToken = "", RefreshToken = "", Sid = "",
            ExpiresUs = long.MaxValue,
        };
    }
}
