namespace Minnow.Exchange.Engine;

/// <summary>An account's money in one currency.</summary>
public sealed class Wallet
{
    internal Wallet(Account account, Family family)
    {
        Account = account;
        Family = family;
    }

    /// <summary>Whose.</summary>
    public Account Account { get; }

    /// <summary>Currency and what belongs to it.</summary>
    public Family Family { get; }

    /// <summary>Currency.</summary>
    public string Currency => Family.Currency;

    /// <summary>Cash, 1e-8: deposits, fees, and what settlements paid.</summary>
    public long BalanceE8 { get; internal set; }

    /// <summary>Fees paid since the account was made, 1e-8.</summary>
    public long FeesE8 { get; internal set; }

    /// <summary>Locked, as <c>get_user_locks</c> has it: while it is being liquidated.</summary>
    public bool IsLocked => IsLiquidating;

    /// <summary>Being liquidated: the account may place nothing in this currency.</summary>
    public bool IsLiquidating { get; internal set; }

    /// <summary>Realised profit of the session with funding.</summary>
    public decimal SessionRealised
    {
        get
        {
            decimal sum = 0;
            foreach (Position position in Positions) sum += position.RealisedProfit;
            return sum;
        }
    }

    /// <summary>Unrealised profit of the session.</summary>
    public decimal SessionUnrealised
    {
        get
        {
            decimal sum = 0;
            foreach (Position position in Positions) sum += position.FloatingProfit;
            return sum;
        }
    }

    /// <summary>Profit of the open positions since they were opened.</summary>
    public decimal TotalProfit
    {
        get
        {
            decimal sum = 0;
            foreach (Position position in Positions) sum += position.TotalProfit;
            return sum;
        }
    }

    /// <summary>Cash and the session's profits.</summary>
    public decimal Equity => Units.ToDecimal(BalanceE8) + SessionRealised + SessionUnrealised;

    /// <summary>Margin that positions and orders need.</summary>
    public double InitialMargin
    {
        get
        {
            double sum = 0;
            foreach (Position position in Positions) sum += position.InitialMargin;
            return sum;
        }
    }

    /// <summary>Margin below which positions are liquidated.</summary>
    public double MaintenanceMargin
    {
        get
        {
            double sum = 0;
            foreach (Position position in Positions) sum += position.MaintenanceMargin;
            return sum;
        }
    }

    /// <summary>What is left for new orders.</summary>
    public decimal AvailableFunds => Equity - (decimal)InitialMargin;

    /// <summary>Positions in this currency, also flat ones.</summary>
    public System.Collections.Generic.IReadOnlyList<Position> AllPositions => Positions;

    internal readonly System.Collections.Generic.List<Position> Positions = [];
}
