using System;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <content>Mass quotes: the sides that were refused, and whose a quote is.</content>
public sealed partial class PrivateParser
{
    private ParseStatus TakeQuoteError(ref PrivateRow row, ReadOnlySpan<byte> text, int level)
    {
        if (_message.QuoteErrorCount == _message.QuoteErrors.Length) return ParseStatus.TooManyRows;
        row.Need(PrivateKey.Side);
        ref QuoteErrorRow refused = ref _message.QuoteErrors[_message.QuoteErrorCount];
        refused = new QuoteErrorRow { InstrumentIndex = TryInstrument(ref row, out int slot) ? _instruments.At(slot).Index : Units.NoInstrument };
        ReadOnlySpan<byte> side = row.Text(PrivateKey.Side);
        refused.Sell = side.SequenceEqual("ask"u8);
        if (!refused.Sell && !side.SequenceEqual("bid"u8)) row.Refuse(ParseStatus.WrongType);
        PrivateValue error = _fields[level][PrivateKey.Error];
        if (error.Type != JsonTokenType.StartObject) row.Refuse(error.Type == JsonTokenType.None ? ParseStatus.MissingField : ParseStatus.WrongType);
        if (row.Status != ParseStatus.Ok) return row.Status;
        text = text[error.Start..error.End];
        ParseStatus status = ReadInner(text, level);
        if (status != ParseStatus.Ok) return status;
        row = Row(text, level);
        row.Need(PrivateKey.Code);
        long code = row.Integer(PrivateKey.Code, 0);
        if (code is < int.MinValue or > int.MaxValue) row.Refuse(ParseStatus.Overflow);
        refused.Code = (int)code;
        refused.Meaning = ErrorMeaning.Of(refused.Code, row.Text(PrivateKey.Message));
        if (row.Status == ParseStatus.Ok) _message.QuoteErrorCount++;
        return row.Status;
    }

    /// <summary>A quote has no label: the id of the request that made it names our orders of both sides, and its own side tells which is meant.</summary>
    private void TakeQuoteId(ref PrivateRow row, ref OrderRow order)
    {
        if (!QuoteIdText.TryRead(row.Text(PrivateKey.QuoteId), out order.Epoch, out long bidId, out long askId)) return;
        order.IsQuote = true;
        order.Owner = order.Epoch == _epoch ? LabelOwner.ThisRun : LabelOwner.OtherRun;
        if (order.Owner == LabelOwner.ThisRun) order.OrderId = order.Sell ? askId : bidId;
    }
}
