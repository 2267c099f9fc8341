using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// An account whose equity no longer covers the maintenance margin is wound down a part at each step, until it does again.
public sealed partial class ExchangeEngine
{
    private const long RoundShare = 4;

    private void WatchMargin(Account account)
    {
        for (int i = 0; i < account.WalletList.Count; i++)
        {
            Wallet wallet = account.WalletList[i];
            if (!wallet.IsLiquidating && !HoldsAnything(wallet)) continue;
            double needed = 0;
            foreach (Position position in wallet.Positions) needed += Margins.Maintenance(position);
            double equity = Margins.Equity(wallet);
            if (equity < needed) LiquidateRound(wallet);
            else if (wallet.IsLiquidating) EndLiquidation(wallet);
            if (wallet.IsLiquidating && !HoldsAnything(wallet)) EndLiquidation(wallet);
        }
    }

    private static bool HoldsAnything(Wallet wallet)
    {
        foreach (Position position in wallet.Positions)
            if (position.SizeE8 != 0) return true;
        return false;
    }

    private void LiquidateRound(Wallet wallet)
    {
        if (!wallet.IsLiquidating)
        {
            wallet.IsLiquidating = true;
            Listener.OnAccountLock(wallet.Account, wallet.Currency, isLocked: true);
            List<Order> open = [];
            foreach (Order order in wallet.Account.Live)
                if (ReferenceEquals(order.Instrument.Family, wallet.Family)) open.Add(order);
            CancelMany(open, CancelReason.Autoliquidation);
        }

        Position? largest = null;
        foreach (Position position in wallet.Positions)
        {
            if (position.SizeE8 == 0 || position.Instrument.State != InstrumentState.Open) continue;
            if (largest == null || Margins.Maintenance(position) > Margins.Maintenance(largest)) largest = position;
        }

        if (largest != null) LiquidatePart(largest);
    }

    private void LiquidatePart(Position position)
    {
        Instrument instrument = position.Instrument;
        long contractE8 = instrument.Spec.ContractE8;
        long wholeE8 = Math.Abs(position.SizeE8);
        long partE8 = Math.Min(wholeE8, Math.Max(instrument.Spec.MinAmountE8, ((wholeE8 / RoundShare) + contractE8 - 1) / contractE8 * contractE8));
        OrderSide side = position.SizeE8 > 0 ? OrderSide.Sell : OrderSide.Buy;
        Order order = new(instrument.Family.TakeOrderNumber(), position.Account, instrument, side)
        {
            Type = OrderType.Market, OriginalType = OrderType.Market, TimeInForce = TimeInForce.ImmediateOrCancel, AmountE8 = partE8,
            PriceE8 = side == OrderSide.Buy ? instrument.MaxPriceE8 : instrument.MinPriceE8, ReduceOnly = true, IsLiquidation = true,
            CreatedUs = NowUs, UpdatedUs = NowUs,
        };
        instrument.Family.Orders.Add(order.Number, order);
        Execute(order);
    }

    /// <summary>Unlocks; what a flat account owes beyond its money the insurance fund pays.</summary>
    private void EndLiquidation(Wallet wallet)
    {
        if (!HoldsAnything(wallet))
        {
            Int128 equityE16 = (Int128)wallet.BalanceE8 * Units.One;
            foreach (Position position in wallet.Positions) equityE16 += position.RealisedE16 + position.FundingE16;
            long missingE8 = equityE16 < 0 ? (long)((-equityE16 + Units.One - 1) / Units.One) : 0;
            wallet.BalanceE8 += missingE8;
            wallet.Family.InsuranceE8 -= missingE8;
        }

        wallet.IsLiquidating = false;
        Listener.OnAccountLock(wallet.Account, wallet.Currency, isLocked: false);
    }
}
