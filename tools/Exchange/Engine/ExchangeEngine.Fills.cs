using System;

namespace Minnow.Exchange.Engine;

// One trade: orders, book, positions, fees, protection.
public sealed partial class ExchangeEngine
{
    private const int TradesKept = 10_000;

    private void Exchange(Order taker, Order maker, Level level, long amountE8)
    {
        Instrument instrument = taker.Instrument;
        long priceE8 = level.PriceE8;
        Int128 valueE16 = Position.ValueE16(instrument.Spec, amountE8, priceE8);
        Trade trade = MakeTrade(taker, maker, priceE8, amountE8, valueE16);

        Touch(maker.Side, level);
        level.AmountE8 -= amountE8;
        Advance(maker, amountE8, valueE16);
        Bind(maker.Account.Position(instrument), maker.Side, -amountE8);
        if (maker.OpenE8 == 0)
        {
            level.Unlink(maker);
            if (level.First == null) instrument.Book.Of(maker.Side).Remove(level);
            Close(maker, OrderState.Filled);
        }

        Advance(taker, amountE8, valueE16);
        long openBefore = LongE8(maker) + LongE8(taker);
        Int128 makerProfit = maker.Account.Position(instrument).Fill(maker.Side, amountE8, valueE16);
        Int128 takerProfit = taker.Account.Position(instrument).Fill(taker.Side, amountE8, valueE16);
        instrument.OpenInterestE8 += LongE8(maker) + LongE8(taker) - openBefore;

        Listener.OnTrade(trade);
        Book(trade, maker, isMaker: true, valueE16, makerProfit);
        Tell(maker);
        Book(trade, taker, isMaker: false, valueE16, takerProfit);
        TrimReduceOnly(maker.Account, instrument);
        TrimReduceOnly(taker.Account, instrument);
        if (maker.Mmp) CountProtected(maker, amountE8, valueE16);
        if (taker.Mmp) CountProtected(taker, amountE8, valueE16);
    }

    private static long LongE8(Order order) => Math.Max(0, order.Account.Position(order.Instrument).SizeE8);

    private void Advance(Order order, long amountE8, Int128 valueE16)
    {
        order.FilledE8 += amountE8;
        order.FilledValueE16 += valueE16;
        order.UpdatedUs = NowUs;
    }

    private Trade MakeTrade(Order taker, Order maker, long priceE8, long amountE8, Int128 valueE16)
    {
        Instrument instrument = taker.Instrument;
        int direction = priceE8 > instrument.LastE8 ? 0 : priceE8 < instrument.LastE8 ? 2 : instrument.LastTickDirection | 1;
        (instrument.LastE8, instrument.LastTickDirection) = (priceE8, direction);
        instrument.Stats.Add(instrument.Spec, NowUs, priceE8, amountE8, valueE16);
        Trade trade = new()
        {
            Number = instrument.Family.TakeTradeNumber(), Sequence = ++instrument.TradeSequence, Instrument = instrument, PriceE8 = priceE8,
            AmountE8 = amountE8, TakerSide = taker.Side, TimeUs = NowUs, IndexE8 = instrument.IndexE8, MarkE8 = instrument.MarkE8,
            TickDirection = direction, Taker = taker, Maker = maker,
        };
        if (instrument.TradeLog.Count >= 2 * TradesKept) instrument.TradeLog.RemoveRange(0, TradesKept);
        instrument.TradeLog.Add(trade);
        return trade;
    }

    /// <summary>Takes the fee and tells the owner of one side.</summary>
    private void Book(Trade trade, Order order, bool isMaker, Int128 valueE16, Int128 profitE16)
    {
        Account account = order.Account;
        InstrumentSpec spec = order.Instrument.Spec;
        long rateE8 = isMaker ? account.Spec.MakerFeeE8 ?? spec.MakerFeeE8 : account.Spec.TakerFeeE8 ?? spec.TakerFeeE8;
        long feeE8 = (long)Units.DivideRound(valueE16 * rateE8, Units.OneE16);
        Wallet wallet = account.Position(order.Instrument).Wallet;
        wallet.BalanceE8 -= feeE8;
        wallet.FeesE8 += feeE8;
        wallet.Family.FeesE8 += feeE8;
        if (order.IsLiquidation)
        {
            long extraE8 = (long)Units.DivideRound(valueE16 * Math.Max(0, spec.LiquidationFeeE8 - rateE8), Units.OneE16);
            wallet.BalanceE8 -= extraE8;
            wallet.Family.InsuranceE8 += extraE8;
            feeE8 += extraE8;
        }

        if (account.Spec.ForgetsAtOnce) return;
        UserTrade row = new()
        {
            Trade = trade, Order = order, IsMaker = isMaker, FeeE8 = feeE8, ProfitE8 = Units.E16ToE8(profitE16),
            StateAfter = order.OpenE8 == 0 ? OrderState.Filled : OrderState.Open, FilledAfterE8 = order.FilledE8,
        };
        account.TradeLog.Add(row);
        if (!isMaker) (_takerTrades ??= []).Add(row);
        Listener.OnUserTrade(row);
    }

    /// <summary>Shrinks or cancels resting reduce-only orders that could now make the position larger.</summary>
    private void TrimReduceOnly(Account account, Instrument instrument)
    {
        Position position = account.Position(instrument);
        if (position.ReduceOnlyCount == 0) return;
        for (int i = account.Live.Count - 1; i >= 0; i--)
        {
            if (i >= account.Live.Count) continue;
            Order order = account.Live[i];
            if (!order.ReduceOnly || order.State != OrderState.Open || !ReferenceEquals(order.Instrument, instrument)) continue;
            long mostE8 = position.ReducibleE8(order.Side);
            if (order.OpenE8 <= mostE8) continue;
            if (mostE8 == 0)
            {
                CancelResting(order, CancelReason.RiskMitigation);
                continue;
            }

            Touch(order.Side, order.Level!);
            long lessE8 = order.OpenE8 - mostE8;
            order.Level!.AmountE8 -= lessE8;
            Bind(position, order.Side, -lessE8);
            order.AmountE8 -= lessE8;
            order.UpdatedUs = NowUs;
            Tell(order);
        }
    }
}
