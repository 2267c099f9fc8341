using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// States, daily settlement and delivery.
public sealed partial class ExchangeEngine
{
    /// <summary>Changes the state; orders are cancelled where the state says so.</summary>
    public void SetState(Instrument instrument, InstrumentState state)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        InstrumentState before = instrument.State;
        instrument.StateUntilUs = long.MaxValue;
        if (before == state) return;
        instrument.State = state;
        if (state == InstrumentState.Settlement) CancelBook(instrument, onlyForDay: true);
        if (state is InstrumentState.Delivered or InstrumentState.Inactive or InstrumentState.Halted or InstrumentState.Archivized)
            CancelBook(instrument, onlyForDay: false);
        Listener.OnInstrumentState(instrument, before);
    }

    /// <summary>Settles a currency now, as at 08:00 UTC; what has expired is delivered.</summary>
    public void SettleNow(string currency) => Settle(FindFamily(currency));

    /// <summary>Delivers an instrument now, at the average of its index if the window is open, else at the index.</summary>
    public void DeliverNow(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Deliver(instrument);
    }

    private void Settle(Family? family)
    {
        foreach (Instrument instrument in _instruments)
        {
            if (family != null && !ReferenceEquals(instrument.Family, family)) continue;
            if (instrument.State is not (InstrumentState.Open or InstrumentState.Locked)) continue;
            if (instrument.Spec.ExpiryUs <= NowUs) Deliver(instrument);
            else SettleDay(instrument);
        }
    }

    private void SettleDay(Instrument instrument)
    {
        EnterSettlement(instrument, instrument.State);
        CancelBook(instrument, onlyForDay: true);
        AccrueFunding(instrument);
        foreach (Account account in _accounts)
            if (account.PositionIn(instrument) is { } position) Pay(position, instrument.MarkE8, isDelivery: false);
        instrument.SettlementE8 = instrument.MarkE8;
    }

    private void Deliver(Instrument instrument)
    {
        long priceE8 = instrument.Index.EstimatedDeliveryE8(NowUs);
        EnterSettlement(instrument, InstrumentState.Delivered);
        CancelBook(instrument, onlyForDay: false);
        AccrueFunding(instrument);
        instrument.DeliveryE8 = priceE8;
        foreach (Account account in _accounts)
            if (account.PositionIn(instrument) is { } position) Pay(position, priceE8, isDelivery: true);
        instrument.OpenInterestE8 = 0;
    }

    private void EnterSettlement(Instrument instrument, InstrumentState after)
    {
        InstrumentState before = instrument.State;
        instrument.State = InstrumentState.Settlement;
        instrument.StateAfter = after;
        instrument.StateUntilUs = NowUs + Options.SettlementUs;
        _nextStateUs = Math.Min(_nextStateUs, instrument.StateUntilUs);
        Listener.OnInstrumentState(instrument, before);
    }

    private void EndSettlements()
    {
        _nextStateUs = long.MaxValue;
        foreach (Instrument instrument in _instruments)
        {
            if (instrument.StateUntilUs <= NowUs)
            {
                InstrumentState before = instrument.State;
                instrument.StateUntilUs = long.MaxValue;
                instrument.State = instrument.StateAfter;
                if (instrument.State == InstrumentState.Delivered && Options.ArchivesAfterUs != 0)
                    (instrument.StateAfter, instrument.StateUntilUs) = (InstrumentState.Archivized, NowUs + Options.ArchivesAfterUs);
                Listener.OnInstrumentState(instrument, before);
            }

            _nextStateUs = Math.Min(_nextStateUs, instrument.StateUntilUs);
        }
    }

    private void CancelBook(Instrument instrument, bool onlyForDay)
    {
        List<Order> meant = [];
        foreach (Account account in _accounts)
            foreach (Order order in account.Live)
                if (ReferenceEquals(order.Instrument, instrument) && (!onlyForDay || order.TimeInForce == TimeInForce.GoodTilDay)) meant.Add(order);
        CancelMany(meant, CancelReason.Settlement);
    }

    /// <summary>Moves a session's profit to the balance, and begins the next session at the price.</summary>
    private void Pay(Position position, long priceE8, bool isDelivery)
    {
        position.BookFunding();
        if (position.SizeE8 == 0 && position.RealisedE16 == 0 && position.FundingE28 == 0) return;
        Int128 funding = position.FundingE16;
        Int128 realised = position.RealisedE16 + funding;
        Int128 unrealised = position.ProfitE16(position.SessionCostE16, priceE8);
        long changeE8 = Units.E16ToE8(realised + unrealised);
        InstrumentSpec spec = position.Instrument.Spec;
        Int128 valueE16 = Int128.Abs(position.ValueE16(position.SizeE8, priceE8));
        long feeE8 = isDelivery ? (long)Units.DivideRound(valueE16 * spec.DeliveryFeeE8, Units.OneE16) : 0;
        Wallet wallet = position.Wallet;
        wallet.BalanceE8 += changeE8 - feeE8;
        wallet.FeesE8 += feeE8;
        wallet.Family.FeesE8 += feeE8;
        wallet.Family.RoundingE8 -= changeE8;
        SettlementRow row = new(
            position.Account, position.Instrument, isDelivery, NowUs, priceE8, position.Instrument.IndexE8, position.SizeE8, Units.E16ToE8(realised), Units.E16ToE8(unrealised),
            Units.E16ToE8(funding), feeE8, changeE8 - feeE8, wallet.BalanceE8);
        position.RealisedE16 = 0;
        position.FundingE28 = 0;
        if (isDelivery) (position.SizeE8, position.CostE16) = (0, 0);
        position.SessionCostE16 = position.ValueE16(position.SizeE8, priceE8);
        if (!position.Account.Spec.ForgetsAtOnce) position.Account.SettlementLog.Add(row);
        Listener.OnSettlement(row);
        Listener.OnPosition(position.Account, position);
        Listener.OnChangesDone(position.Instrument);
    }
}
