using System;
using System.Buffers;
using System.Globalization;
using System.Net;
using Minnow.Host.Configuration.Strategy;

namespace Minnow.Host.Configuration;

/// <summary>Rules of the section <c>connection</c> that a schema can not say: what belongs together, and what may not stand beside it.</summary>
internal static class ConnectionRules
{
    private const string PinStart = "sha256/";
    private const int PinBytes = 32;
    private const int MostGroupBytes = 32;
    private const int DefaultBurst = 20; // what an account without volume has
    private const int LeastOrders = 2;

    private static readonly SearchValues<char> GroupCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    internal static void Check(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        if (value.Connection is not ConnectionOptions connection) return;
        SourceValue at = root.Find("connection")!;
        CheckUrl(connection, at, errors);
        CheckProxy(connection, at, errors);
        CheckPins(connection, at, errors);
        CheckProtection(connection.Protection, at, errors);
        CheckMassQuotes(connection, at, errors);
        if (connection.Protection.MassQuotes) CheckLadders(value, root, errors);
        CheckScopes(connection, at, errors);
        CheckAuditDepth(connection, at, errors);
        CheckBudget(connection, at, errors);
        CheckInstruments(value, root, errors);
    }

    private static void CheckUrl(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        const string Example = "as in wss://127.0.0.1:8443/ws/api/v2";
        const string Path = "$.connection.url";
        if (connection.Environment != VenueEnvironment.Loopback)
        {
            string name = connection.Environment == VenueEnvironment.Production ? "production" : "testnet";
            if (connection.Url != null)
                errors.Add(at.Find("url")!.Offset, Path, $"environment {name} has its own address; remove url, or set environment to \"loopback\"");
            return;
        }
        if (connection.Url is not string url) errors.Add(at.Offset, Path, $"missing; environment loopback needs it, {Example}");
        else if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme != "wss" || address.UserInfo.Length > 0)
            errors.Add(at.Find("url")!.Offset, Path, $"{(url.Contains('@', StringComparison.Ordinal) ? "it" : SourcePath.Quote(url))} is no address; allowed: wss://, host, port and path, {Example}");
        else if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) || !IPAddress.IsLoopback(ip))
            errors.Add(at.Find("url")!.Offset, Path, $"{SourcePath.Quote(address.Host)} is not on this machine; allowed: an address in 127.0.0.0/8, or [::1]; for the venue itself set environment to \"production\" or \"testnet\"");
    }

    private static void CheckProxy(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        if (connection.Proxy is not string proxy) return;
        bool right = Uri.TryCreate(proxy, UriKind.Absolute, out Uri? address) && address.Scheme == "http" && address.AbsolutePath == "/" && address.UserInfo.Length == 0;
        if (right) return;
        // Not echoed: somebody may have written a password into it.
        errors.Add(at.Find("proxy")!.Offset, "$.connection.proxy", "is no proxy address; allowed: http://, host and port, without user and password, as in http://10.0.0.1:3128");
    }

    private static void CheckPins(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        Span<byte> hash = stackalloc byte[PinBytes];
        for (int i = 0; i < connection.Pins.Count; i++)
        {
            string pin = connection.Pins[i];
            if (pin.StartsWith(PinStart, StringComparison.Ordinal) && Convert.TryFromBase64String(pin[PinStart.Length..], hash, out int bytes) && bytes == PinBytes) continue;
            errors.Add(at.Find("pins")!.Items[i].Offset, SourcePath.Item("$.connection.pins", i),
                $"{SourcePath.Quote(pin)} is no pin; allowed: sha256/ and the base64 of 32 bytes");
        }
        if (connection.Pins.Count == 1)
            errors.Add(at.Find("pins")!.Offset, "$.connection.pins", "one pin alone locks us out when the server's key changes; give a second one, of the spare key, or none");
    }

    private static void CheckProtection(ProtectionOptions protection, SourceValue at, ConfigurationErrors errors)
    {
        if (!protection.Enabled) return;
        SourceValue section = at.Find("protection")!;
        if (protection.MaxQuoteQuantity == null)
            errors.Add(section.Offset, "$.connection.protection.maxQuoteQuantity", "missing; protection is enabled and a money limit has no default: give it in the base coin");
        if (protection.QuantityLimit == null && protection.DeltaLimit == null)
            errors.Add(section.Offset, "$.connection.protection", "is enabled and limits nothing; give quantityLimit, deltaLimit or both, in the base coin");
    }

    // The venue takes mass quotes under a protection group and with cancel-on-disconnect alone; what it promises of the latter is tried out where they depend on it.
    private static void CheckMassQuotes(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        ProtectionOptions protection = connection.Protection;
        SourceValue? section = at.Find("protection");
        if (!protection.MassQuotes)
        {
            if (protection.Group != null)
                errors.Add(section!.Find("group")!.Offset, "$.connection.protection.group", "is for mass quotes alone; set massQuotes to true, or remove it");
            return;
        }
        int offset = section!.Find("massQuotes")!.Offset;
        if (!protection.Enabled)
            errors.Add(offset, "$.connection.protection.massQuotes", "needs protection, and it is not enabled; set enabled to true, or massQuotes to false");
        if (protection.Group == null)
            errors.Add(offset, "$.connection.protection.group", "missing; the venue takes mass quotes in a protection group only: give it a name, as in \"minnow\"");
        else if (protection.Group.Length is 0 or > MostGroupBytes || protection.Group.AsSpan().ContainsAnyExcept(GroupCharacters))
            errors.Add(section.Find("group")!.Offset, "$.connection.protection.group", $"{SourcePath.Quote(protection.Group)} is no name of a group; allowed: 1 to {MostGroupBytes} of a-z, A-Z, 0-9, _ and -");
        if (!connection.CancelOnDisconnectDrill && connection.Environment != VenueEnvironment.Loopback)
            errors.Add(offset, "$.connection.protection.massQuotes", "needs cancel-on-disconnect, and cancelOnDisconnectDrill is false; set it to true, or massQuotes to false");
    }

    // A quote is a side of an instrument to the venue: a second one on a side would replace the first.
    private static void CheckLadders(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        CheckLadder(value.Quoting.Ladder, root.Find("quoting"), "$.quoting", root, errors);
        for (int i = 0; i < value.Instruments.Count; i++)
        {
            if (value.Instruments[i].Quoting is not QuotingOptions own) continue;
            SourceValue at = root.Find("instruments")!.Items[i];
            CheckLadder(own.Ladder, at.Find("quoting"), SourcePath.Item("$.instruments", i) + ".quoting", at, errors);
        }
    }

    private static void CheckLadder(LadderOptions ladder, SourceValue? quoting, string path, SourceValue around, ConfigurationErrors errors)
    {
        SourceValue at = quoting?.Find("ladder") ?? quoting ?? around;
        if (ladder.Levels > 1)
            errors.Add((at.Find("levels") ?? at).Offset, path + ".ladder.levels", string.Create(CultureInfo.InvariantCulture, $"is {ladder.Levels}, and a mass quote has one order on each side; set it to 1, or connection.protection.massQuotes to false"));
        if (ladder.ClipAmount != null)
            errors.Add((at.Find("clipAmount") ?? at).Offset, path + ".ladder.clipAmount", "cuts a size into several orders, and a mass quote has one on each side; remove it, or set connection.protection.massQuotes to false");
    }

    private static void CheckAuditDepth(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        if (connection.AuditDepth is 0 or 1 or 10 or 20) return;
        errors.Add(at.Find("auditDepth")!.Offset, "$.connection.auditDepth",
            string.Create(CultureInfo.InvariantCulture, $"the venue has no window of {connection.AuditDepth} levels; allowed: 1, 10 or 20, or 0 for none"));
    }

    // A burst that does not hold one order for each side never quotes, and says nothing.
    private static void CheckBudget(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        double orders = DefaultBurst * connection.BudgetPercent / 100.0 * (100 - connection.CancelReservePercent) / 100.0;
        if (orders >= LeastOrders) return;
        SourceValue where = at.Find("budgetPercent") ?? at.Find("cancelReservePercent") ?? at;
        errors.Add(where.Offset, at.Find("budgetPercent") == null ? "$.connection.cancelReservePercent" : "$.connection.budgetPercent",
            string.Create(CultureInfo.InvariantCulture, $"budgetPercent {connection.BudgetPercent} less cancelReservePercent {connection.CancelReservePercent} leaves {orders:0.##} of the venue's burst of {DefaultBurst} requests for orders; at least {LeastOrders} are needed, one for each side"));
    }

    private static void CheckScopes(ConnectionOptions connection, SourceValue at, ConfigurationErrors errors)
    {
        for (int i = 0; i < connection.AllowedScopes.Count; i++)
        {
            string scope = connection.AllowedScopes[i];
            int colon = scope.IndexOf(':');
            if (colon > 0 && colon < scope.Length - 1 && scope.AsSpan().IndexOfAny(" \t\r\n\"") < 0) continue;
            errors.Add(at.Find("allowedScopes")!.Items[i].Offset, SourcePath.Item("$.connection.allowedScopes", i),
                $"{SourcePath.Quote(scope)} is no scope; allowed: name:right, as in \"block_trade:read\"");
        }
    }

    private static void CheckInstruments(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        SourceValue? list = root.Find("instruments");
        if (value.Instruments.Count == 0)
            errors.Add(root.Find("connection")!.Offset, "$.connection", "has nothing to subscribe to; name at least one of the instruments");
        for (int i = 0; i < value.Instruments.Count; i++)
        {
            if (value.Instruments[i].Definition == null) continue;
            errors.Add(list!.Items[i].Find("definition")!.Offset, SourcePath.Item("$.instruments", i) + ".definition",
                "stands beside connection: live, tick and lot come from the venue alone; remove one of the two");
        }
    }
}
