using System;
using System.Buffers;

namespace Minnow.Venues.Deribit.Private;

/// <content>Questions: instruments, account, positions, orders, trades.</content>
public sealed partial class DeribitRequests
{
    /// <summary><c>public/get_instrument</c>.</summary>
    public void GetInstrument(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> instrumentName)
    {
        Begin(to, id, "public/get_instrument"u8);
        Text("instrument_name"u8, instrumentName);
        End();
    }

    /// <summary><c>public/status</c>: what of the platform is locked.</summary>
    public void Status(IBufferWriter<byte> to, long id)
    {
        Begin(to, id, "public/status"u8);
        End();
    }

    /// <summary><c>public/get_instruments</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="currency"><c>BTC</c>, <c>USDC</c> …, or <c>any</c>.</param>
    /// <param name="kind"><c>future</c>, <c>option</c> …; empty: all.</param>
    public void GetInstruments(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> currency, ReadOnlySpan<byte> kind)
    {
        Begin(to, id, "public/get_instruments"u8);
        Text("currency"u8, currency);
        TextUnlessEmpty("kind"u8, kind);
        _json.WriteBoolean("expired"u8, false);
        End();
    }

    /// <summary><c>private/get_account_summary</c>, extended: with limits.</summary>
    public void GetAccountSummary(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> currency)
    {
        Begin(to, id, "private/get_account_summary"u8, token);
        Text("currency"u8, currency);
        _json.WriteBoolean("extended"u8, true);
        End();
    }

    /// <summary><c>private/get_user_locks</c>: the currencies in which the account is locked.</summary>
    public void GetUserLocks(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token)
    {
        Begin(to, id, "private/get_user_locks"u8, token);
        End();
    }

    /// <summary><c>private/get_positions</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="currency">Currency, or <c>any</c>.</param>
    /// <param name="kind"><c>future</c> …; empty: all.</param>
    public void GetPositions(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> currency, ReadOnlySpan<byte> kind)
    {
        Begin(to, id, "private/get_positions"u8, token);
        Text("currency"u8, currency);
        TextUnlessEmpty("kind"u8, kind);
        End();
    }

    /// <summary><c>private/get_open_orders_by_currency</c>; parameters as in <see cref="GetPositions"/>.</summary>
    public void GetOpenOrders(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> currency, ReadOnlySpan<byte> kind)
    {
        Begin(to, id, "private/get_open_orders_by_currency"u8, token);
        Text("currency"u8, currency);
        TextUnlessEmpty("kind"u8, kind);
        End();
    }

    /// <summary><c>private/get_order_state</c>.</summary>
    public void GetOrderState(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> venueOrderId)
    {
        Begin(to, id, "private/get_order_state"u8, token);
        Text("order_id"u8, venueOrderId);
        End();
    }

    /// <summary><c>private/get_order_state_by_label</c>: our order, whatever id the venue gave it.</summary>
    public void GetOrderStateByLabel(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> currency, long orderId)
    {
        Begin(to, id, "private/get_order_state_by_label"u8, token);
        Text("currency"u8, currency);
        Label(orderId);
        End();
    }

    /// <summary><c>private/get_user_trades_by_currency_and_time</c>, oldest first.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="currency">Currency.</param>
    /// <param name="startMs">From, ms since 1970, inclusive.</param>
    /// <param name="endMs">To, ms since 1970, inclusive.</param>
    /// <param name="count">Rows at most, up to 1000.</param>
    /// <param name="historical">True to ask the archive: complete beyond 24 h, but it lags.</param>
    public void GetUserTrades(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> currency, long startMs, long endMs, int count, bool historical = false)
    {
        Begin(to, id, "private/get_user_trades_by_currency_and_time"u8, token);
        Text("currency"u8, currency);
        _json.WriteNumber("start_timestamp"u8, startMs);
        _json.WriteNumber("end_timestamp"u8, endMs);
        _json.WriteNumber("count"u8, count);
        Text("sorting"u8, "asc"u8);
        if (historical) _json.WriteBoolean("historical"u8, true);
        End();
    }
}
