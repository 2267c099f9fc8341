using System;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc;

public sealed partial class Venue
{
    private long _lastInvention;

    private const long ChatterUs = 400_000;

    private static readonly string[] s_chatter = ["ada_usdc", "avax_usdc", "bch_usdc", "doge_usdc", "dot_usdc", "link_usdc", "ltc_usdc", "sol_usdc", "trx_usdc", "xrp_usdc"];

    private int _chattered;

    private void Chatter()
    {
        _hub.SayIndexLock(s_chatter[_chattered++ % s_chatter.Length], false);
        Flush();
        Agenda.Add(NowUs + ChatterUs, Chatter);
    }

    /// <summary>Maintenance: platform_state says so, trading answers 11051; with <paramref name="dropSockets"/> every connection ends.</summary>
    public void SetMaintenance(bool on, bool dropSockets = false)
    {
        IsMaintenance = on;
        _hub.SayMaintenance(on);
        Flush();
        if (!dropSockets) return;
        foreach (Connection connection in _open.ToArray()) Close(connection, 1001, "maintenance", DisconnectKind.Maintenance);
    }

    /// <summary>Locks or frees an index: platform_state says so and its instruments take only cancels.</summary>
    public void SetIndexLock(string indexName, bool locked)
    {
        foreach (Instrument instrument in Engine.Instruments)
        {
            if (instrument.Spec.IndexName != indexName) continue;
            if (instrument.State is InstrumentState.Open or InstrumentState.Locked) Engine.SetState(instrument, locked ? InstrumentState.Locked : InstrumentState.Open);
        }

        _hub.SayIndexLock(indexName, locked);
        Flush();
    }

    /// <summary>Locks or frees an account: user.lock says so, new orders answer 11098.</summary>
    public void SetAccountLock(string account, bool locked)
    {
        Engine.SetLock(NeedAccount(account).Account, locked);
        Flush();
    }

    /// <summary>Sends the account's newest fill once more on user.trades and user.changes. False: there is none.</summary>
    public bool RepeatLastFill(string account)
    {
        AccountState state = NeedAccount(account);
        if (state.LastFill is not { } fill) return false;
        _hub.Say(state, fill.Trade.Instrument, fill.Order, _hub.Text(to => TradeShape.WritePrivate(to, fill)));
        Flush();
        return true;
    }

    /// <summary>Reports a fill of an order nobody placed. It is said on the private channels only; books and money do not move.</summary>
    public void InventFill(string account, string instrument, bool isBuy, long priceE8, long amountE8, bool movesPosition, string label = "")
    {
        AccountState state = NeedAccount(account);
        Instrument of = NeedInstrument(instrument);
        long number = 900_000_000_000 + ++_lastInvention;
        if (movesPosition) ShiftBy(state, instrument, isBuy ? amountE8 : -amountE8);
        InventedFill fill = new(number, of, isBuy ? OrderSide.Buy : OrderSide.Sell, priceE8, amountE8, label, NowUs, state.Account.Id);
        _hub.Say(state, of, null, _hub.Text(to => TradeShape.Write(to, fill)));
        Flush();
    }

    /// <summary>Every statement of this position is wrong by so much from now on, 1e-8; 0 ends it.</summary>
    public void ShiftReportedPosition(string account, string instrument, long deltaE8) =>
        NeedAccount(account).PositionShiftsE8[instrument] = deltaE8;

    /// <summary>The daily settlement, now, of every currency.</summary>
    public void SettleNow()
    {
        for (int i = 0; i < Engine.Families.Count; i++) Engine.SettleNow(Engine.Families[i].Currency);
        Flush();
    }

    /// <summary>Delivery of a dated instrument, now.</summary>
    public void ExpireNow(string instrument)
    {
        Engine.DeliverNow(NeedInstrument(instrument));
        Flush();
    }

    /// <summary>State of an instrument, by its name on the wire: open, locked, settlement, delivered, inactive, halted, archivized.</summary>
    public void SetInstrumentState(string instrument, string state)
    {
        foreach (InstrumentState known in Enum.GetValues<InstrumentState>())
        {
            if (Words.Of(known) != state) continue;
            Engine.SetState(NeedInstrument(instrument), known);
            Flush();
            return;
        }

        throw new ArgumentException($"There is no state {state}.", nameof(state));
    }

    private static void ShiftBy(AccountState state, string instrument, long deltaE8) =>
        state.PositionShiftsE8[instrument] = (state.PositionShiftsE8.TryGetValue(instrument, out long now) ? now : 0) + deltaE8;
}
