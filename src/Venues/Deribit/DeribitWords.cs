using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <summary>The venue's words and what they mean to us.</summary>
internal static class DeribitWords
{
    /// <summary>State of an instrument, words of 2026-01-13 and later. Older ones (<c>closed</c>, <c>terminated</c>) are unknown: not tradable.</summary>
    public static TradingState Trading(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("open"u8) => TradingState.Open,
        _ when word.SequenceEqual("locked"u8) => TradingState.Locked,
        _ when word.SequenceEqual("settlement"u8) => TradingState.Settlement,
        _ when word.SequenceEqual("delivered"u8) => TradingState.Delivered,
        _ when word.SequenceEqual("inactive"u8) => TradingState.Inactive,
        _ when word.SequenceEqual("halted"u8) => TradingState.Halted,
        _ when word.SequenceEqual("archivized"u8) => TradingState.Archived,
        _ => TradingState.Unknown,
    };
}
