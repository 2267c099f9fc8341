using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>The venue's words in private messages and what they mean to us. Every list is open: a word that is not in it has a value of its own.</summary>
internal static class PrivateWords
{
    /// <summary>State of an order; an unknown word settles nothing.</summary>
    public static OrderWord State(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("open"u8) => OrderWord.Open,
        _ when word.SequenceEqual("filled"u8) => OrderWord.Filled,
        _ when word.SequenceEqual("cancelled"u8) => OrderWord.Cancelled,
        _ when word.SequenceEqual("rejected"u8) => OrderWord.Rejected,
        _ when word.SequenceEqual("untriggered"u8) => OrderWord.Untriggered,
        _ when word.SequenceEqual("triggered"u8) => OrderWord.Triggered,
        _ when word.SequenceEqual("speed_bumped"u8) => OrderWord.SpeedBumped,
        _ => OrderWord.Unknown,
    };

    /// <summary>Why an order was cancelled; an unknown word is <see cref="OrderReason.Other"/>, none is <see cref="OrderReason.None"/>.</summary>
    public static OrderReason Cancel(ReadOnlySpan<byte> word) => word switch
    {
        [] => OrderReason.None,
        _ when word.SequenceEqual("user_request"u8) => OrderReason.Requested,
        _ when word.SequenceEqual("cancel_on_disconnect"u8) => OrderReason.Disconnect,
        _ when word.SequenceEqual("edit_post_only_reject"u8) => OrderReason.PostOnly,
        _ when word.SequenceEqual("order_overlap"u8) || word.SequenceEqual("order_overlap_another_sub"u8) => OrderReason.SelfTrade,
        _ when word.SequenceEqual("mmp_trigger"u8) || word.SequenceEqual("mmp_config_curtailment"u8) => OrderReason.Protection,
        _ when word.SequenceEqual("settlement"u8) => OrderReason.Settlement,
        _ when word.SequenceEqual("autoliquidation"u8) || word.SequenceEqual("risk_mitigation"u8) || word.SequenceEqual("pme_risk_reduction"u8) =>
            OrderReason.Liquidation,
        _ when word.SequenceEqual("pme_account_locked"u8) || word.SequenceEqual("position_locked"u8) => OrderReason.Closed,
        _ => OrderReason.Other,
    };

    /// <summary>What a private channel carries; <see cref="PrivateKind.None"/> for one that is not used.</summary>
    /// <param name="channel">The whole name.</param>
    /// <param name="rows">What rows its data has.</param>
    public static PrivateKind Channel(ReadOnlySpan<byte> channel, out PrivateRows rows)
    {
        rows = PrivateRows.Any;
        if (channel.StartsWith("user.changes."u8)) return PrivateKind.Changes;
        if (channel.StartsWith("user.orders."u8))
        {
            rows = PrivateRows.Order;
            return PrivateKind.Changes;
        }

        if (channel.StartsWith("user.trades."u8))
        {
            rows = PrivateRows.Trade;
            return PrivateKind.Changes;
        }

        if (channel.StartsWith("user.portfolio."u8)) return PrivateKind.Portfolio;
        if (channel.StartsWith("user.mmp_trigger."u8)) return PrivateKind.Protection;
        return channel.SequenceEqual("user.lock"u8) ? PrivateKind.AccountLock : PrivateKind.None;
    }
}

/// <summary>What the rows of a list must be.</summary>
internal enum PrivateRows : byte
{
    /// <summary>Told by the keys of each.</summary>
    Any,

    /// <summary>Orders.</summary>
    Order,

    /// <summary>Trades.</summary>
    Trade,

    /// <summary>Positions.</summary>
    Position,

    /// <summary>Sides of a mass quote that were refused.</summary>
    QuoteError,

    /// <summary>None of these.</summary>
    Other,
}
