using System;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Where the test of cancel-on-disconnect stands.</summary>
internal enum DrillStage : byte
{
    /// <summary>Not wanted, or passed.</summary>
    Done = 0,

    /// <summary>The order is to be placed.</summary>
    Wanted = 1,

    /// <summary>The order rests; the link is dropped.</summary>
    Dropped = 2,
}

/// <summary>The test of cancel-on-disconnect: an order of the smallest size at the lowest price that the venue takes, a link dropped on purpose, and the question what became of it.</summary>
/// <remarks>A promise that is armed and read back is still a promise; this sees it kept before the first quote (faults B21, section 2).</remarks>
internal sealed class CodDrill(bool wanted)
{
    /// <summary>Our order id that no quote has.</summary>
    internal const long OrderId = 0;

    internal DrillStage Stage = wanted ? DrillStage.Wanted : DrillStage.Done;
    internal VenueId VenueId;
    internal long DroppedNs;

    /// <summary>Writes the question for the price: the ticker has the lowest that is taken.</summary>
    internal static void WriteTicker(System.Buffers.IBufferWriter<byte> to, long id, ReadOnlySpan<byte> instrumentName)
    {
        Span<byte> text = to.GetSpan(128 + instrumentName.Length);
        System.Text.Unicode.Utf8.TryWrite(text, $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"public/ticker\",\"params\":{{\"instrument_name\":\"", out int at);
        instrumentName.CopyTo(text[at..]);
        at += instrumentName.Length;
        "\"}}"u8.CopyTo(text[at..]);
        to.Advance(at + 3);
    }

    /// <summary>The lowest price of a ticker's answer, in whole ticks, rounded up.</summary>
    internal static bool TryReadLowest(ReadOnlySpan<byte> payload, in InstrumentDefined definition, out long ticks)
    {
        ticks = 0;
        Utf8JsonReader r = new(payload);
        try
        {
            while (r.Read())
            {
                if (r.TokenType != JsonTokenType.PropertyName || !r.ValueTextEquals("min_price"u8)) continue;
                r.Read();
                if (r.TokenType != JsonTokenType.Number || !r.TryGetDecimal(out decimal price) || price <= 0 || price > 1e9m) return false;
                ticks = (long)decimal.Ceiling(price * Units.E8 / definition.TickE8);
                return true;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    /// <summary>The order.</summary>
    internal static OutputRecord Order(ushort instrument, long ticks, int minLots) => new()
    {
        Kind = OutputKind.Command,
        Verb = CommandVerb.Place,
        InstrumentIndex = instrument,
        OrderId = OrderId,
        PriceTicks = ticks,
        SizeLots = minLots,
    };
}
