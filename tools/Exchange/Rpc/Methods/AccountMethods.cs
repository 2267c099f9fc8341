using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Positions, money, the ledger, margin, self-trade prevention.</summary>
internal static class AccountMethods
{
    public static readonly Method[] All =
    [
        new("private/get_position", GetPosition, Right: Right.Trade, Level: Scope.Read, NeedsParams: true),
        new("private/get_positions", GetPositions, Right: Right.Trade, Level: Scope.Read),
        new("private/get_account_summary", GetSummary, Right: Right.Account, Level: Scope.Read, NeedsParams: true),
        new("private/get_account_summaries", GetSummaries, Right: Right.Account, Level: Scope.Read),
        new("private/get_subaccounts", GetSubaccounts, Right: Right.Account, Level: Scope.Read),
        new("private/get_transaction_log", GetLog, Pool.TransactionLog, Right.Account, Scope.Read, NeedsParams: true),
        new("private/get_margins", GetMargins, Right: Right.Trade, Level: Scope.Read, NeedsParams: true),
        new("private/set_self_trading_config", SetSelfTrading, Right: Right.Account, Level: Scope.Write, NeedsParams: true),
        new("private/get_user_locks", GetLocks, Right: Right.Account, Level: Scope.Read),
    ];

    private static void GetPosition(Call call)
    {
        if (call.NeedInstrument() is { } instrument) call.Out.Raw(default, call.Venue.Hub.PositionText(call.State, instrument));
    }

    private static void GetPositions(Call call)
    {
        string currency = call.Text("currency") ?? "any";
        bool isNone = call.Text("kind") is not (null or "any" or "future");
        if (call.Error is not null) return;
        call.Out.BeginArray();
        foreach (Instrument instrument in call.Engine.Instruments)
        {
            bool isMeant = !isNone && (currency == "any" || instrument.Spec.SettlementCurrency == currency);
            bool isKnown = call.Account.PositionIn(instrument) is not null || call.State.PositionShiftsE8.ContainsKey(instrument.Name);
            if (isMeant && isKnown) call.Out.Raw(default, call.Venue.Hub.PositionText(call.State, instrument));
        }

        call.Out.EndArray();
    }

    private static void GetSummary(Call call)
    {
        string currency = call.NeedText("currency");
        bool extended = call.Flag("extended") ?? false;
        if (call.Error is null && call.Engine.FindFamily(currency) is null) call.Fail(RpcError.Invalid("currency", "unknown currency"));
        if (call.Error is not null) return;
        call.Out.Begin();
        AccountShape.WriteMoney(call.Out, call.Account, currency);
        AccountShape.WriteLimits(call.Out, call.State.Credits);
        if (extended) AccountShape.WriteExtended(call.Out, call.State);
        call.Out.End();
    }

    private static void GetSummaries(Call call)
    {
        bool extended = call.Flag("extended") ?? false;
        if (call.Error is not null) return;
        call.Out.Begin();
        if (extended) AccountShape.WriteExtended(call.Out, call.State);
        call.Out.BeginArray("summaries"u8);
        foreach (Family family in call.Engine.Families)
        {
            call.Out.Begin();
            AccountShape.WriteMoney(call.Out, call.Account, family.Currency);
            AccountShape.WriteLimits(call.Out, call.State.Credits);
            call.Out.End();
        }

        call.Out.EndArray();
        call.Out.End();
    }

    // Each account here is a main account of its own.
    private static void GetSubaccounts(Call call)
    {
        bool money = call.Flag("with_portfolio") ?? false;
        if (call.Error is not null) return;
        call.Out.BeginArray();
        call.Out.Begin();
        call.Out.Int("id"u8, call.Account.Id);
        call.Out.Text("type"u8, "main"u8);
        call.Out.Text("username"u8, call.Account.Name);
        call.Out.Text("system_name"u8, call.Account.Name);
        call.Out.Flag("login_enabled"u8, true);
        call.Out.Flag("is_password"u8, true);
        if (money) WritePortfolio(call);
        call.Out.End();
        call.Out.EndArray();
    }

    private static void WritePortfolio(Call call)
    {
        call.Out.Begin("portfolio"u8);
        foreach (Family family in call.Engine.Families)
        {
            call.Out.Begin(System.Text.Encoding.ASCII.GetBytes(family.Currency.ToLowerInvariant()));
            AccountShape.WriteMoney(call.Out, call.Account, family.Currency);
            call.Out.End();
        }

        call.Out.End();
    }

    private static void GetLog(Call call)
    {
        string currency = call.NeedText("currency");
        long startUs = Math.Clamp(call.Int("start_timestamp") ?? 0, 0, long.MaxValue / 2_000) * 1000;
        long endUs = call.Int("end_timestamp") is long end ? (Math.Clamp(end, 0, long.MaxValue / 2_000) * 1000) + 999 : long.MaxValue;
        long count = Math.Clamp(call.Int("count") ?? 100, 0, 1_000);
        long from = Math.Clamp(call.Int("continuation") ?? 0, 0, int.MaxValue);
        if (call.Error is not null) return;
        List<(long TimeUs, UserTrade? Fill, SettlementRow? Row)> rows = [];
        foreach (UserTrade fill in call.Account.Trades)
        {
            if (fill.Trade.Instrument.Spec.SettlementCurrency == currency) rows.Add((fill.Trade.TimeUs, fill, null));
        }

        foreach (SettlementRow row in call.Account.Settlements)
        {
            if (row.Instrument.Spec.SettlementCurrency == currency) rows.Add((row.TimeUs, null, row));
        }

        rows.RemoveAll(row => row.TimeUs < startUs || row.TimeUs > endUs);
        int[] newestFirst = new int[rows.Count];
        for (int i = 0; i < newestFirst.Length; i++) newestFirst[i] = i;
        Array.Sort(newestFirst, (one, other) => rows[one].TimeUs != rows[other].TimeUs ? rows[other].TimeUs.CompareTo(rows[one].TimeUs) : other.CompareTo(one));
        call.Out.Begin();
        call.Out.BeginArray("logs"u8);
        long at = from;
        for (; at < rows.Count && at < from + count; at++) LogShape.Write(call.Out, rows.Count - at, rows[newestFirst[at]].Fill, rows[newestFirst[at]].Row, call.Account);
        call.Out.EndArray();
        if (at < rows.Count) call.Out.Int("continuation"u8, at);
        else call.Out.Null("continuation"u8);
        call.Out.End();
    }

    private static void GetMargins(Call call)
    {
        Instrument? instrument = call.NeedInstrument();
        long? amount = call.DecimalE8("amount");
        long? price = call.DecimalE8("price");
        if (amount is null || price is null) call.Fail(RpcError.Invalid(amount is null ? "amount" : "price", "value required"));
        if (amount is < 0 or > Units.MostE8) call.Fail(RpcError.Invalid("amount", "out of range"));
        if (call.Error is not null || instrument is null) return;
        Position position = call.Account.Position(instrument);
        double now = Margins.Initial(position, 0, 0);
        call.Out.Begin();
        call.Out.Decimal("buy"u8, PositionShape.E8(Margins.Initial(position, amount!.Value, 0) - now));
        call.Out.Decimal("sell"u8, PositionShape.E8(Margins.Initial(position, 0, amount.Value) - now));
        call.Out.Decimal("min_price"u8, instrument.MinPriceE8);
        call.Out.Decimal("max_price"u8, instrument.MaxPriceE8);
        call.Out.End();
    }

    private static void SetSelfTrading(Call call)
    {
        string mode = call.NeedText("mode");
        bool? extended = call.Flag("extended_to_subaccounts");
        if (mode is not ("reject_taker" or "cancel_maker")) call.Fail(RpcError.Invalid("mode", "must be reject_taker or cancel_maker"));
        if (extended is null) call.Fail(RpcError.Invalid("extended_to_subaccounts", "value required"));
        if (call.Error is not null) return;
        call.Account.SelfTradeMode = mode == "cancel_maker" ? SelfTradeMode.CancelMaker : SelfTradeMode.RejectTaker;
        call.Account.SelfTradeAcrossSubaccounts = extended!.Value;
        call.Out.Text("ok");
    }

    private static void GetLocks(Call call)
    {
        call.Out.BeginArray();
        foreach (Wallet wallet in call.Account.Wallets)
        {
            call.Out.Begin();
            call.Out.Text("currency"u8, wallet.Currency);
            call.Out.Flag("enabled"u8, wallet.IsLocked || call.Account.IsLocked);
            call.Out.Text("message"u8, "");
            call.Out.End();
        }

        call.Out.EndArray();
    }
}
