using System;
using System.Globalization;
using System.Linq;
using Minnow.Exchange.Background;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Faults;

/// <summary>Does to a venue what the lines of layer Venue say.</summary>
public static class VenueFaults
{
    /// <summary>Carries out one fault, or its end.</summary>
    /// <param name="venue">To whom; what the engine says because of it is sent.</param>
    /// <param name="fault">What.</param>
    public static void Apply(Venue venue, in VenueFault fault)
    {
        ArgumentNullException.ThrowIfNull(venue);
        FaultRule rule = fault.Rule;
        if (fault.Ends) End(venue, rule);
        else Begin(venue, rule);
        venue.Flush();
    }

    private static void Begin(Venue venue, FaultRule rule)
    {
        switch (rule.Verb.Name)
        {
            case "maintenance":
                venue.SetMaintenance(true, dropSockets: rule.Option("link") == "all");
                break;
            case "settlement":
                venue.SettleNow();
                break;
            case "expiry":
                venue.ExpireNow(rule.Words.Count > 0 ? rule.Word(0) : Dated(venue));
                break;
            case "instrument-state":
                venue.SetInstrumentState(InstrumentOf(venue, rule), rule.Word(0));
                break;
            case "tier":
                ForAccounts(venue, rule, account => venue.SetTier(account, (int)Number(rule.Word(0))));
                break;
            case "token-expire":
                ForAccounts(venue, rule, venue.ExpireTokens);
                break;
            case "cod-trigger":
                SetTrigger(venue.Options.Cod, rule.Word(0), rule.Word(1) == "on");
                break;
            case "mmp-trigger":
                ForAccounts(venue, rule, account => TriggerMmp(venue, account, rule));
                break;
            case "tick-change":
                Instrument changed = Found(venue, rule);
                venue.Engine.ChangeSpec(changed, changed.Spec with { TickE8 = Units.ToE8(Number(rule.Word(0))) });
                break;
            case "liquidate":
                ForAccounts(venue, rule, account => Liquidate(venue, account));
                break;
            case "unknown-fill":
                ForAccounts(venue, rule, account => UnknownFill(venue, account, rule));
                break;
            case "combo-fill":
                ForAccounts(venue, rule, account => ComboFill(venue, account, rule));
                break;
            case "foreign-order":
                ForAccounts(venue, rule, account => ForeignOrder(venue, account, rule));
                break;
            case "move-index":
                Shock(venue, (double)Number(rule.Word(0)) / 100);
                break;
            case "lock-account":
                ForAccounts(venue, rule, account => venue.SetAccountLock(account, true));
                break;
        }
    }

    private static void End(Venue venue, FaultRule rule)
    {
        switch (rule.Verb.Name)
        {
            case "maintenance":
                venue.SetMaintenance(false);
                break;
            case "instrument-state" or "settlement":
                venue.SetInstrumentState(InstrumentOf(venue, rule), "open");
                break;
            case "tier":
                ForAccounts(venue, rule, account => venue.SetTier(account, venue.Options.Tier));
                break;
            case "cod-trigger":
                SetTrigger(venue.Options.Cod, rule.Word(0), rule.Word(1) != "on");
                break;
            case "lock-account":
                ForAccounts(venue, rule, account => venue.SetAccountLock(account, false));
                break;
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string InstrumentOf(Venue venue, FaultRule rule) => rule.Option("instrument", venue.Engine.Instruments[0].Name);

    private static Instrument Found(Venue venue, FaultRule rule) =>
        venue.Engine.FindInstrument(InstrumentOf(venue, rule)) ?? venue.Engine.Instruments[0];

    private static string Dated(Venue venue) =>
        (venue.Engine.Instruments.FirstOrDefault(static i => !i.Spec.IsPerpetual) ?? venue.Engine.Instruments[0]).Name;

    // Without account=NAME a line means every account that has a key, which leaves out the background's.
    private static void ForAccounts(Venue venue, FaultRule rule, Action<string> act)
    {
        string only = rule.Option("account");
        foreach (string account in venue.Options.Keys.Select(static key => key.Account).Distinct().ToArray())
        {
            if (only.Length == 0 || only == account) act(account);
        }
    }

    private static Account? AccountOf(Venue venue, string name) => venue.Engine.Accounts.FirstOrDefault(account => account.Name == name);

    private static void SetTrigger(CodOptions cod, string trigger, bool on)
    {
        switch (trigger)
        {
            case "fin":
                cod.OnFin = on;
                break;
            case "rst":
                cod.OnReset = on;
                break;
            case "heartbeat":
                cod.OnHeartbeat = on;
                break;
            default:
                cod.OnInactivity = on;
                break;
        }
    }

    // The protection's own limit is lowered to nothing for one fill of a lot, so that it fires as it does by itself.
    private static void TriggerMmp(Venue venue, string name, FaultRule rule)
    {
        if (AccountOf(venue, name) is not { } account) return;
        foreach (MmpGuard guard in account.MmpGuards.ToArray())
        {
            MmpConfig config = guard.Config;
            venue.Engine.SetMmp(account, config with { QuantityLimitE8 = 1, DeltaLimitE8 = null });
            Instrument instrument = Found(venue, rule);
            Trade(venue, account, instrument, OrderSide.Buy, instrument.Spec.MinAmountE8, isProtected: true);
            venue.Engine.SetMmp(account, config);
        }
    }

    private static void Liquidate(Venue venue, string name)
    {
        if (AccountOf(venue, name) is not { } account) return;
        foreach (Wallet wallet in account.Wallets.ToArray())
        {
            long excessE8 = Units.ToE8(wallet.Equity);
            if (excessE8 > 0 && wallet.MaintenanceMargin > 0) venue.Engine.Deposit(account, wallet.Currency, -excessE8);
        }
    }

    private static void UnknownFill(Venue venue, string name, FaultRule rule)
    {
        if (AccountOf(venue, name) is not { } account) return;
        Trade(venue, account, Found(venue, rule), rule.Word(0) == "buy" ? OrderSide.Buy : OrderSide.Sell, Units.ToE8(Number(rule.Word(1))), isProtected: false);
    }

    // The leg in our instrument; the other one is of an instrument that need not be listed here.
    private static void ComboFill(Venue venue, string name, FaultRule rule)
    {
        if (AccountOf(venue, name) is not { } account) return;
        Instrument instrument = Found(venue, rule);
        OrderSide side = rule.Word(0) == "buy" ? OrderSide.Buy : OrderSide.Sell;
        venue.Engine.Place(new OrderRequest(account, instrument, side, Units.ToE8(Number(rule.Word(1))), 0)
        {
            Type = OrderType.Market, TimeInForce = TimeInForce.ImmediateOrCancel, Label = "", IsWeb = true, ComboName = $"{instrument.Name.Split('-')[0]}-FS-25DEC26_PERP",
        });
    }

    // Protection is for limit orders only: such a one is priced as far as the venue allows.
    private static void Trade(Venue venue, Account account, Instrument instrument, OrderSide side, long amountE8, bool isProtected)
    {
        long tickE8 = instrument.Spec.TickE8;
        long limitE8 = side == OrderSide.Buy ? instrument.MaxPriceE8 / tickE8 * tickE8 : (instrument.MinPriceE8 + tickE8 - 1) / tickE8 * tickE8;
        venue.Engine.Place(new OrderRequest(account, instrument, side, amountE8, isProtected ? limitE8 : 0)
        {
            Type = isProtected ? OrderType.Limit : OrderType.Market, TimeInForce = TimeInForce.ImmediateOrCancel, Label = "", IsWeb = true, Mmp = isProtected,
        });
    }

    private static void ForeignOrder(Venue venue, string name, FaultRule rule)
    {
        if (AccountOf(venue, name) is not { } account) return;
        Instrument instrument = Found(venue, rule);
        OrderSide side = rule.Word(0) == "buy" ? OrderSide.Buy : OrderSide.Sell;
        long tickE8 = instrument.Spec.TickE8;
        long priceE8 = (side == OrderSide.Buy ? instrument.MinPriceE8 + (20 * tickE8) : instrument.MaxPriceE8 - (20 * tickE8)) / tickE8 * tickE8;
        venue.Engine.Place(new OrderRequest(account, instrument, side, Units.ToE8(Number(rule.Word(1))), priceE8) { PostOnly = true, Label = rule.Word(2), IsWeb = true });
    }

    private static void Shock(Venue venue, double share)
    {
        if (venue.Background is IShockableMarket market) market.Shock(share);
        foreach (IndexPrice index in venue.Engine.Indexes.ToArray())
            venue.Engine.SetIndex(index.Name, (long)(index.PriceE8 * (1 + share)) / 1_000_000 * 1_000_000);
    }
}
