using System;
using System.Runtime.InteropServices;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>One row of <c>get_instruments</c>, of any year since 2020.</content>
public sealed partial class DeribitParser
{
    private const ulong InstrumentNeeds = (1UL << (int)InstrumentKey.InstrumentName) | (1UL << (int)InstrumentKey.TickSize);

    private ParseStatus ReadInstrumentRow(ref Utf8JsonReader r, ref InstrumentRow row)
    {
        ulong seen = 0;
        int unknownBase = _unknownTop;
        RowWords words = default;
        long contractE8 = 0;
        long minimumE8 = 0;
        long expiryMs = long.MaxValue;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status;
            InstrumentKey key = InstrumentKeys.Find(Text(ref r));
            if (key == InstrumentKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            status = key switch
            {
                InstrumentKey.InstrumentName => ReadRowName(ref r, ref row),
                InstrumentKey.TickSize => ReadStep(ref r, ref row.Definition.TickE8),
                InstrumentKey.TickSizeSteps => ReadTickSteps(ref r, ref row.Definition.TickE8),
                InstrumentKey.ContractSize => ReadStep(ref r, ref contractE8),
                InstrumentKey.MinTradeAmount => ReadStep(ref r, ref minimumE8),
                InstrumentKey.ExpirationTimestamp => ReadInteger(ref r, out expiryMs),
                InstrumentKey.MakerCommission => ReadFee(ref r, out row.Definition.MakerFeeE8),
                InstrumentKey.TakerCommission => ReadFee(ref r, out row.Definition.TakerFeeE8),
                InstrumentKey.IsActive => ReadIsActive(ref r, ref row.Definition),
                InstrumentKey.State => ReadState(ref r, out row.Definition.Trading, out row.StateHash),
                <= InstrumentKey.State => ReadWord(ref r, key, ref words),
                _ => Skipped(ref r),
            };
            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        if ((seen & InstrumentNeeds) != InstrumentNeeds || (contractE8 | minimumE8) == 0) return ParseStatus.MissingField;
        long lotE8 = contractE8 == 0 ? minimumE8 : minimumE8 == 0 ? contractE8 : Math.Min(contractE8, minimumE8);
        long minLots = (Math.Max(minimumE8, lotE8) + lotE8 - 1) / lotE8;
        if (minLots > int.MaxValue) return ParseStatus.Overflow;
        row.Definition.LotE8 = lotE8;
        row.Definition.MinLots = (int)minLots;
        row.Definition.ExpiryNs = expiryMs >= PerpetualMs ? long.MaxValue : expiryMs * Units.NsPerMs;
        row.Definition.Contract = words.Contract();
        return ParseStatus.Ok;
    }

    private const long PerpetualMs = 9_000_000_000_000; // year 2255: the venue writes year 3000 for "never"

    private static ParseStatus Skipped(ref Utf8JsonReader r)
    {
        r.Skip();
        return ParseStatus.Ok;
    }

    private ParseStatus ReadRowName(ref Utf8JsonReader r, ref InstrumentRow row)
    {
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        ReadOnlySpan<byte> name = Text(ref r);
        row.IsLeftOut = name.Length > Units.MaxNameBytes;
        if (row.IsLeftOut) return ParseStatus.Ok;
        if (!InstrumentTable.IsName(name)) return ParseStatus.BadName;
        name.CopyTo(MemoryMarshal.CreateSpan(ref row.Name[0], Units.MaxNameBytes));
        return ParseStatus.Ok;
    }

    /// <summary>A step size: exact, positive. A smaller one that is there already stays.</summary>
    private static ParseStatus ReadStep(ref Utf8JsonReader r, ref long stepE8)
    {
        ParseStatus status = ReadNumber(ref r, out DecimalText number);
        if (status != ParseStatus.Ok) return status;
        if (number.IsNotPositive) return ParseStatus.NotPositive;
        status = number.TryToSteps(1, ParseStatus.BadNumber, out long e8);
        if (status == ParseStatus.Ok) stepE8 = stepE8 == 0 ? e8 : Divisor(stepE8, e8);
        return status;
    }

    /// <summary>The venue's tick grows with the price; ours is the step that divides all of them.</summary>
    private ParseStatus ReadTickSteps(ref Utf8JsonReader r, ref long tickE8)
    {
        if (r.TokenType == JsonTokenType.Null) return ParseStatus.Ok;
        if (r.TokenType != JsonTokenType.StartArray) return ParseStatus.WrongType;
        while (r.Read() && r.TokenType == JsonTokenType.StartObject)
        {
            ulong seen = 0;
            int unknownBase = _unknownTop;
            while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
            {
                ParseStatus status = ParseStatus.Ok;
                TickStepKey key = TickStepKeys.Find(Text(ref r));
                if (key == TickStepKey.Unknown)
                {
                    status = SkipUnknown(ref r, unknownBase);
                }
                else
                {
                    if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
                    r.Read();
                    if (key == TickStepKey.TickSize) status = ReadStep(ref r, ref tickE8);
                    else r.Skip();
                }

                if (status != ParseStatus.Ok) return status;
            }

            _unknownTop = unknownBase;
        }

        return r.TokenType == JsonTokenType.EndArray ? ParseStatus.Ok : ParseStatus.WrongType;
    }

    private static long Divisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    private static ParseStatus ReadFee(ref Utf8JsonReader r, out int feeE8)
    {
        ParseStatus status = ReadE8OrNull(ref r, out long e8);
        feeE8 = e8 == Units.Missing ? 0 : (int)Math.Clamp(e8, int.MinValue, int.MaxValue);
        return status == ParseStatus.Ok && e8 != Units.Missing && feeE8 != e8 ? ParseStatus.Overflow : status;
    }

    private static ParseStatus ReadIsActive(ref Utf8JsonReader r, ref InstrumentDefined definition)
    {
        ParseStatus status = ReadBool(ref r, out bool active);
        definition.IsActive = active ? (byte)1 : (byte)0;
        return status;
    }

    private ParseStatus ReadWord(ref Utf8JsonReader r, InstrumentKey key, ref RowWords words)
    {
        if (r.TokenType == JsonTokenType.Null) return ParseStatus.Ok;
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        ulong hash = TextHash.Of(Text(ref r));
        switch (key)
        {
            case InstrumentKey.Kind: words.Kind = hash; break;
            case InstrumentKey.InstrumentType: words.Type = hash; break;
            case InstrumentKey.FutureType: words.OldType = hash; break;
            case InstrumentKey.BaseCurrency: words.Base = hash; break;
            case InstrumentKey.QuoteCurrency: words.Quote = hash; break;
            default: words.Settlement = hash; break;
        }

        return ParseStatus.Ok;
    }

    /// <summary>A row that was read and not yet taken in.</summary>
    private struct InstrumentRow
    {
        internal InstrumentDefined Definition;
        internal InstrumentName Name;
        internal ulong StateHash;
        internal bool IsLeftOut; // its name is longer than an event can carry: combinations of four options
    }

    /// <summary>Hashes of the words that say what a contract pays in; 0 where the row has none.</summary>
    private struct RowWords
    {
        internal ulong Kind;
        internal ulong Type;
        internal ulong OldType;
        internal ulong Base;
        internal ulong Quote;
        internal ulong Settlement;

        private static readonly ulong Future = TextHash.Of("future"u8);
        private static readonly ulong Option = TextHash.Of("option"u8);
        private static readonly ulong Reversed = TextHash.Of("reversed"u8);
        private static readonly ulong LinearWord = TextHash.Of("linear"u8);
        private static readonly ulong Usd = TextHash.Of("USD"u8);

        internal readonly ContractKind Contract()
        {
            if (Kind == 0) return ContractKind.Unknown;
            if (Kind == Option) return ContractKind.Option;
            if (Kind != Future) return ContractKind.Other;
            ulong type = Type != 0 ? Type : OldType;
            if (type == Reversed) return ContractKind.Inverse;
            if (type == LinearWord) return ContractKind.Linear;
            if (type != 0) return ContractKind.Unknown;

            // Rows of 2020 and 2021 have no type: all futures paid in the coin then.
            if (Settlement != 0 && Settlement == Quote) return ContractKind.Linear;
            bool paysCoin = Settlement == 0 || Settlement == Base;
            return paysCoin && Quote == Usd ? ContractKind.Inverse : ContractKind.Unknown;
        }
    }
}
