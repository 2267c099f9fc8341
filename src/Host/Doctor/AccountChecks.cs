using System;
using System.Collections.Generic;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Live;
using Minnow.Venues.Deribit.Session;

namespace Minnow.Host.Doctor;

/// <summary>The account behind the key: dead-man switch, fees, limits, what is held and what rests.</summary>
internal static class AccountChecks
{
    internal static void Run(DoctorReport report, VenueCall call, MinnowConfiguration configuration)
    {
        Cod(report, call);
        HashSet<string> currencies = [];
        foreach (SessionInstrument instrument in SessionSettings.Instruments(configuration)) currencies.Add(instrument.Currency);
        foreach (string currency in currencies)
        {
            Summary(report, call, currency);
            Held(report, call, currency);
        }
    }

    // Armed for this connection alone, which the examination then closes: it changes nothing of the account.
    private static void Cod(DoctorReport report, VenueCall call)
    {
        string error = VenueCall.ErrorOf(call.Ask("private/enable_cancel_on_disconnect", json => json.WriteString("scope", "connection")));
        JsonElement? read = call.Ask("private/get_cancel_on_disconnect", json => json.WriteString("scope", "connection"));
        bool isOn = error.Length == 0 && VenueCall.ErrorOf(read).Length == 0 && read!.Value.GetProperty("result").TryGetProperty("enabled", out JsonElement enabled)
            && enabled.ValueKind == JsonValueKind.True;
        report.PassOr(isOn, DoctorVerdict.Fail, "account.cod", isOn ? "cancel-on-disconnect: armed and read back" : $"cancel-on-disconnect can not be armed: {error}",
            "Give the key account:read_write: without the dead-man switch a run does not quote.");
    }

    private static void Summary(DoctorReport report, VenueCall call, string currency)
    {
        JsonElement? answer = call.Ask("private/get_account_summary", json =>
        {
            json.WriteString("currency", currency);
            json.WriteBoolean("extended", true);
        });
        if (VenueCall.ErrorOf(answer) is { Length: > 0 } error)
        {
            report.Fail("account.limits", $"{currency}: {error}", "Try again later.");
            return;
        }
        JsonElement result = answer!.Value.GetProperty("result");
        string fees = Cut(VenueChecks.Text(result, "fees"));
        if (fees.Length == 0) report.Skip("account.fees", $"{currency}: the venue states none; those of the instrument hold");
        else report.Pass("account.fees", $"{currency}: {fees}");
        SelfTrading(report, result, currency);
        string limits = result.TryGetProperty("limits", out JsonElement of) && of.TryGetProperty("matching_engine", out JsonElement engine) ? Cut(engine.ToString()) : "";
        report.PassOr(limits.Length > 0, DoctorVerdict.Warn, "account.limits", limits.Length > 0 ? $"{currency}: {limits}" : $"{currency}: not stated; 5 requests a second are assumed", "Ask the venue for the account's tier.");
    }

    // The venue's own guard behind ours (control P17): it must be one that we know what to do about.
    private static void SelfTrading(DoctorReport report, JsonElement summary, string currency)
    {
        string mode = VenueChecks.Text(summary, "self_trading_reject_mode");
        bool isKnown = mode is "reject_taker" or "cancel_maker";
        report.PassOr(isKnown, DoctorVerdict.Warn, "account.self_trading", isKnown ? $"{currency}: {mode}" : $"{currency}: {(mode.Length == 0 ? "not stated" : $"\"{Cut(mode)}\" is not known")}",
            "Set self-trade prevention of the account to reject_taker: then the venue too refuses an order that would meet our own.");
    }

    private static void Held(DoctorReport report, VenueCall call, string currency)
    {
        JsonElement? positions = call.Ask("private/get_positions", json => json.WriteString("currency", currency));
        JsonElement? orders = call.Ask("private/get_open_orders_by_currency", json => json.WriteString("currency", currency));
        string held = "";
        if (Rows(positions) is { } rows)
        {
            foreach (JsonElement row in rows.EnumerateArray())
                if (VenueChecks.Text(row, "size") is not ("0" or "0.0" or "")) held += $" {VenueChecks.Text(row, "instrument_name")} {VenueChecks.Text(row, "size")}";
        }
        report.PassOr(Rows(positions) != null && held.Length == 0, DoctorVerdict.Warn, "account.positions", held.Length == 0 ? $"{currency}: flat" : $"{currency}:{held}",
            "A run takes it over as its own position; close it first if it is not meant for it.");
        int resting = Rows(orders)?.GetArrayLength() ?? -1;
        report.PassOr(resting == 0, DoctorVerdict.Warn, "account.orders", resting < 0 ? $"{currency}: not known" : $"{currency}: {resting} open orders",
            "A run cancels those on its own instruments at the start; give it a subaccount of its own.");
    }

    private static JsonElement? Rows(JsonElement? answer) =>
        answer is { } given && given.TryGetProperty("result", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array ? rows : null;

    private static string Cut(string text) => text.AsSpan(0, Math.Min(160, text.Length)).ToString();
}
