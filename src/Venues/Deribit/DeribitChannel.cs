using System;
using System.Buffers.Text;

namespace Minnow.Venues.Deribit;

/// <summary>Takes a channel name apart: <c>book.BTC-PERPETUAL.raw</c>. Works on bytes, allocates nothing.</summary>
internal static class DeribitChannel
{
    /// <summary>What the channel carries; unknown shapes and intervals are <see cref="DeribitChannelKind.Unknown"/>.</summary>
    /// <param name="channel">The whole name.</param>
    /// <param name="instrument">The instrument in it; empty if it has none. Of an unknown <c>book</c> channel, its second word.</param>
    public static DeribitChannelKind Classify(ReadOnlySpan<byte> channel, out ReadOnlySpan<byte> instrument)
    {
        instrument = default;
        int dot = channel.IndexOf((byte)'.');
        ReadOnlySpan<byte> head = dot < 0 ? channel : channel[..dot];
        ReadOnlySpan<byte> rest = dot < 0 ? default : channel[(dot + 1)..];
        switch (head.Length)
        {
            case 4:
                if (head.SequenceEqual("book"u8)) return Book(rest, out instrument);
                if (head.SequenceEqual("user"u8)) return DeribitChannelKind.Ignored;
                break;
            case 5:
                if (head.SequenceEqual("quote"u8)) return Whole(DeribitChannelKind.Quote, rest, out instrument);
                if (head.SequenceEqual("chart"u8)) return DeribitChannelKind.Ignored;
                break;
            case 6:
                if (head.SequenceEqual("ticker"u8)) return WithInterval(DeribitChannelKind.Ticker, rest, out instrument);
                if (head.SequenceEqual("trades"u8)) return Trades(rest);
                break;
            default:
                return ClassifyRare(head, rest, out instrument);
        }

        return head.SequenceEqual("rfq"u8) ? DeribitChannelKind.Ignored : DeribitChannelKind.Unknown;
    }

    /// <summary>True if the channel's first word is <c>book</c>.</summary>
    public static bool IsAnyBook(ReadOnlySpan<byte> channel) =>
        channel.StartsWith("book"u8) && (channel.Length == 4 || channel[4] == (byte)'.');

    /// <summary>How many levels a side of <c>book.{instrument}.none.{depth}.{interval}</c> may have; 0 if its prices are grouped, or the depth is no number.</summary>
    /// <param name="channel">The name of a <see cref="DeribitChannelKind.GroupedBook"/>.</param>
    public static long UngroupedLevels(ReadOnlySpan<byte> channel)
    {
        ReadOnlySpan<byte> rest = channel["book."u8.Length..];
        ReadOnlySpan<byte> group = rest[(rest.IndexOf((byte)'.') + 1)..];
        if (!group.StartsWith("none."u8)) return 0;
        ReadOnlySpan<byte> depth = group["none."u8.Length..];
        depth = depth[..depth.IndexOf((byte)'.')];
        return Utf8Parser.TryParse(depth, out ushort levels, out int used) && used == depth.Length ? levels : 0;
    }

    private static DeribitChannelKind ClassifyRare(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> instrument)
    {
        instrument = default;
        if (head.SequenceEqual("perpetual"u8)) return WithInterval(DeribitChannelKind.Perpetual, rest, out instrument);
        if (head.SequenceEqual("incremental_ticker"u8)) return Whole(DeribitChannelKind.IncrementalTicker, rest, out instrument);
        if (head.SequenceEqual("deribit_price_index"u8)) return Whole(DeribitChannelKind.PriceIndex, rest, out _);
        if (head.SequenceEqual("deribit_volatility_index"u8)) return Whole(DeribitChannelKind.VolatilityIndex, rest, out _);
        if (head.SequenceEqual("platform_state"u8))
            return rest.Length == 0 ? DeribitChannelKind.PlatformState : DeribitChannelKind.Ignored;
        if (head.SequenceEqual("instrument"u8))
        {
            if (rest.StartsWith("state."u8)) return DeribitChannelKind.InstrumentState;
            return rest.StartsWith("creation."u8) ? DeribitChannelKind.Ignored : DeribitChannelKind.Unknown;
        }

        bool known = head.SequenceEqual("markprice"u8) || head.SequenceEqual("estimated_expiration_price"u8)
            || head.SequenceEqual("deribit_price_ranking"u8) || head.SequenceEqual("deribit_price_statistics"u8)
            || head.SequenceEqual("announcements"u8) || head.SequenceEqual("rfq"u8) || head.SequenceEqual("block_rfq"u8)
            || head.SequenceEqual("block_trade_confirmations"u8);
        return known ? DeribitChannelKind.Ignored : DeribitChannelKind.Unknown;
    }

    private static DeribitChannelKind Book(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> instrument)
    {
        int first = rest.IndexOf((byte)'.');
        instrument = first < 0 ? rest : rest[..first];
        if (first < 0) return DeribitChannelKind.Unknown;

        ReadOnlySpan<byte> tail = rest[(first + 1)..];
        if (IsInterval(tail)) return DeribitChannelKind.Book;
        int last = tail.LastIndexOf((byte)'.');
        bool grouped = last > 0 && IsInterval(tail[(last + 1)..]) && tail[..last].Count((byte)'.') == 1;
        return grouped ? DeribitChannelKind.GroupedBook : DeribitChannelKind.Unknown;
    }

    private static DeribitChannelKind Trades(ReadOnlySpan<byte> rest)
    {
        int last = rest.LastIndexOf((byte)'.');
        if (last <= 0 || !IsInterval(rest[(last + 1)..])) return DeribitChannelKind.Unknown;
        // One word before the interval is an instrument, two are a kind and a currency; each trade names its own instrument.
        return rest[..last].Count((byte)'.') <= 1 ? DeribitChannelKind.Trades : DeribitChannelKind.Unknown;
    }

    private static DeribitChannelKind WithInterval(DeribitChannelKind kind, ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> instrument)
    {
        int last = rest.IndexOf((byte)'.');
        instrument = last < 0 ? default : rest[..last];
        return last > 0 && IsInterval(rest[(last + 1)..]) ? kind : DeribitChannelKind.Unknown;
    }

    private static DeribitChannelKind Whole(DeribitChannelKind kind, ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> instrument)
    {
        instrument = rest;
        return rest.Length > 0 && !rest.Contains((byte)'.') ? kind : DeribitChannelKind.Unknown;
    }

    private static bool IsInterval(ReadOnlySpan<byte> text) => text.Length switch
    {
        3 => text.SequenceEqual("raw"u8),
        4 => text.SequenceEqual("agg2"u8),
        5 => text.SequenceEqual("100ms"u8),
        _ => false,
    };
}
