using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Minnow.Host.Live;
using Minnow.Host.Net;

namespace Minnow.Host.Doctor;

/// <summary>The venue: way, clock, instruments, key, account.</summary>
internal static class VenueChecks
{
    private const long MostOffsetNs = 500 * Units.NsPerMs;

    private static readonly string[] s_needed = ["trade:read_write", "account:read_write"];
    private static readonly string[] s_all =
    [
        "tls.connects", "tls.certificate", "clock.venue", "instruments", "key.login", "key.scope", "account.cod", "account.fees", "account.limits", "account.positions", "account.orders",
    ];

    internal static void SkipAll(DoctorReport report, string why)
    {
        foreach (string check in s_all) report.Skip(check, why);
    }

    internal static void Run(DoctorReport report, MinnowConfiguration configuration)
    {
        ConnectionOptions connection = configuration.Connection!;
        MonotonicWallClock clock = new();
        try
        {
            using VenueCall call = new(new WebSocketLink(SessionSettings.Link(configuration, "doctor"), () => clock.NowNs), clock);
            string refused = call.Open();
            if (refused.Length > 0)
            {
                report.Fail("tls.connects", $"{connection.Address.Host}: {refused}", "Check connection.url, caFile and proxy, and the way to the venue.");
                return;
            }
            report.Pass("tls.connects", $"{connection.Address.Host}, verified, strict");
            CertificateCheck.Run(report, connection);
            long offsetNs = Clock(report, call);
            Instruments(report, call, configuration);
            if (connection.Credentials == null) report.Skip("key.login", "no credentials are configured");
            else Key(report, call, configuration, offsetNs);
        }
        catch (LinkSetupException e)
        {
            report.Fail("tls.connects", e.Message, "Correct the section connection.");
        }
    }

    private static long Clock(DoctorReport report, VenueCall call)
    {
        if (call.Ask("public/get_time") is not { } answer || !answer.TryGetProperty("result", out JsonElement time))
        {
            report.Fail("clock.venue", "the venue did not say its time", "Try again later.");
            return 0;
        }
        long middleNs = call.Times.SentNs / 2 + call.Times.ReceivedNs / 2;
        long venueNs = answer.TryGetProperty("usOut", out JsonElement us) ? us.GetInt64() * 1000 : time.GetInt64() * Units.NsPerMs;
        long offsetNs = venueNs - middleNs;
        report.PassOr(Math.Abs(offsetNs) < MostOffsetNs, DoctorVerdict.Warn, "clock.venue", string.Create(CultureInfo.InvariantCulture,
            $"venue minus ours {offsetNs / 1e6:N1} ms, round trip {(call.Times.ReceivedNs - call.Times.SentNs) / 1e6:N1} ms"), "Set this machine's clock by NTP; a run follows the venue's all the same.");
        return offsetNs;
    }

    private static void Instruments(DoctorReport report, VenueCall call, MinnowConfiguration configuration)
    {
        foreach (InstrumentOptions instrument in configuration.Instruments)
        {
            JsonElement? answer = call.Ask("public/get_instrument", json => json.WriteString("instrument_name", instrument.Name));
            if (VenueCall.ErrorOf(answer) is { Length: > 0 } error)
            {
                report.Fail("instruments", $"{instrument.Name}: {error}", "Correct the name in instruments.");
                continue;
            }
            JsonElement result = answer!.Value.GetProperty("result");
            string state = Text(result, "state");
            bool isOpen = state is "open" or "" && (!result.TryGetProperty("is_active", out JsonElement active) || active.ValueKind == JsonValueKind.True);
            report.PassOr(isOpen, DoctorVerdict.Warn, "instruments", $"{instrument.Name}: {(state.Length == 0 ? "active" : state)}, tick {Text(result, "tick_size")}, smallest order {Text(result, "min_trade_amount")}",
                "Wait until the venue opens it.");
        }
    }

    private static void Key(DoctorReport report, VenueCall call, MinnowConfiguration configuration, long offsetNs)
    {
        ConnectionOptions connection = configuration.Connection!;
        ApiCredentials key;
        try
        {
            key = CredentialFile.Load(connection.Credentials!);
        }
        catch (CredentialException e)
        {
            report.Fail("key.login", e.Message, "Correct connection.credentials.");
            return;
        }
        using (key)
        {
            JsonElement? answer = call.Authenticate(key, offsetNs);
            if (VenueCall.ErrorOf(answer) is { Length: > 0 } error)
            {
                report.Fail("key.login", $"key {key}: {error}", connection.Environment == VenueEnvironment.Testnet
                    ? "A key of production is not one of testnet: make one there, or correct environment." : "Check that the key belongs to this environment, is enabled, and allows this address.");
                return;
            }
            report.Pass("key.login", $"key {key}");
            Scope(report, Text(answer!.Value.GetProperty("result"), "scope"), connection.AllowedScopes);
        }
        AccountChecks.Run(report, call, configuration);
    }

    private static void Scope(DoctorReport report, string granted, IReadOnlyList<string> allowed)
    {
        HashSet<string> scopes = [.. granted.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        List<string> missing = [], excess = [];
        foreach (string scope in s_needed)
            if (!scopes.Contains(scope)) missing.Add(scope);
        foreach (string scope in scopes)
        {
            bool isWide = scope.EndsWith(":read_write", StringComparison.Ordinal) && Array.IndexOf(s_needed, scope) < 0;
            bool isListed = false;
            foreach (string one in allowed) isListed |= one == scope;
            if (isWide && !isListed) excess.Add(scope);
        }
        if (missing.Count > 0) report.Fail("key.scope", $"missing {string.Join(' ', missing)}", "Give the key these scopes at the venue.");
        else report.PassOr(excess.Count == 0, DoctorVerdict.Fail, "key.scope", excess.Count == 0 ? "what is needed, and no more" : $"can do more than it needs: {string.Join(' ', excess)}",
            "Take these scopes from the key, or name them in connection.allowedScopes.");
    }

    internal static string Text(JsonElement value, string name) => value.TryGetProperty(name, out JsonElement member) ? member.ToString() : "";
}
