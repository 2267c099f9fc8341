namespace Minnow.Exchange.Engine;

/// <summary>What a settlement or a delivery paid to one account for one instrument.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">Of what.</param>
/// <param name="IsDelivery">Delivery rather than daily settlement.</param>
/// <param name="TimeUs">When, µs since 1970.</param>
/// <param name="PriceE8">Settlement or delivery price, 1e-8.</param>
/// <param name="IndexE8">Index then, 1e-8.</param>
/// <param name="PositionE8">Signed position that was settled, 1e-8.</param>
/// <param name="RealisedE8">Session's realised profit with funding, 1e-8 of the currency.</param>
/// <param name="UnrealisedE8">Session's unrealised profit, 1e-8 of the currency.</param>
/// <param name="FundingE8">Part of the realised profit that is funding, 1e-8 of the currency.</param>
/// <param name="FeeE8">Delivery fee, 1e-8 of the currency.</param>
/// <param name="ChangeE8">Change of the balance, 1e-8 of the currency.</param>
/// <param name="BalanceE8">Balance after, 1e-8 of the currency.</param>
public sealed record SettlementRow(
    Account Account, Instrument Instrument, bool IsDelivery, long TimeUs, long PriceE8, long IndexE8, long PositionE8,
    long RealisedE8, long UnrealisedE8, long FundingE8, long FeeE8, long ChangeE8, long BalanceE8);
