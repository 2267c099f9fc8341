using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>The venue's errors, each with its message and its meaning.</summary>
internal static class ErrorTable
{
    /// <summary>What is the same for many errors.</summary>
    private enum Outcome
    {
        /// <summary>Refused before it reached the book: a new order never rested, an old one rests as it was.</summary>
        Refused,

        /// <summary>The order that was to be changed or cancelled is not open: its end comes in another report.</summary>
        NotOpen,

        /// <summary>It may or may not have had an effect.</summary>
        Unclear,

        /// <summary>Post-only would have crossed: a new order is refused, an edited one is cancelled.</summary>
        PostOnly,

        /// <summary>A new order is refused; what became of an old one is not said.</summary>
        RefusedNew,

        /// <summary>Only an answer to a change; to anything else it is a contradiction.</summary>
        RefusedEdit,

        /// <summary>Only an answer to a cancel; to anything else it is a contradiction.</summary>
        RefusedCancel,
    }

    [Flags]
    private enum Then
    {
        Nothing = 0,
        Retry = 1,
        Authenticate = 2,
        Stop = 4,
    }

    /// <summary>The table, by ascending code.</summary>
    public static ErrorMeaning.Entry[] Make()
    {
        List<ErrorMeaning.Entry> table = [];
        AddProtocol(table);
        AddTrading(table);
        AddLater(table);
        AddAccess(table);
        return [.. table];
    }

    private static void AddProtocol(List<ErrorMeaning.Entry> t)
    {
        Add(t, -32700, "Parse error", Outcome.Refused, OrderReason.Other);
        Add(t, -32602, "Invalid params", Outcome.Refused, OrderReason.Other);
        Add(t, -32601, "Method not found", Outcome.Refused, OrderReason.Other);
        Add(t, -32600, "request entity too large", Outcome.Refused, OrderReason.Other);
        Add(t, -32000, "Missing params", Outcome.Refused, OrderReason.Other);
        Add(t, 10000, "authorization_required", Outcome.Refused, OrderReason.Other, Then.Authenticate);
        Add(t, 10001, "error", Outcome.Unclear, OrderReason.Other);
    }

    private static void AddTrading(List<ErrorMeaning.Entry> t)
    {
        Add(t, 10002, "qty_too_low", Outcome.Refused, OrderReason.Size);
        Add(t, 10003, "order_overlap", Outcome.Refused, OrderReason.SelfTrade);
        Add(t, 10004, "order_not_found", Outcome.NotOpen, OrderReason.NotOpen);
        Add(t, 10005, "price_too_low", Outcome.Refused, OrderReason.Price);
        Add(t, 10006, "price_too_low4idx", Outcome.Refused, OrderReason.Price);
        Add(t, 10007, "price_too_high", Outcome.Refused, OrderReason.Price);
        Add(t, 10008, "price_too_high4idx", Outcome.Refused, OrderReason.Price);
        Add(t, 10009, "not_enough_funds", Outcome.Refused, OrderReason.Funds);
        Add(t, 10010, "already_closed", Outcome.NotOpen, OrderReason.NotOpen);
        Add(t, 10011, "price_not_allowed", Outcome.Refused, OrderReason.Price);
        Add(t, 10012, "book_closed", Outcome.RefusedNew, OrderReason.Closed);
        Add(t, 10013, "pme_max_total_open_orders", Outcome.Refused, OrderReason.Limit);
        Add(t, 10014, "pme_max_future_open_orders", Outcome.Refused, OrderReason.Limit);
        Add(t, 10015, "pme_max_option_open_orders", Outcome.Refused, OrderReason.Limit);
        Add(t, 10016, "pme_max_future_open_orders_size", Outcome.Refused, OrderReason.Limit);
        Add(t, 10017, "pme_max_option_open_orders_size", Outcome.Refused, OrderReason.Limit);
        Add(t, 10018, "non_pme_max_future_position_size", Outcome.Refused, OrderReason.Limit);
        Add(t, 10019, "locked_by_admin", Outcome.Refused, OrderReason.Closed, Then.Retry);
        Add(t, 10020, "invalid_or_unsupported_instrument", Outcome.RefusedNew, OrderReason.Other);
        Add(t, 10021, "invalid_amount", Outcome.Refused, OrderReason.Size);
        Add(t, 10022, "invalid_quantity", Outcome.Refused, OrderReason.Size);
        Add(t, 10023, "invalid_price", Outcome.Refused, OrderReason.Price);
        Add(t, 10024, "invalid_max_show", Outcome.Refused, OrderReason.Other);
        Add(t, 10025, "invalid_order_id", Outcome.RefusedNew, OrderReason.Other);
        Add(t, 10026, "price_precision_exceeded", Outcome.Refused, OrderReason.Price);
        Add(t, 10027, "non_integer_contract_amount", Outcome.Refused, OrderReason.Size);
        Add(t, 10028, "too_many_requests", Outcome.Refused, OrderReason.RateLimit, Then.Retry);
        Add(t, 10029, "not_owner_of_order", Outcome.RefusedNew, OrderReason.Other);
        Add(t, 10030, "must_be_websocket_request", Outcome.Refused, OrderReason.Other);
        Add(t, 10031, "invalid_args_for_instrument", Outcome.Refused, OrderReason.Other);
        Add(t, 10032, "whole_cost_too_low", Outcome.Refused, OrderReason.Size);
        Add(t, 10033, "not_implemented", Outcome.Refused, OrderReason.Other);
        Add(t, 10034, "trigger_price_too_high", Outcome.Refused, OrderReason.Price);
        Add(t, 10035, "trigger_price_too_low", Outcome.Refused, OrderReason.Price);
        Add(t, 10036, "invalid_max_show_amount", Outcome.Refused, OrderReason.Other);
        Add(t, 10037, "non_pme_total_short_options_positions_size", Outcome.Refused, OrderReason.Limit);
        Add(t, 10038, "pme_max_risk_reducing_orders", Outcome.Refused, OrderReason.Limit);
        Add(t, 10039, "not_enough_funds_in_currency", Outcome.Refused, OrderReason.Funds);
        Add(t, 10040, "retry", Outcome.Refused, OrderReason.Busy, Then.Retry);
        Add(t, 10041, "settlement_in_progress", Outcome.Refused, OrderReason.Settlement, Then.Retry);
        Add(t, 10043, "price_wrong_tick", Outcome.Refused, OrderReason.Price);
        Add(t, 10044, "trigger_price_wrong_tick", Outcome.Refused, OrderReason.Price);
        Add(t, 10045, "can_not_cancel_liquidation_order", Outcome.RefusedCancel, OrderReason.Liquidation, Then.Stop);
        Add(t, 10046, "can_not_edit_liquidation_order", Outcome.RefusedEdit, OrderReason.Liquidation, Then.Stop);
        Add(t, 10047, "matching_engine_queue_full", Outcome.Refused, OrderReason.Busy, Then.Retry);
        Add(t, 10048, "not_on_this_server", Outcome.Refused, OrderReason.Other);
        Add(t, 10049, "cancel_on_disconnect_failed", Outcome.Unclear, OrderReason.Disconnect, Then.Retry);
        Add(t, 10050, "lock_time_exceeded", Outcome.Refused, OrderReason.Busy, Then.Retry);
        Add(t, 10066, "too_many_concurrent_requests", Outcome.Refused, OrderReason.RateLimit, Then.Retry);
        Add(t, 10072, "disabled_while_position_lock", Outcome.Refused, OrderReason.Closed);
    }

    private static void AddLater(List<ErrorMeaning.Entry> t)
    {
        Add(t, 11008, "already_filled", Outcome.NotOpen, OrderReason.NotOpen);
        Add(t, 11013, "max_spot_open_orders", Outcome.Refused, OrderReason.Limit);
        Add(t, 11021, "post_only_price_modification_not_possible", Outcome.RefusedNew, OrderReason.PostOnly);
        Add(t, 11022, "max_spot_order_quantity", Outcome.Refused, OrderReason.Limit);
        Add(t, 11029, "invalid_arguments", Outcome.Refused, OrderReason.Other);
        Add(t, 11030, "other_reject", Outcome.Unclear, OrderReason.Other);
        Add(t, 11031, "other_error", Outcome.Unclear, OrderReason.Other);
        Add(t, 11035, "no_more_triggers", Outcome.Refused, OrderReason.Limit);
        Add(t, 11036, "invalid_trigger_price", Outcome.Refused, OrderReason.Price);
        Add(t, 11042, "permission_denied", Outcome.Refused, OrderReason.Other, Then.Stop);
        Add(t, 11043, "bad_argument", Outcome.Refused, OrderReason.Other);
        Add(t, 11044, "not_open_order", Outcome.NotOpen, OrderReason.NotOpen);
        Add(t, 11045, "invalid_event", Outcome.Unclear, OrderReason.Other);
        Add(t, 11047, "unsupported_arg_combination", Outcome.Refused, OrderReason.Other);
        Add(t, 11049, "bad_arguments", Outcome.Refused, OrderReason.Other);
        Add(t, 11050, "bad_request", Outcome.Refused, OrderReason.Other);
        // Said while the venue goes down: whether the request still went through is not documented.
        Add(t, 11051, "system_maintenance", Outcome.Unclear, OrderReason.Closed, Then.Retry);
        Add(t, 11052, "subscribe_error_unsubscribed", Outcome.Unclear, OrderReason.Other);
        Add(t, 11054, "post_only_reject", Outcome.PostOnly, OrderReason.PostOnly);
        Add(t, 11055, "post_only_not_allowed", Outcome.Refused, OrderReason.Other);
        Add(t, 11056, "unauthenticated_public_requests_temporarily_disabled", Outcome.Refused, OrderReason.Other, Then.Authenticate);
        Add(t, 11094, "internal_server_error", Outcome.Unclear, OrderReason.Other, Then.Retry);
        Add(t, 11098, "account_locked", Outcome.Refused, OrderReason.Closed, Then.Stop);
    }

    private static void AddAccess(List<ErrorMeaning.Entry> t)
    {
        Add(t, 12003, "login_over_limit", Outcome.Refused, OrderReason.RateLimit, Then.Stop);
        Add(t, 13004, "invalid_credentials", Outcome.Refused, OrderReason.Other, Then.Stop);
        Add(t, 13009, "unauthorized", Outcome.Refused, OrderReason.Other, Then.Authenticate);
        Add(t, 13009, "invalid_token", Outcome.Refused, OrderReason.Other, Then.Authenticate);
        Add(t, 13010, "value_required", Outcome.Refused, OrderReason.Other);
        Add(t, 13011, "value_too_short", Outcome.Refused, OrderReason.Other);
        Add(t, 13019, "orderbook_closed", Outcome.RefusedNew, OrderReason.Closed);
        Add(t, 13020, "not_found", Outcome.RefusedNew, OrderReason.Closed);
        Add(t, 13021, "forbidden", Outcome.Refused, OrderReason.Other, Then.Stop);
        Add(t, 13025, "method_switched_off_by_admin", Outcome.Refused, OrderReason.Busy, Then.Retry);
        Add(t, 13028, "temporarily_unavailable", Outcome.Unclear, OrderReason.Busy, Then.Retry);
        Add(t, 13030, "mmp_trigger", Outcome.RefusedNew, OrderReason.Protection, Then.Retry);
        Add(t, 13032, "non_unique_order_label", Outcome.RefusedEdit, OrderReason.Other);
        Add(t, 13040, "mmp_required", Outcome.Refused, OrderReason.Protection);
        Add(t, 13042, "cod_not_enabled", Outcome.Refused, OrderReason.Disconnect);
        Add(t, 13043, "quotes_frozen", Outcome.Refused, OrderReason.Protection, Then.Retry);
        Add(t, 13403, "scope_exceeded", Outcome.Refused, OrderReason.Other, Then.Stop);
        Add(t, 13503, "unavailable", Outcome.Unclear, OrderReason.Busy, Then.Retry);
        Add(t, 13666, "request_cancelled_by_user", Outcome.Refused, OrderReason.NotSent);
        Add(t, 13668, "security_key_authorization_error", Outcome.Refused, OrderReason.Other, Then.Stop);
        Add(t, 13777, "replaced", Outcome.RefusedEdit, OrderReason.Superseded);
        Add(t, 13778, "raw_subscriptions_not_available_for_unauthorized", Outcome.Unclear, OrderReason.Other, Then.Authenticate);
        Add(t, 13888, "timed_out", Outcome.Refused, OrderReason.TimedOut);
        Add(t, 13902, "mass_quotes_disabled", Outcome.Refused, OrderReason.Other);
        Add(t, 13903, "too_many_quotes", Outcome.Refused, OrderReason.Limit);
    }

    private static void Add(
        List<ErrorMeaning.Entry> table, int code, string message, Outcome outcome, OrderReason reason, Then then = Then.Nothing)
    {
        (OrderReport forNew, OrderReport forEdit, OrderReport forCancel) = outcome switch
        {
            Outcome.Refused => (OrderReport.Rejected, OrderReport.EditRejected, OrderReport.CancelRejected),
            Outcome.NotOpen => (OrderReport.Unclear, OrderReport.CancelRejected, OrderReport.CancelRejected),
            // A change that would take ends the order at this venue, by its documents: its own word is asked for.
            Outcome.PostOnly => (OrderReport.Rejected, OrderReport.Unclear, OrderReport.CancelRejected),
            Outcome.RefusedNew => (OrderReport.Rejected, OrderReport.Unclear, OrderReport.CancelRejected),
            Outcome.RefusedEdit => (OrderReport.Unclear, OrderReport.EditRejected, OrderReport.CancelRejected),
            Outcome.RefusedCancel => (OrderReport.Unclear, OrderReport.Unclear, OrderReport.CancelRejected),
            _ => (OrderReport.Unclear, OrderReport.Unclear, OrderReport.Unclear),
        };
        bool retry = (then & Then.Retry) != 0;
        table.Add(new(code, Encoding.ASCII.GetBytes(message), new(
            forNew, forEdit, forCancel, reason, retry, (then & Then.Authenticate) != 0, (then & Then.Stop) != 0)));
    }
}
