using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>A fill that never was, of an order that never was.</summary>
internal sealed record InventedFill(
    long Number, Instrument Instrument, OrderSide Side, long PriceE8, long AmountE8, string Label, long TimeUs, int UserId);
