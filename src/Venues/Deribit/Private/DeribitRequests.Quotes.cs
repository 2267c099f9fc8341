using System;
using System.Buffers;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <content>Market-maker protection, mass quotes, self-trade prevention.</content>
public sealed partial class DeribitRequests
{
    /// <summary><c>private/set_mmp_config</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="indexName"><c>btc_usd</c> ….</param>
    /// <param name="group">Group of mass quotes; empty: ordinary orders.</param>
    /// <param name="settings">The limits, all of them.</param>
    public void SetProtection(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> group, in ProtectionSettings settings)
    {
        Begin(to, id, "private/set_mmp_config"u8, token);
        Text("index_name"u8, indexName);
        TextUnlessEmpty("mmp_group"u8, group);
        _json.WriteNumber("interval"u8, settings.IntervalSeconds);
        _json.WriteNumber("frozen_time"u8, settings.FrozenSeconds);
        Steps("max_quote_quantity"u8, settings.MaxQuoteQuantityE8, 1);
        if (settings.QuantityLimitE8 != Units.Missing) Steps("quantity_limit"u8, settings.QuantityLimitE8, 1);
        if (settings.DeltaLimitE8 != Units.Missing) Steps("delta_limit"u8, settings.DeltaLimitE8, 1);
        End();
    }

    /// <summary><c>private/get_mmp_config</c>; parameters as in <see cref="SetProtection"/>.</summary>
    public void GetProtection(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> group) =>
        OfIndex(to, id, "private/get_mmp_config"u8, token, indexName, group);

    /// <summary><c>private/get_mmp_status</c>; parameters as in <see cref="SetProtection"/>.</summary>
    public void GetProtectionStatus(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> group) =>
        OfIndex(to, id, "private/get_mmp_status"u8, token, indexName, group);

    /// <summary><c>private/reset_mmp</c>; parameters as in <see cref="SetProtection"/>.</summary>
    public void ResetProtection(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> group) =>
        OfIndex(to, id, "private/reset_mmp"u8, token, indexName, group);

    /// <summary><c>private/mass_quote</c>: post-only on every side, refused where it would cross.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="group">Protection group; needed.</param>
    /// <param name="rows">Up to 100, of one index; the order ids of the first are its <c>quote_id</c>.</param>
    /// <param name="validUntilMs">As in <see cref="Place"/>.</param>
    public void MassQuote(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> group, ReadOnlySpan<MassQuoteRow> rows, long validUntilMs)
    {
        Begin(to, id, "private/mass_quote"u8, token);
        _json.WriteBoolean("detailed"u8, true);
        Span<byte> quoteId = stackalloc byte[QuoteIdText.MaxBytes];
        Text("quote_id"u8, quoteId[..QuoteIdText.Write(quoteId, _epoch, rows[0].BidOrderId, rows[0].AskOrderId)]);
        Text("mmp_group"u8, group);
        ValidUntil(validUntilMs);
        _json.WriteStartArray("quotes"u8);
        foreach (ref readonly MassQuoteRow row in rows)
        {
            ref readonly InstrumentEntry instrument = ref _instruments.Tracked(row.InstrumentIndex);
            _json.WriteStartObject();
            Name(instrument);
            QuoteSet(row.InstrumentIndex);
            QuoteSide("bid"u8, instrument, row.BidTicks, row.BidLots);
            QuoteSide("ask"u8, instrument, row.AskTicks, row.AskLots);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        End();
    }

    /// <summary><c>private/cancel_quotes</c> of one instrument, or of all if the name is empty.</summary>
    public void CancelQuotes(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> instrumentName)
    {
        Begin(to, id, "private/cancel_quotes"u8, token);
        Text("cancel_type"u8, instrumentName.Length > 0 ? "instrument"u8 : "all"u8);
        TextUnlessEmpty("instrument_name"u8, instrumentName);
        End();
    }

    /// <summary><c>private/cancel_quotes</c> of both sides of an instrument, as far as this run quoted them.</summary>
    public void CancelQuoteSet(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ushort instrumentIndex)
    {
        Begin(to, id, "private/cancel_quotes"u8, token);
        Text("cancel_type"u8, "quote_set_id"u8);
        QuoteSet(instrumentIndex);
        End();
    }

    /// <summary><c>private/set_self_trading_config</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="cancelMaker">True: our resting order goes; false: the order that would meet it is refused.</param>
    /// <param name="extendToSubaccounts">True to prevent trades between our subaccounts too.</param>
    public void SetSelfTrading(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, bool cancelMaker, bool extendToSubaccounts)
    {
        Begin(to, id, "private/set_self_trading_config"u8, token);
        Text("mode"u8, cancelMaker ? "cancel_maker"u8 : "reject_taker"u8);
        _json.WriteBoolean("extended_to_subaccounts"u8, extendToSubaccounts);
        End();
    }

    private void OfIndex(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> method, ReadOnlySpan<byte> token, ReadOnlySpan<byte> indexName, ReadOnlySpan<byte> group)
    {
        Begin(to, id, method, token);
        Text("index_name"u8, indexName);
        TextUnlessEmpty("mmp_group"u8, group);
        End();
    }

    private void QuoteSide(ReadOnlySpan<byte> key, in InstrumentEntry instrument, long ticks, long lots)
    {
        if (ticks == Units.Missing && lots == Units.Missing) return;
        _json.WriteStartObject(key);
        if (ticks != Units.Missing) Steps("price"u8, ticks, instrument.Definition.TickE8);
        if (lots != Units.Missing) Steps("amount"u8, lots, instrument.Definition.LotE8);
        _json.WriteBoolean("post_only"u8, true);
        _json.WriteBoolean("reject_post_only"u8, true);
        _json.WriteEndObject();
    }

    /// <summary>The set of an instrument's quotes: it carries the run's epoch, so that a cancel of it can only mean ours.</summary>
    private void QuoteSet(ushort instrumentIndex)
    {
        Span<byte> text = stackalloc byte[LabelText.MaxBytes];
        Text("quote_set_id"u8, text[..LabelText.Write(text, _epoch, instrumentIndex)]);
    }
}
