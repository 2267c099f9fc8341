using Minnow.Core.Model;
using Minnow.Exchange.Engine;

namespace Minnow.Tactics.World;

/// <summary>Ticks and lots of the instrument, and the head of an event about it.</summary>
internal sealed class Scale(InstrumentSpec spec)
{
    internal InstrumentSpec Spec => spec;

    internal long Ticks(long priceE8) => priceE8 / spec.TickE8;

    internal long Lots(long amountE8) => amountE8 / spec.ContractE8;

    internal static Event Head(EventKind kind, long exchangeUs) => new()
    {
        Kind = kind, Flags = EventFlags.First | EventFlags.Last, InstrumentIndex = 0, ExchangeNs = exchangeUs * 1_000,
    };

    internal static Event AccountHead(EventKind kind, long nowUs) => Head(kind, nowUs) with { InstrumentIndex = Core.Model.Units.NoInstrument };
}
