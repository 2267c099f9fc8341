using System;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <content>The JSON-RPC envelope: replies, notifications, heartbeats.</content>
public sealed partial class PrivateParser
{
    private ParseStatus ReadPayload(ref Utf8JsonReader r, ReadOnlySpan<byte> payload)
    {
        r.Read();
        if (r.TokenType != JsonTokenType.StartObject)
        {
            while (r.Read()) r.Skip(); // malformed or merely not a message: the difference is worth the walk
            return ParseStatus.NotAMessage;
        }

        ParseStatus status = ReadFields(ref r, payload, RootLevel);
        if (status != ParseStatus.Ok) return status;
        r.Read(); // throws if anything but space follows
        PrivateRow root = Row(payload, RootLevel);
        PrivateFields fields = _fields[RootLevel];
        bool hasResult = fields[PrivateKey.Result].Type != JsonTokenType.None;
        bool hasError = fields[PrivateKey.Error].Type != JsonTokenType.None;
        if (fields[PrivateKey.Method].Type == JsonTokenType.None)
            return hasResult == hasError ? ParseStatus.NotAMessage : ReadReply(payload, ref root, hasError);
        if (hasResult || hasError || fields[PrivateKey.Params].Type != JsonTokenType.StartObject) return ParseStatus.NotAMessage;
        ReadOnlySpan<byte> method = root.Text(PrivateKey.Method);
        if (root.Status != ParseStatus.Ok) return root.Status;
        if (method.SequenceEqual("subscription"u8)) return ReadNotification(payload);
        return method.SequenceEqual("heartbeat"u8) ? ReadHeartbeat(payload) : ParseStatus.NotAMessage;
    }

    private ParseStatus ReadHeartbeat(ReadOnlySpan<byte> payload)
    {
        PrivateRow row = Row(payload, ParamsLevel);
        row.Need(PrivateKey.Type);
        bool wantsAnswer = row.Text(PrivateKey.Type).SequenceEqual("test_request"u8);
        _message.Kind = wantsAnswer ? PrivateKind.TestRequest : PrivateKind.Heartbeat;
        return row.Status;
    }

    private ParseStatus ReadReply(ReadOnlySpan<byte> payload, ref PrivateRow root, bool isError)
    {
        _message.Kind = PrivateKind.Reply;
        _message.UsInNs = root.TimeOfUs(PrivateKey.UsIn);
        _message.UsOutNs = root.TimeOfUs(PrivateKey.UsOut);
        // An id in text, or none at all, answers nothing that we asked.
        if (_fields[RootLevel][PrivateKey.Id].Type == JsonTokenType.Number) _message.RequestId = root.Integer(PrivateKey.Id, Units.Missing);
        if (root.Status != ParseStatus.Ok) return root.Status;
        PrivateValue value = _fields[RootLevel][isError ? PrivateKey.Error : PrivateKey.Result];
        return isError ? ReadError(payload, value) : ReadResult(payload, value, ref root);
    }

    private ParseStatus ReadError(ReadOnlySpan<byte> payload, in PrivateValue error)
    {
        if (error.Type != JsonTokenType.StartObject) return ParseStatus.WrongType;
        // At this level nothing is taken for a row: an error has none.
        ReadOnlySpan<byte> text = payload[error.Start..error.End];
        ParseStatus status = ReadInner(text, ParamsLevel);
        if (status != ParseStatus.Ok) return status;
        PrivateRow row = Row(text, ParamsLevel);
        row.Need(PrivateKey.Code);
        long code = row.Integer(PrivateKey.Code, 0);
        if (code is < int.MinValue or > int.MaxValue) row.Refuse(ParseStatus.Overflow);
        _message.IsError = true;
        _message.ErrorCode = (int)code;
        _message.SetText(row.Text(PrivateKey.Message));
        PrivateValue data = _fields[ParamsLevel][PrivateKey.Data];
        if (data.Type == JsonTokenType.String) _message.SetDetail(row.Text(PrivateKey.Data));
        if (row.Status != ParseStatus.Ok || data.Type != JsonTokenType.StartObject) return row.Status;
        text = text[data.Start..data.End];
        status = ReadInner(text, ParamsLevel);
        if (status != ParseStatus.Ok) return status;
        row = Row(text, ParamsLevel);
        // What it says beside the code is for people: of another type, it is left out.
        if (_fields[ParamsLevel][PrivateKey.Reason].Type == JsonTokenType.String) _message.SetDetail(row.Text(PrivateKey.Reason));
        return row.Status;
    }

    private ParseStatus ReadResult(ReadOnlySpan<byte> payload, in PrivateValue result, ref PrivateRow root)
    {
        ReadOnlySpan<byte> text = payload[result.Start..result.End];
        switch (result.Type)
        {
            case JsonTokenType.Number:
                _message.Number = root.Integer(PrivateKey.Result, Units.Missing);
                return root.Status;
            case JsonTokenType.String:
                _message.SetText(root.Text(PrivateKey.Result));
                return root.Status;
            case JsonTokenType.StartArray:
                return ReadInnerRows(text, PrivateRows.Any);
            case JsonTokenType.StartObject:
                ParseStatus status = ReadInner(text, ContentLevel);
                return status == ParseStatus.Ok ? TakeContent(text) : status;
            default:
                return ParseStatus.Ok;
        }
    }

    private ParseStatus ReadNotification(ReadOnlySpan<byte> payload)
    {
        PrivateRow row = Row(payload, ParamsLevel);
        row.Need(PrivateKey.Channel);
        PrivateValue data = _fields[ParamsLevel][PrivateKey.Data];
        if (data.Type == JsonTokenType.None) row.Refuse(ParseStatus.MissingField);
        ReadOnlySpan<byte> channel = row.Text(PrivateKey.Channel);
        if (row.Status != ParseStatus.Ok) return row.Status;
        _message.Kind = PrivateWords.Channel(channel, out PrivateRows rows);
        if (_message.Kind == PrivateKind.None)
            return DeribitChannel.Classify(channel, out _) == DeribitChannelKind.Unknown ? ParseStatus.UnknownChannel : ParseStatus.Ignored;
        ReadOnlySpan<byte> text = payload[data.Start..data.End];
        if (data.Type == JsonTokenType.StartArray && rows != PrivateRows.Any) return ReadInnerRows(text, rows);
        if (data.Type != JsonTokenType.StartObject) return ParseStatus.WrongType;
        bool changes = _message.Kind == PrivateKind.Changes;
        // What has no rows is read at a level at which nothing is taken for one.
        ParseStatus status = ReadInner(text, changes ? ContentLevel : ParamsLevel);
        if (status != ParseStatus.Ok) return status;
        return changes ? TakeChanges(text, rows) : TakeState(text);
    }

    /// <summary>What is neither an order nor a trade nor a position: each kind has a key that it can not do without.</summary>
    private ParseStatus TakeState(ReadOnlySpan<byte> text)
    {
        PrivateRow row = Row(text, ParamsLevel);
        switch (_message.Kind)
        {
            case PrivateKind.Portfolio:
                row.Need(PrivateKey.Currency);
                row.Need(PrivateKey.Equity);
                TakeAccount(text, ref row, ParamsLevel);
                return row.Status;
            case PrivateKind.Protection:
                row.Need(PrivateKey.FrozenUntil);
                row.Need(PrivateKey.IndexName);
                TakeProtection(ref row);
                return row.Status;
            default:
                row.Need(PrivateKey.Locked);
                _message.Locked = row.Flag(PrivateKey.Locked);
                _message.CurrencyHash = (uint)TextHash.Of(row.Text(PrivateKey.Currency));
                return row.Status;
        }
    }

    private ParseStatus TakeChanges(ReadOnlySpan<byte> text, PrivateRows rows)
    {
        bool listed = _fields[ContentLevel].HasRows;
        if (rows == PrivateRows.Any && (!listed || KindOf(_fields[ContentLevel]) == PrivateRows.Other)) return listed ? ParseStatus.Ok : ParseStatus.MissingField;
        return TakeRow(text, rows, ContentLevel);
    }

    /// <summary>Reads an object that was skipped before; <paramref name="text"/> is all of it.</summary>
    private ParseStatus ReadInner(ReadOnlySpan<byte> text, int level)
    {
        Utf8JsonReader r = new(text, ReaderOptions);
        r.Read();
        return ReadFields(ref r, text, level);
    }
}
