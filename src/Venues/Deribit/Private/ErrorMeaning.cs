using System;
using System.Text;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>What an error of the venue means for the request that it answers.</summary>
/// <remarks>
/// Source: the RPC error table at docs.deribit.com. Published tables contradict each other, so that code and message must both be as documented: any other pair
/// settles nothing (<see cref="OrderReport.Unclear"/>), which costs a query and never an order that nobody counts.
/// </remarks>
/// <param name="ForNew">If it answers a new order.</param>
/// <param name="ForEdit">If it answers a change.</param>
/// <param name="ForCancel">If it answers a cancel.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsRetryable">True if the same request may succeed later. Orders are never repeated blindly.</param>
/// <param name="NeedsAuthentication">True if the session must authenticate again.</param>
/// <param name="IsFatal">True if a person must look before anything more is sent.</param>
public readonly record struct ErrorMeaning(
    OrderReport ForNew, OrderReport ForEdit, OrderReport ForCancel, OrderReason Reason, bool IsRetryable, bool NeedsAuthentication, bool IsFatal)
{
    private static readonly Entry[] Entries = ErrorTable.Make();

    /// <summary>The documented errors, by ascending code; a code has one entry for each of its messages.</summary>
    internal static ReadOnlySpan<Entry> Table => Entries;

    /// <summary>Decides on code and message; a pair that is unknown or contradictory settles nothing.</summary>
    /// <param name="code">The venue's code.</param>
    /// <param name="message">Its message; what follows the first word, as the limit in <c>price_too_high 43666.4</c>, does not count.</param>
    public static ErrorMeaning Of(int code, ReadOnlySpan<byte> message)
    {
        foreach (ref readonly Entry entry in Entries.AsSpan())
            if (entry.Code == code && Begins(message, entry.Message)) return entry.Meaning;
        return new(OrderReport.Unclear, OrderReport.Unclear, OrderReport.Unclear, OrderReason.Other, false, false, false);
    }

    private static bool Begins(ReadOnlySpan<byte> message, ReadOnlySpan<byte> word)
    {
        if (message.Length < word.Length || !Ascii.EqualsIgnoreCase(message[..word.Length], word)) return false;
        return message.Length == word.Length || !(char.IsAsciiLetterOrDigit((char)message[word.Length]) || message[word.Length] == (byte)'_');
    }

    /// <summary>One documented error.</summary>
    internal readonly record struct Entry(int Code, byte[] Message, ErrorMeaning Meaning);
}
