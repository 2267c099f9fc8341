using System;

namespace Minnow.Exchange.Engine;

/// <summary>Standard margin: initial 2 % and maintenance 1 % of the value, both plus 0.005 % for each coin of size.</summary>
internal static class Margins
{
    public const double InitialShare = 0.02;
    public const double MaintenanceShare = 0.01;
    public const double SharePerCoin = 0.00005;

    /// <summary>Margin of a position and its orders, as if there were more orders; in the settlement currency.</summary>
    public static double Initial(Position position, long moreBuyE8, long moreSellE8)
    {
        double up = Math.Abs((double)position.SizeE8 + position.OpenBuyE8 + moreBuyE8);
        double down = Math.Abs((double)position.SizeE8 - position.OpenSellE8 - moreSellE8);
        double share = Math.Max(InitialShare, 1.0 / position.Instrument.Spec.MaxLeverage);
        return Of(position.Instrument, Math.Max(up, down), share);
    }

    public static double Maintenance(Position position) => Of(position.Instrument, Math.Abs((double)position.SizeE8), MaintenanceShare);

    /// <summary>Cash and the session's profits, in floating point: enough for a comparison with a margin.</summary>
    public static double Equity(Wallet wallet)
    {
        double sum = wallet.BalanceE8 / (double)Units.One;
        foreach (Position position in wallet.Positions)
        {
            if (position.SizeE8 == 0 && position.RealisedE16 == 0 && position.FundingE28 == 0) continue;
            sum += (double)(position.RealisedE16 + position.FundingE16 + position.FloatingE16) / Units.OneE16;
        }

        return sum;
    }

    /// <summary>Margin of an amount of 1e-8 at the mark, in the settlement currency, for a share such as <see cref="InitialShare"/>.</summary>
    public static double Of(Instrument instrument, double amountE8, double share)
    {
        double mark = instrument.MarkE8;
        if (amountE8 == 0 || mark == 0) return 0;
        double amount = amountE8 / Units.One;
        double coins = instrument.Spec.IsInverse ? amount / (mark / Units.One) : amount;
        double value = instrument.Spec.IsInverse ? coins : amount * (mark / Units.One);
        return value * (share + (SharePerCoin * coins));
    }
}
