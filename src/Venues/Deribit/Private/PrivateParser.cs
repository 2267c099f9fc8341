using System;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Reads one payload of the order connection: all of it or nothing.</summary>
/// <remarks>
/// What a result is, its keys tell, not the request. Keys may come in any order, unknown keys and words are accepted, a key given twice is refused. Prices and
/// amounts become ticks and lots exactly; one of a tracked instrument that does not lie on them refuses the payload. Rows of other instruments are kept without
/// them. Thread: that of the table. No allocation after construction, except for the exception inside <see cref="Utf8JsonReader"/> when a payload is not JSON.
/// Shapes and units: docs/venues/deribit.md.
/// </remarks>
public sealed partial class PrivateParser
{
    private const int MaxDepth = 32;
    private const int MaxUnknownKeys = 256;
    private const int RootLevel = 0;
    private const int ParamsLevel = 1;
    private const int ContentLevel = 2;
    private const int Levels = 6;

    private static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = MaxDepth,
        CommentHandling = JsonCommentHandling.Disallow,
        AllowTrailingCommas = false,
    };

    private readonly InstrumentTable _instruments;
    private readonly long _epoch;
    private readonly int _maxPayloadBytes;
    private readonly byte[] _group;
    private readonly byte[] _unescaped;    // the last text that had escapes in it
    private readonly ulong[] _unknownKeys; // hashes of the unknown keys of the objects that are open
    private readonly PrivateFields[] _fields = new PrivateFields[Levels];

    // Of the payload at hand.
    private PrivateMessage _message = null!;
    private int _unknownTop;

    /// <summary>Takes all memory.</summary>
    /// <param name="instruments">Where ticks and lots are known; only read.</param>
    /// <param name="epoch">The epoch of this run: what its labels carry, ms since 1970.</param>
    /// <param name="limits">What is accepted at most.</param>
    /// <param name="group">Group of market-maker protection whose freezes are read; empty: those of ordinary orders.</param>
    public PrivateParser(InstrumentTable instruments, long epoch, PrivateParserLimits? limits = null, string group = "")
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = instruments;
        _epoch = epoch;
        _group = Encoding.ASCII.GetBytes(group);
        _maxPayloadBytes = (limits ?? new PrivateParserLimits()).MaxPayloadBytes;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_maxPayloadBytes);
        _unescaped = GC.AllocateUninitializedArray<byte>(_maxPayloadBytes);
        _unknownKeys = new ulong[MaxUnknownKeys];
        for (int level = 0; level < Levels; level++) _fields[level] = new PrivateFields();
        // Tables that are made once are made now.
        RuntimeHelpers.RunClassConstructor(typeof(PrivateKeys).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(ErrorMeaning).TypeHandle);
    }

    /// <summary>True if the last payload was refused and was an answer or the account in sums: no order and no fill is lost that nobody asks for.</summary>
    public bool RefusedReply { get; private set; }

    /// <summary>Reads one payload. Never throws on any bytes.</summary>
    /// <param name="payload">A whole text message. Borrowed for the call.</param>
    /// <param name="message">Is cleared first.</param>
    /// <returns><see cref="ParseStatus.Ok"/>; <see cref="ParseStatus.Ignored"/> if nothing in it is ours; else a refusal, and the message is empty:
    /// whatever it said is lost, so that orders, fills and positions must be compared anew.</returns>
    public ParseStatus Parse(ReadOnlySpan<byte> payload, PrivateMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.Clear();
        _message = message;
        _unknownTop = 0;
        ParseStatus status = ReadChecked(payload);
        RefusedReply = status > ParseStatus.Ignored && (message.Kind is PrivateKind.Reply or PrivateKind.Portfolio);
        if (status != ParseStatus.Ok) message.Clear();
        return status;
    }

    private ParseStatus ReadChecked(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > _maxPayloadBytes) return ParseStatus.TooLarge;
        if (!Ascii.IsValid(payload) && !Utf8.IsValid(payload)) return ParseStatus.InvalidUtf8;
        if (payload.Length == 0) return ParseStatus.MalformedJson;
        Utf8JsonReader reader = new(payload, ReaderOptions);
        try
        {
            return ReadPayload(ref reader, payload);
        }
        catch (JsonException)
        {
            // The depth that the reader reports does not count a bracket that it has just read.
            int open = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);
            return open >= MaxDepth && OpensNext(payload[(int)reader.BytesConsumed..]) ? ParseStatus.TooDeep : ParseStatus.MalformedJson;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 that has no other half: no such text exists in UTF-8.
            return ParseStatus.InvalidUtf8;
        }
    }

    private static bool OpensNext(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.Length > 0 && rest[0] is (byte)'[' or (byte)'{';
    }

    /// <summary>Reads the object at which the reader stands into the fields of a level; <paramref name="text"/> is all that it reads. Lists of rows inside it are taken into the message where they stand.</summary>
    private ParseStatus ReadFields(ref Utf8JsonReader r, ReadOnlySpan<byte> text, int level)
    {
        PrivateFields fields = _fields[level];
        fields.Clear();
        int unknownBase = _unknownTop;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = r.ValueIsEscaped ? _unescaped.AsSpan(0, r.CopyString(_unescaped)) : r.ValueSpan;
            ulong hash = TextHash.Of(name);
            PrivateKey key = PrivateKeys.Find(name, hash);
            if (key == PrivateKey.Unknown)
            {
                if (_unknownKeys.AsSpan(unknownBase, _unknownTop - unknownBase).Contains(hash)) return ParseStatus.DuplicateKey;
                if (_unknownTop == MaxUnknownKeys) return ParseStatus.TooManyRows;
                _unknownKeys[_unknownTop++] = hash;
                r.Read();
                r.Skip();
                continue;
            }

            if (!fields.TryMark(key)) return ParseStatus.DuplicateKey;
            r.Read();
            ParseStatus status = ReadValue(ref r, text, fields, key, level);
            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        return ParseStatus.Ok;
    }

    private ParseStatus ReadValue(ref Utf8JsonReader r, ReadOnlySpan<byte> text, PrivateFields fields, PrivateKey key, int level)
    {
        PrivateRows rows = level < ContentLevel ? PrivateRows.Other : RowsOf(key);
        if (rows != PrivateRows.Other && (r.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            fields.HasRows = true;
            return level + 1 < Levels ? ReadRows(ref r, text, rows, level + 1) : ParseStatus.TooDeep;
        }

        PrivateValue value = new() { Start = (int)r.TokenStartIndex, Type = r.TokenType, IsEscaped = r.ValueIsEscaped };
        if (level == RootLevel && key == PrivateKey.Params && r.TokenType == JsonTokenType.StartObject)
        {
            ParseStatus status = ReadFields(ref r, text, ParamsLevel);
            if (status != ParseStatus.Ok) return status;
        }
        else
        {
            r.Skip();
        }

        value.End = (int)r.BytesConsumed;
        fields.Set(key, value);
        return ParseStatus.Ok;
    }

    private static PrivateRows RowsOf(PrivateKey key) => key switch
    {
        PrivateKey.Order or PrivateKey.Orders => PrivateRows.Order,
        PrivateKey.Trades => PrivateRows.Trade,
        PrivateKey.Position or PrivateKey.Positions => PrivateRows.Position,
        PrivateKey.Errors => PrivateRows.QuoteError,
        _ => PrivateRows.Other,
    };

    private PrivateRow Row(ReadOnlySpan<byte> text, int level) => new(text, _fields[level], _unescaped);
}
