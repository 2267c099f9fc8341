using System.Numerics;
using Minnow.Core.Tests.Accounting;
using Minnow.Exchange.Engine;

namespace Minnow.Sim;

/// <summary>The venue's side of the account once more, in fractions, from its lists of trades and settlements.</summary>
internal static class NaiveVenue
{
    private static readonly BigInteger s_e8 = Units.One;

    /// <summary>The balance to its last unit; the equity to what the venue rounds: 1e-16 for a trade and for what is held, 1e-8 for the two figures of a settlement.</summary>
    internal static void Compare(World world)
    {
        foreach (Wallet wallet in world.Account.Wallets)
        {
            BigInteger balanceE8 = DepositE8(wallet);
            Fraction equity = new(balanceE8, s_e8);
            int trades = 0, settlements = 0;
            foreach (UserTrade fill in world.Account.Trades)
            {
                Instrument instrument = fill.Trade.Instrument;
                if (instrument.Spec.SettlementCurrency != wallet.Currency) continue;
                trades++;
                balanceE8 -= fill.FeeE8;
                BigInteger signedE8 = fill.Order.Side == OrderSide.Buy ? fill.Trade.AmountE8 : -fill.Trade.AmountE8;
                equity += Worth(instrument, signedE8, instrument.MarkE8) - Worth(instrument, signedE8, fill.Trade.PriceE8) - new Fraction(fill.FeeE8, s_e8);
            }
            foreach (SettlementRow row in world.Account.Settlements)
            {
                if (row.Instrument.Spec.SettlementCurrency != wallet.Currency) continue;
                settlements++;
                balanceE8 += row.ChangeE8;
                equity += new Fraction(row.FundingE8 - row.FeeE8, s_e8);
            }
            foreach (Position position in wallet.AllPositions) equity += Of(position.RealisedFunding);
            if (balanceE8 != wallet.BalanceE8) world.Say($"I2 the venue's balance in {wallet.Currency} is {wallet.BalanceE8}, its trades and settlements make {balanceE8}");
            Fraction bound = new Fraction(trades + 2 * wallet.AllPositions.Count + 1, Units.OneE16) + new Fraction(settlements, s_e8);
            if (!(Of(wallet.Equity) - equity).Size.IsAtMost(bound)) world.Say($"I2 the venue's equity in {wallet.Currency} is not what its trades make");
            world.Tally.WalletsTwinned++;
        }
    }

    private static BigInteger DepositE8(Wallet wallet) => wallet.Currency switch { "BTC" => Units.One, "ETH" => 20 * Units.One, _ => 0 };

    // −amount/price of an inverse contract, amount·price of a linear one.
    private static Fraction Worth(Instrument instrument, BigInteger signedE8, BigInteger priceE8) =>
        instrument.Spec.IsInverse ? new Fraction(-signedE8, priceE8) : new Fraction(signedE8 * priceE8, s_e8 * s_e8);

    private static Fraction Of(decimal value)
    {
        BigInteger scaled = new(decimal.Truncate(value * Units.OneE16));
        return new Fraction(scaled, Units.OneE16);
    }
}
