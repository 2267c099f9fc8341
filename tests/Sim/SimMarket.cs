using Minnow.Exchange.Engine;
using Minnow.Venues.Deribit.Session;

namespace Minnow.Sim;

/// <summary>One instrument of a seed: what the venue lists, where its price begins, what we may do in it.</summary>
/// <param name="Spec">As the venue lists it.</param>
/// <param name="StartTicks">First middle of the crowd's book, ticks.</param>
/// <param name="OrderUsd">Size of our orders, USD.</param>
/// <param name="MaxPositionUsd">Limit of our position, USD.</param>
internal sealed record SimMarket(InstrumentSpec Spec, long StartTicks, long OrderUsd, long MaxPositionUsd)
{
    private const long DayUs = 86_400_000_000;

    internal string Name => Spec.Name;

    /// <summary>What the crowd trades in multiples of: 10 USD, 1e-8.</summary>
    internal static long PieceE8 => 10 * Units.One;

    internal long MaxPositionE8 => MaxPositionUsd * Units.One;

    /// <summary>An order of ours, 1e-8 of the coin.</summary>
    internal long OrderCoinE8 => (long)(OrderUsd * (double)Units.One * Units.One / (StartTicks * (double)Spec.TickE8));

    internal SessionInstrument Session => new(Name, Spec.SettlementCurrency, Spec.IndexName);

    internal static SimMarket Perpetual(long orderUsd, long maxPositionUsd) => new(InstrumentSpec.BtcPerpetual() with { MakerFeeE8 = 0 }, 120_000, orderUsd, maxPositionUsd);

    /// <summary>The same coin and index, at a premium, with an end.</summary>
    internal static SimMarket Dated(long orderUsd, long maxPositionUsd)
    {
        long expiryUs = (World.StartNs / 1000 / DayUs + 5) * DayUs + DayUs / 3;
        return new SimMarket(InstrumentSpec.BtcDated(expiryUs) with { MakerFeeE8 = 0 }, 120_400, orderUsd, maxPositionUsd);
    }

    /// <summary>Another coin: its orders, fills and positions are asked for by themselves.</summary>
    internal static SimMarket OtherCoin(long orderUsd, long maxPositionUsd) => new(InstrumentSpec.EthPerpetual() with { MakerFeeE8 = 0 }, 60_000, orderUsd, maxPositionUsd);
}
