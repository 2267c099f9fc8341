using System;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <content>Rows: orders, trades, positions.</content>
public sealed partial class PrivateParser
{
    /// <summary>Reads a list that was skipped before; <paramref name="text"/> is all of it.</summary>
    private ParseStatus ReadInnerRows(ReadOnlySpan<byte> text, PrivateRows expected)
    {
        Utf8JsonReader r = new(text, ReaderOptions);
        r.Read();
        return ReadRows(ref r, text, expected, ContentLevel + 1);
    }

    /// <summary>Reads a list of rows, or the one row that stands in its place.</summary>
    private ParseStatus ReadRows(ref Utf8JsonReader r, ReadOnlySpan<byte> text, PrivateRows expected, int level)
    {
        _message.IsList = true;
        if (r.TokenType == JsonTokenType.StartObject) return ReadRow(ref r, text, expected, level);
        while (r.Read() && r.TokenType != JsonTokenType.EndArray)
        {
            ParseStatus status = ParseStatus.Ok;
            if (r.TokenType == JsonTokenType.StartObject) status = ReadRow(ref r, text, expected, level);
            else if (expected != PrivateRows.Any) status = ParseStatus.WrongType;
            else if (r.TokenType == JsonTokenType.String) status = AddChannel(ref r);
            else SkipOther(ref r);
            if (status != ParseStatus.Ok) return status;
        }

        return ParseStatus.Ok;
    }

    private void SkipOther(ref Utf8JsonReader r)
    {
        r.Skip();
        _message.OtherRowCount++;
    }

    private ParseStatus AddChannel(ref Utf8JsonReader r)
    {
        if (_message.ChannelCount == _message.Channels.Length) return ParseStatus.TooManyRows;
        ReadOnlySpan<byte> channel = r.ValueIsEscaped ? _unescaped.AsSpan(0, r.CopyString(_unescaped)) : r.ValueSpan;
        _message.Channels[_message.ChannelCount++] = TextHash.Of(channel);
        return ParseStatus.Ok;
    }

    private ParseStatus ReadRow(ref Utf8JsonReader r, ReadOnlySpan<byte> text, PrivateRows expected, int level)
    {
        ParseStatus status = ReadFields(ref r, text, level);
        return status == ParseStatus.Ok ? TakeRow(text, expected, level) : status;
    }

    /// <summary>Takes the object whose fields were read as what it is.</summary>
    private ParseStatus TakeRow(ReadOnlySpan<byte> text, PrivateRows expected, int level)
    {
        PrivateFields fields = _fields[level];
        PrivateRows kind = KindOf(fields);
        if (kind == PrivateRows.Other && fields.HasRows) return ParseStatus.Ok; // {order:{…}}: what is inside was taken already
        if (expected != PrivateRows.Any) kind = expected;
        PrivateRow row = Row(text, level);
        switch (kind)
        {
            case PrivateRows.Order: return TakeOrder(ref row);
            case PrivateRows.Trade: return TakeTrade(ref row);
            case PrivateRows.Position: return TakePosition(ref row);
            case PrivateRows.QuoteError: return TakeQuoteError(ref row, text, level);
            default:
                _message.OtherRowCount++;
                if (fields.Has(PrivateKey.FrozenUntil)) TakeProtection(ref row);
                return fields.Has(PrivateKey.Enabled) || fields.Has(PrivateKey.Locked) ? TakeLock(ref row) : row.Status;
        }
    }

    /// <summary>Half of what an order or a position needs makes it one, so that a row cut short is refused and not passed over.</summary>
    private static PrivateRows KindOf(PrivateFields fields)
    {
        if (fields.Has(PrivateKey.TradeId)) return PrivateRows.Trade;
        if (fields.Has(PrivateKey.OrderId) || fields.Has(PrivateKey.OrderState)) return PrivateRows.Order;
        return fields.Has(PrivateKey.Size) && fields.Has(PrivateKey.InstrumentName) ? PrivateRows.Position : PrivateRows.Other;
    }

    private ParseStatus TakeOrder(ref PrivateRow row)
    {
        if (_message.OrderCount == _message.Orders.Length) return ParseStatus.TooManyRows;
        row.Need(PrivateKey.OrderId);
        row.Need(PrivateKey.OrderState);
        ref OrderRow order = ref _message.Orders[_message.OrderCount];
        order = new OrderRow
        {
            VenueId = row.VenueId(PrivateKey.OrderId),
            State = PrivateWords.State(row.Text(PrivateKey.OrderState)),
            Reason = PrivateWords.Cancel(row.Text(PrivateKey.CancelReason)),
            Sell = IsSell(ref row),
            UpdatedNs = row.TimeOfMs(PrivateKey.LastUpdateTimestamp),
            PostOnly = row.Flag(PrivateKey.PostOnly),
            ReduceOnly = row.Flag(PrivateKey.ReduceOnly),
            Protected = row.Flag(PrivateKey.Mmp),
            Liquidation = row.Flag(PrivateKey.IsLiquidation),
            InstrumentIndex = Units.NoInstrument,
            PriceTicks = Units.Missing,
            AmountLots = Units.Missing,
            FilledLots = Units.Missing,
        };
        order.Owner = OwnerOf(ref row, out order.OrderId, out order.Epoch);
        if (order.Owner == LabelOwner.Foreign) TakeQuoteId(ref row, ref order);
        if (TryInstrument(ref row, out int slot))
        {
            ref readonly InstrumentEntry instrument = ref _instruments.At(slot);
            order.InstrumentIndex = instrument.Index;
            order.PriceTicks = row.Ticks(PrivateKey.Price, instrument);
            order.AmountLots = row.Lots(PrivateKey.Amount, instrument.Definition);
            order.FilledLots = row.Lots(PrivateKey.FilledAmount, instrument.Definition);
        }
        else
        {
            order.UnknownHash = TextHash.Of(row.Text(PrivateKey.InstrumentName));
        }

        if (row.Status == ParseStatus.Ok) _message.OrderCount++;
        return row.Status;
    }

    private ParseStatus TakeTrade(ref PrivateRow row)
    {
        if (_message.TradeCount == _message.Trades.Length) return ParseStatus.TooManyRows;
        row.Need(PrivateKey.TradeId);
        row.Need(PrivateKey.OrderId);
        row.Need(PrivateKey.Timestamp);
        row.Need(PrivateKey.Price);
        row.Need(PrivateKey.Amount);
        ref TradeRow trade = ref _message.Trades[_message.TradeCount];
        VenueId id = row.VenueId(PrivateKey.TradeId);
        long feeE8 = row.E8(PrivateKey.Fee);
        trade = new TradeRow
        {
            TradeId = DeribitParser.TradeIdOf(VenueId.Text(ref id)),
            VenueId = row.VenueId(PrivateKey.OrderId),
            Sell = IsSell(ref row),
            Maker = row.Text(PrivateKey.Liquidity).SequenceEqual("M"u8),
            FeeE8 = feeE8 == Units.Missing ? 0 : feeE8,
            TradeSeq = row.Integer(PrivateKey.TradeSeq, Units.Missing),
            TradedNs = row.TimeOfMs(PrivateKey.Timestamp),
            InstrumentIndex = Units.NoInstrument,
            PriceTicks = Units.Missing,
            SizeLots = Units.Missing,
        };
        // Names the sides that were liquidated: "M", "T" or "MT".
        ReadOnlySpan<byte> liquidated = row.Text(PrivateKey.Liquidation);
        trade.Liquidation = liquidated.Contains(trade.Maker ? (byte)'M' : (byte)'T');
        trade.Owner = OwnerOf(ref row, out trade.OrderId, out trade.Epoch);
        trade.IsCombination = IsNetRow(ref row, id);
        if (TryInstrument(ref row, out int slot))
        {
            ref readonly InstrumentEntry instrument = ref _instruments.At(slot);
            trade.InstrumentIndex = instrument.Index;
            trade.PriceTicks = row.NearestTicks(PrivateKey.Price, instrument.Definition);
            trade.SizeLots = row.Lots(PrivateKey.Amount, instrument.Definition);
            if (trade.SizeLots == 0) row.Refuse(ParseStatus.NotPositive);
        }

        if (row.Status == ParseStatus.Ok) _message.TradeCount++;
        return row.Status;
    }

    private ParseStatus TakePosition(ref PrivateRow row)
    {
        bool isTracked = TryInstrument(ref row, out int slot);
        // An account may hold any number of what is not traded here.
        if (_message.PositionCount == _message.Positions.Length) return isTracked ? ParseStatus.TooManyRows : row.Status;
        row.Need(PrivateKey.Size);
        ref PositionRow position = ref _message.Positions[_message.PositionCount];
        position = new PositionRow
        {
            InstrumentIndex = Units.NoInstrument,
            Report = new PositionReport
            {
                SizeLots = Units.Missing,
                MarkE8 = row.E8(PrivateKey.MarkPrice),
                RealizedE8 = row.E8(PrivateKey.RealizedProfitLoss),
                FloatingE8 = row.E8(PrivateKey.FloatingProfitLoss),
                FundingE8 = row.E8(PrivateKey.RealizedFunding),
            },
        };
        DecimalText size = row.Number(PrivateKey.Size);
        if (isTracked)
        {
            ref readonly InstrumentEntry instrument = ref _instruments.At(slot);
            position.InstrumentIndex = instrument.Index;
            row.Refuse(size.TryToLots(instrument.Definition.LotE8, out long lots));
            position.Report.SizeLots = Signed(ref row, lots);
        }

        if (row.Status == ParseStatus.Ok) _message.PositionCount++;
        // Beside changes of orders nobody reads positions: an odd one must not cost a fill.
        return _message.Kind == PrivateKind.Changes ? ParseStatus.Ok : row.Status;
    }

    /// <summary>The size is documented as signed and seen beside a direction: the two must not contradict each other.</summary>
    private static long Signed(ref PrivateRow row, long lots)
    {
        ReadOnlySpan<byte> direction = row.Text(PrivateKey.Direction);
        if (direction.SequenceEqual("sell"u8)) return -Math.Abs(lots);
        bool agrees = direction.Length == 0 || (direction.SequenceEqual("buy"u8) && lots >= 0) || (direction.SequenceEqual("zero"u8) && lots == 0);
        if (!agrees) row.Refuse(ParseStatus.WrongType);
        return lots;
    }

    private static bool IsSell(ref PrivateRow row)
    {
        row.Need(PrivateKey.Direction);
        ReadOnlySpan<byte> direction = row.Text(PrivateKey.Direction);
        bool sell = direction.SequenceEqual("sell"u8);
        if (!sell && !direction.SequenceEqual("buy"u8)) row.Refuse(ParseStatus.WrongType);
        return sell;
    }

    private LabelOwner OwnerOf(ref PrivateRow row, out long orderId, out long epoch)
    {
        if (!LabelText.TryRead(row.Text(PrivateKey.Label), out epoch, out orderId)) return LabelOwner.Foreign;
        if (epoch == _epoch) return LabelOwner.ThisRun;
        orderId = 0;
        return LabelOwner.OtherRun;
    }

    /// <summary>A combination is told once a leg, which count, and once in all, under its own name or with its own trade id.</summary>
    private static bool IsNetRow(ref PrivateRow row, VenueId tradeId)
    {
        if (InstrumentTable.IsCombination(row.Text(PrivateKey.InstrumentName))) return true;
        VenueId whole = row.VenueId(PrivateKey.ComboTradeId);
        ReadOnlySpan<byte> text = VenueId.Text(ref whole);
        return text.Length > 0 && text.SequenceEqual(VenueId.Text(ref tradeId));
    }

    /// <summary>Finds the row's instrument, which it must name.</summary>
    /// <returns>False if it is not tracked, or nobody told its tick and lot yet.</returns>
    private bool TryInstrument(ref PrivateRow row, out int slot)
    {
        row.Need(PrivateKey.InstrumentName);
        slot = _instruments.Find(row.Text(PrivateKey.InstrumentName));
        return slot >= 0 && _instruments.At(slot) is { IsDefined: true, Index: not Units.NoInstrument };
    }
}
