using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>How an account is made.</summary>
public sealed record AccountSpec
{
    /// <summary>Name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Accounts of one owner are subaccounts of each other.</summary>
    public int Owner { get; init; }

    /// <summary>No margin is asked and nothing is liquidated: for the background market.</summary>
    public bool IsRiskExempt { get; init; }

    /// <summary>Prices outside the instrument's band are taken: for a recorded market, whose orders the venue took when its band lay elsewhere.</summary>
    public bool IgnoresBand { get; init; }

    /// <summary>Keeps no closed orders or trades: for the background market.</summary>
    public bool ForgetsAtOnce { get; init; }

    /// <summary>Fee of the resting side, 1e-8; null for the catalogue's.</summary>
    public long? MakerFeeE8 { get; init; }

    /// <summary>Fee of the aggressive side, 1e-8; null for the catalogue's.</summary>
    public long? TakerFeeE8 { get; init; }

    /// <summary>May use market maker protection.</summary>
    public bool MayUseMmp { get; init; } = true;
}

/// <summary>An account or subaccount: settings, money, positions, orders and trades.</summary>
public sealed class Account
{
    internal Account(int id, AccountSpec spec, long createdUs)
    {
        Id = id;
        Spec = spec;
        CreatedUs = createdUs;
    }

    /// <summary>User id on the wire.</summary>
    public int Id { get; }

    /// <summary>How it was made.</summary>
    public AccountSpec Spec { get; }

    /// <summary>Name.</summary>
    public string Name => Spec.Name;

    /// <summary>Made, µs since 1970.</summary>
    public long CreatedUs { get; }

    /// <summary>What happens when its orders meet.</summary>
    public SelfTradeMode SelfTradeMode { get; set; }

    /// <summary>Orders of subaccounts count as own.</summary>
    public bool SelfTradeAcrossSubaccounts { get; set; }

    /// <summary>Locked whole, by an admin.</summary>
    public bool IsLocked { get; internal set; }

    /// <summary>Money by currency, in the order of first use.</summary>
    public IReadOnlyList<Wallet> Wallets => WalletList;

    /// <summary>Positions, also flat ones that were once held.</summary>
    public IReadOnlyList<Position> Positions => PositionList;

    /// <summary>Resting and held orders, in no promised order.</summary>
    public IReadOnlyList<Order> OpenOrders => Live;

    /// <summary>Closed orders that are not yet forgotten, oldest first.</summary>
    public IReadOnlyList<Order> ClosedOrders => Closed;

    /// <summary>Trades that are not yet forgotten, oldest first.</summary>
    public IReadOnlyList<UserTrade> Trades => TradeLog;

    /// <summary>Settlements and deliveries, oldest first.</summary>
    public IReadOnlyList<SettlementRow> Settlements => SettlementLog;

    /// <summary>Market maker protection by index and group.</summary>
    public IReadOnlyList<MmpGuard> MmpGuards => Guards;

    /// <summary>Position in an instrument; null if it never held one nor had an order.</summary>
    public Position? PositionIn(Instrument instrument) => instrument.Slot < BySlot.Count ? BySlot[instrument.Slot] : null;

    /// <summary>Money in a currency; null if it never had any to do with it.</summary>
    public Wallet? WalletIn(string currency)
    {
        foreach (Wallet wallet in WalletList)
            if (wallet.Currency == currency) return wallet;
        return null;
    }

    internal readonly List<Wallet> WalletList = [];
    internal readonly List<Position> PositionList = [];
    internal readonly List<Position?> BySlot = [];
    internal readonly List<Order> Live = [];
    internal readonly List<Order> Closed = [];
    internal readonly List<UserTrade> TradeLog = [];
    internal readonly List<SettlementRow> SettlementLog = [];
    internal readonly List<MmpGuard> Guards = [];
    internal long QuotesFrozenUntilUs;

    internal Wallet Wallet(Family family)
    {
        foreach (Wallet wallet in WalletList)
            if (ReferenceEquals(wallet.Family, family)) return wallet;
        Wallet made = new(this, family);
        WalletList.Add(made);
        return made;
    }

    internal Position Position(Instrument instrument)
    {
        while (BySlot.Count <= instrument.Slot) BySlot.Add(null);
        if (BySlot[instrument.Slot] is { } known) return known;
        Wallet wallet = Wallet(instrument.Family);
        Position made = new(this, instrument, wallet);
        BySlot[instrument.Slot] = made;
        PositionList.Add(made);
        wallet.Positions.Add(made);
        made.FundingFromE20 = instrument.FundingE20;
        return made;
    }
}
