using System;
using System.Text.Json;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Parsing;

/// <summary>What most programs do: <c>JsonSerializer.Deserialize</c> with generated code into objects with doubles.</summary>
public sealed class DtoParse(FrameSet frames) : IWorkload
{
    /// <inheritdoc/>
    public string Name => "parse/source-generated";

    /// <inheritdoc/>
    public int Items => frames.Count;

    /// <summary>One frame as an object; null for a channel that has no class here. Which class it is, is seen from the first letter of the channel.</summary>
    public static object? Read(ReadOnlySpan<byte> frame)
    {
        int at = frame.IndexOf("\"channel\":\""u8);
        if (at < 0) return null;
        return frame[at + "\"channel\":\"".Length] switch
        {
            (byte)'b' => JsonSerializer.Deserialize(frame, DeribitDtoContext.Default.MessageDtoBookDto),
            (byte)'q' => JsonSerializer.Deserialize(frame, DeribitDtoContext.Default.MessageDtoQuoteDto),
            (byte)'t' when frame[at + "\"channel\":\"t".Length] == 'r' => JsonSerializer.Deserialize(frame, DeribitDtoContext.Default.MessageDtoTradeDtoArray),
            (byte)'t' => JsonSerializer.Deserialize(frame, DeribitDtoContext.Default.MessageDtoTickerDto),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong sum = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            sum += Read(frames.Receive(i)) switch
            {
                MessageDto<BookDto> book => (ulong)book.Params!.Data!.ChangeId + (ulong)book.Params.Data.Bids!.Length + (ulong)book.Params.Data.Asks!.Length,
                MessageDto<QuoteDto> quote => (ulong)quote.Params!.Data!.Timestamp,
                MessageDto<TradeDto[]> trades => (ulong)trades.Params!.Data!.Length,
                MessageDto<TickerDto> ticker => (ulong)ticker.Params!.Data!.Timestamp,
                _ => 1UL,
            };
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
