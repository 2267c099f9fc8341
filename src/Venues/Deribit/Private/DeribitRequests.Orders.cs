using System;
using System.Buffers;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <content>Orders: place, change, cancel.</content>
public sealed partial class DeribitRequests
{
    /// <summary><c>private/buy</c> or <c>private/sell</c>: post-only and refused if it would cross, unless a flag of the command says that it takes.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="command">A <see cref="CommandVerb.Place"/>: instrument, flags, order id, price, size.</param>
    /// <param name="validUntilMs">The venue refuses it if it would start to match later, ms since 1970 by the venue's clock; 0: left out.</param>
    /// <param name="isProtected">True to put it under market-maker protection; never one that takes or hedges: a freeze would hold it back.</param>
    public void Place(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, in OutputRecord command, long validUntilMs, bool isProtected = false)
    {
        ref readonly InstrumentEntry instrument = ref _instruments.Tracked(command.InstrumentIndex);
        bool sell = (command.Flags & OutputRecord.SellFlag) != 0;
        bool fillOrKill = (command.Flags & OutputRecord.FillOrKillFlag) != 0;
        bool takes = fillOrKill || (command.Flags & OutputRecord.ImmediateFlag) != 0;
        Begin(to, id, sell ? "private/sell"u8 : "private/buy"u8, token);
        Name(instrument);
        Steps("amount"u8, command.SizeLots, instrument.Definition.LotE8);
        Text("type"u8, "limit"u8);
        Steps("price"u8, command.PriceTicks, instrument.Definition.TickE8);
        // Sent explicitly: what the venue takes for granted when they are absent is documented both ways.
        _json.WriteBoolean("post_only"u8, !takes);
        _json.WriteBoolean("reject_post_only"u8, !takes);
        Text("time_in_force"u8, fillOrKill ? "fill_or_kill"u8 : takes ? "immediate_or_cancel"u8 : "good_til_cancelled"u8);
        _json.WriteBoolean("reduce_only"u8, (command.Flags & OutputRecord.ReduceOnlyFlag) != 0);
        if (isProtected && !takes && (command.Flags & OutputRecord.HedgeFlag) == 0) _json.WriteBoolean("mmp"u8, true);
        Label(command.OrderId);
        ValidUntil(validUntilMs);
        End();
    }

    /// <summary><c>private/edit</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="id">Request id.</param>
    /// <param name="token">Access token; empty: left out.</param>
    /// <param name="venueOrderId">The venue's id.</param>
    /// <param name="command">A <see cref="CommandVerb.Edit"/>: its size is the whole one, fills included, as the venue wants it.</param>
    /// <param name="validUntilMs">As in <see cref="Place"/>.</param>
    public void Edit(
        IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> venueOrderId, in OutputRecord command, long validUntilMs)
    {
        Begin(to, id, "private/edit"u8, token);
        Text("order_id"u8, venueOrderId);
        Change(command, validUntilMs);
    }

    /// <summary><c>private/edit_by_label</c>: as <see cref="Edit"/> while the venue's id is not known.</summary>
    public void EditByLabel(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, in OutputRecord command, long validUntilMs)
    {
        Begin(to, id, "private/edit_by_label"u8, token);
        Label(command.OrderId);
        Name(_instruments.Tracked(command.InstrumentIndex));
        Change(command, validUntilMs);
    }

    /// <summary><c>private/cancel</c>.</summary>
    public void Cancel(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> venueOrderId)
    {
        Begin(to, id, "private/cancel"u8, token);
        Text("order_id"u8, venueOrderId);
        End();
    }

    /// <summary><c>private/cancel_by_label</c>. Without a currency the venue takes it from the cancel-all budget.</summary>
    public void CancelByLabel(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, long orderId, ReadOnlySpan<byte> currency)
    {
        Begin(to, id, "private/cancel_by_label"u8, token);
        Label(orderId);
        TextUnlessEmpty("currency"u8, currency);
        End();
    }

    /// <summary><c>private/cancel_all_by_instrument</c>, every type of order.</summary>
    public void CancelAllByInstrument(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> instrumentName)
    {
        Begin(to, id, "private/cancel_all_by_instrument"u8, token);
        Text("instrument_name"u8, instrumentName);
        Text("type"u8, "all"u8);
        End();
    }

    /// <summary><c>private/cancel_all_by_currency</c>.</summary>
    public void CancelAllByCurrency(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token, ReadOnlySpan<byte> currency)
    {
        Begin(to, id, "private/cancel_all_by_currency"u8, token);
        Text("currency"u8, currency);
        End();
    }

    /// <summary><c>private/cancel_all</c>: the whole account.</summary>
    public void CancelAll(IBufferWriter<byte> to, long id, ReadOnlySpan<byte> token)
    {
        Begin(to, id, "private/cancel_all"u8, token);
        End();
    }

    private void Change(in OutputRecord command, long validUntilMs)
    {
        ref readonly InstrumentEntry instrument = ref _instruments.Tracked(command.InstrumentIndex);
        Steps("amount"u8, command.SizeLots, instrument.Definition.LotE8);
        Steps("price"u8, command.PriceTicks, instrument.Definition.TickE8);
        _json.WriteBoolean("post_only"u8, true);
        _json.WriteBoolean("reject_post_only"u8, true);
        // Whether leaving it out keeps or clears it is not documented: said only where it must hold.
        if ((command.Flags & OutputRecord.ReduceOnlyFlag) != 0) _json.WriteBoolean("reduce_only"u8, true);
        ValidUntil(validUntilMs);
        End();
    }

    private void ValidUntil(long ms)
    {
        if (ms > 0) _json.WriteNumber("valid_until"u8, ms);
    }
}
