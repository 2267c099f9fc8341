using System;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Reads <c>limits</c> of an account summary: groups of <c>rate</c> and <c>burst</c>, in two spellings, nested in several ways.</summary>
/// <remarks>
/// The account's own currency goes before groups without a currency, these before the groups of other currencies. Where a group is said several times, as
/// <c>total</c> and <c>perpetuals</c> of <c>trading</c> are, the smallest counts. Source: <c>private/get_account_summary</c> at docs.deribit.com.
/// </remarks>
internal sealed class RateLimitReader
{
    private const int MaxDepth = 33;
    private const int MaxKeyBytes = 256;
    private const int Groups = 6;

    private readonly (Group Group, Owner Owner)[] _open = new (Group, Owner)[MaxDepth];
    private readonly byte[] _key = new byte[MaxKeyBytes]; // the last key that had escapes in it
    private readonly double[] _rates = new double[Groups * 3];
    private readonly double[] _bursts = new double[Groups * 3];

    private enum Group : byte
    {
        None,
        Trading,
        CancelAll,
        NonMatching,
        MassQuote,
        Quote,
        Unused,
    }

    private enum Owner : byte
    {
        Own,
        Anyone,
        Foreign,
    }

    /// <summary>Reads one object.</summary>
    /// <param name="text">All of it; valid JSON.</param>
    /// <param name="currency">The account's; may be empty.</param>
    /// <param name="message">Receives the limits; one that is not said stays 0.</param>
    public ParseStatus Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> currency, PrivateMessage message)
    {
        _rates.AsSpan().Clear();
        _bursts.AsSpan().Clear();
        Utf8JsonReader r = new(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        r.Read();
        _open[0] = (Group.None, Owner.Anyone);
        int depth = 0;
        (Group Group, Owner Owner) next = _open[0];
        bool isRate = false;
        bool isBurst = false;
        while (r.Read())
        {
            switch (r.TokenType)
            {
                case JsonTokenType.PropertyName:
                    ReadOnlySpan<byte> key = !r.ValueIsEscaped ? r.ValueSpan : r.ValueSpan.Length <= _key.Length ? _key.AsSpan(0, r.CopyString(_key)) : default;
                    isRate = key.SequenceEqual("rate"u8);
                    isBurst = key.SequenceEqual("burst"u8);
                    next = Inside(_open[depth], key, currency);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _open[++depth] = next;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray when depth > 0:
                    depth--;
                    break;
                case JsonTokenType.Number when isRate || isBurst:
                    ParseStatus status = Take(r.ValueSpan, _open[depth], isRate ? _rates : _bursts);
                    if (status != ParseStatus.Ok) return status;
                    break;
            }
        }

        (message.TradingRate, message.TradingBurst) = Best(Group.Trading);
        (message.CancelAllRate, message.CancelAllBurst) = Best(Group.CancelAll);
        (message.OtherRate, message.OtherBurst) = Best(Group.NonMatching);
        (message.MassQuoteRate, message.MassQuoteBurst) = Best(Group.MassQuote);
        (message.QuoteRate, message.QuoteBurst) = Best(Group.Quote);
        return ParseStatus.Ok;
    }

    /// <summary>What an object is by its key and by what it lies in.</summary>
    private static (Group Group, Owner Owner) Inside((Group Group, Owner Owner) outer, ReadOnlySpan<byte> key, ReadOnlySpan<byte> currency)
    {
        if (currency.Length > 0 && Ascii.EqualsIgnoreCase(key, currency)) return (outer.Group, Owner.Own);
        if (outer.Group == Group.Trading)
            return (IsOf(key, "total"u8, "perpetuals"u8, "futures"u8) ? Group.Trading : Group.Unused, outer.Owner);
        if (outer.Group != Group.None) return (Group.Unused, outer.Owner);
        if (IsOf(key, "matching_engine"u8, "limits_per_currency"u8)) return outer;
        if (IsOf(key, "trading"u8)) return (Group.Trading, outer.Owner);
        if (IsOf(key, "cancel_all"u8)) return (Group.CancelAll, outer.Owner);
        if (IsOf(key, "non_matching_engine"u8)) return (Group.NonMatching, outer.Owner);
        if (IsOf(key, "maximum_mass_quotes"u8, "max_quotes"u8)) return (Group.MassQuote, outer.Owner);
        if (IsOf(key, "maximum_quotes"u8, "quotes"u8)) return (Group.Quote, outer.Owner);
        bool unused = IsOf(key, "spot"u8) || IsOf(key, "guaranteed_mass_quotes"u8, "guaranteed_quotes"u8, "block_rfq_maker"u8);
        // Whatever else has groups in it is taken for a currency that is not ours.
        return unused ? (Group.Unused, outer.Owner) : (Group.None, Owner.Foreign);
    }

    private static bool IsOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b = default, ReadOnlySpan<byte> c = default) =>
        key.Length > 0 && (key.SequenceEqual(a) || key.SequenceEqual(b) || key.SequenceEqual(c));

    private static ParseStatus Take(ReadOnlySpan<byte> text, (Group Group, Owner Owner) at, double[] values)
    {
        if (at.Group is Group.None or Group.Unused) return ParseStatus.Ok;
        ParseStatus status = DecimalText.TryParse(text, out DecimalText number);
        long e8 = 0;
        if (status == ParseStatus.Ok) status = number.TryToE8Rounded(out e8);
        if (status != ParseStatus.Ok || e8 <= 0) return status; // 0 is written for what the account may not do at all
        ref double value = ref values[Slot(at.Group, at.Owner)];
        double said = (double)e8 / Units.E8;
        value = value == 0 ? said : Math.Min(value, said);
        return ParseStatus.Ok;
    }

    private static int Slot(Group group, Owner owner) => (int)owner * Groups + (int)group;

    private (double Rate, double Burst) Best(Group group)
    {
        for (Owner owner = Owner.Own; owner <= Owner.Foreign; owner++)
            if (_rates[Slot(group, owner)] > 0) return (_rates[Slot(group, owner)], _bursts[Slot(group, owner)]);
        return (0, 0);
    }
}
