using System;
using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Accounting;
using Minnow.Host.Journal;
using Minnow.Host.Pnl;

namespace Minnow.Host.Statements;

/// <summary>The venue's transaction log against a journal's account: every trade of the time that both cover, fee by fee, and every settlement against the trades before it.</summary>
internal sealed class StatementAudit
{
    // The venue rounds realised and unrealised profit to 1e-8 each, and the change of the balance again.
    private const long ChangeRoundingE8 = 1;

    internal StatementAudit(JournalAccounts accounts, VenueStatement statement)
    {
        Trades(accounts, statement);
        foreach (InstrumentAccount account in accounts.Accounts) Settlements(account, statement);
        if (statement.IsCut) Notes.Add("the statement is not whole: it has a continuation that is not in the file");
        foreach (string other in statement.Others) Notes.Add($"not a trade and no settlement: {other}");
    }

    /// <summary>Trades that are the same on both sides.</summary>
    internal int Equal { get; private set; }

    /// <summary>Settlements that are what the trades before them make.</summary>
    internal int Settled { get; private set; }

    /// <summary>Trades of the statement outside of the time of the journal, or before its opening position.</summary>
    internal int Outside { get; private set; }

    /// <summary>What differs, with the trade that it is about.</summary>
    internal List<string> Differences { get; } = [];

    /// <summary>What a person should know beside.</summary>
    internal List<string> Notes { get; } = [];

    private void Trades(JournalAccounts accounts, VenueStatement statement)
    {
        foreach (InstrumentAccount account in accounts.Accounts)
        {
            Dictionary<long, FillEdge> ours = [];
            foreach (ref readonly FillEdge fill in account.Fills) ours[fill.TradeId] = fill;
            long firstMs = long.MaxValue;
            foreach (StatedTrade trade in statement.Trades)
            {
                if (trade.Instrument != account.Name) continue;
                firstMs = Math.Min(firstMs, trade.TimeNs);
                if (!ours.Remove(trade.TradeId, out FillEdge fill)) Missing(accounts, trade);
                else Compare(account, trade, in fill);
            }
            foreach (FillEdge left in ours.Values)
                if (left.TimeNs >= firstMs && !statement.IsCut)
                    Differences.Add(string.Create(CultureInfo.InvariantCulture, $"{account.Name}: trade {left.TradeId} of {JournalTool.Time(left.TimeNs)} is in the journal and not in the statement"));
        }
    }

    private void Missing(JournalAccounts accounts, StatedTrade trade)
    {
        // Before the opening position was stated, or after the last event, the journal could not have it.
        if (trade.TimeNs < accounts.OpenedNs || trade.TimeNs > accounts.LastNs) Outside++;
        else Differences.Add(string.Create(CultureInfo.InvariantCulture, $"{trade.Instrument}: trade {trade.Id} of {JournalTool.Time(trade.TimeNs)}, {Text(trade.SignedE8)} at {Text(trade.PriceE8)}, is in the statement and not in the journal"));
    }

    private void Compare(InstrumentAccount account, StatedTrade trade, in FillEdge fill)
    {
        long signedE8 = fill.SignedLots * account.Terms.LotE8, priceE8 = fill.PriceHalfE8 / ContractTerms.HalvesPerE8, feeE8 = Money.ToE8(fill.FeeE24);
        if ((signedE8, priceE8, feeE8) == (trade.SignedE8, trade.PriceE8, trade.FeeE8)) Equal++;
        else
            Differences.Add($"{account.Name}: trade {trade.Id} of {JournalTool.Time(trade.TimeNs)} is {Text(trade.SignedE8)} at {Text(trade.PriceE8)} with a fee of {Text(trade.FeeE8)} in the statement, "
                + $"{Text(signedE8)} at {Text(priceE8)} with {Text(feeE8)} in the journal");
    }

    // From one settlement to the next all is in the statement itself: the position at the price of the first, the trades, and funding.
    private void Settlements(InstrumentAccount account, VenueStatement statement)
    {
        StatedSettlement? before = null;
        foreach (StatedSettlement one in statement.Settlements)
        {
            if (one.Instrument != account.Name || account.Terms.LotE8 == 0) continue;
            if (Math.Abs(one.ProfitE8 - one.FeeE8 - one.ChangeE8) > ChangeRoundingE8)
                Differences.Add($"{account.Name}: the settlement of {JournalTool.Time(one.TimeNs)} paid {Text(one.ChangeE8)}, and its profit is {Text(one.ProfitE8)}");
            if (before != null) Between(account, statement, before, one);
            before = one;
        }
    }

    private void Between(InstrumentAccount account, VenueStatement statement, StatedSettlement from, StatedSettlement to)
    {
        ref readonly ContractTerms terms = ref account.Terms;
        PositionLedger ledger = default;
        int fills = 0;
        if (from.PositionE8 != 0) PositionLedger.Trade(ref ledger, in terms, from.PositionE8 / terms.LotE8, from.PriceE8 * ContractTerms.HalvesPerE8);
        foreach (StatedTrade trade in statement.Trades)
        {
            if (trade.Instrument != account.Name || trade.TimeNs <= from.TimeNs || trade.TimeNs > to.TimeNs) continue;
            PositionLedger.Trade(ref ledger, in terms, trade.SignedE8 / terms.LotE8, trade.PriceE8 * ContractTerms.HalvesPerE8);
            fills++;
        }
        Int128 profit = ledger.TotalE24(in terms, to.PriceE8 * ContractTerms.HalvesPerE8) + Money.FromE8(to.FundingE8);
        // Realised, unrealised and funding are rounded to 1e-8 each, each trade to 1e-16.
        Int128 tolerance = 3 * (Int128)Money.PerE8 / 2 + fills * (Int128)100_000_000;
        if (ledger.PositionLots * terms.LotE8 != to.PositionE8)
            Differences.Add($"{account.Name}: the settlement of {JournalTool.Time(to.TimeNs)} is of {Text(to.PositionE8)}, and the {fills} trades since the one before make {Text(ledger.PositionLots * terms.LotE8)}");
        else if (Int128.Abs(profit - Money.FromE8(to.ProfitE8)) > tolerance)
            Differences.Add($"{account.Name}: the settlement of {JournalTool.Time(to.TimeNs)} is of {Text(to.ProfitE8)}, and the {fills} trades since the one before make {MoneyText.Exact(profit)}");
        else Settled++;
    }

    private static string Text(long e8) => MoneyText.E8(e8);
}
