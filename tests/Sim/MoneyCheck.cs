using System;
using Minnow.Core.Accounting;
using Minnow.Exchange.Engine;
using Minnow.Host.Pnl;

namespace Minnow.Sim;

/// <summary>Our account from the journal against the venue's: what it changes by from one quiet moment to another is the same on both sides, but for the venue's rounding.</summary>
/// <remarks>
/// Both at the venue's mark and without funding, which we learn of through a feed that fails here. From the first quiet moment of a run, whose opening position is booked at the mark
/// that the venue stated with it. What is not compared: runs to which the venue lies or from which it keeps messages, as fills are missing then.
/// </remarks>
internal sealed class MoneyCheck(EngineRun run, World world)
{
    // The venue rounds a trade's worth to 1e-16, and so does it what is held; a settlement pays a whole number of 1e-8, and says in such what of it was funding.
    private const decimal TradeRounding = 1e-16m;
    private const decimal SettlementRounding = 1e-8m;

    private readonly decimal[] _apart = new decimal[2];
    private int _takenOver = -1;
    private int _settlements;
    private int _trades;

    /// <summary>Call when positions were found equal. Says nothing where the venue lies or messages are lost: fills are missing then.</summary>
    internal void Compare()
    {
        if (world.Seed.Script.Lies || world.Seed.Script.Loses) return;
        int takenOver = 0;
        foreach (InstrumentAccount account in run.Accounts.Accounts) takenOver += account.Taken.Count;
        bool isFirst = takenOver != _takenOver;
        if (isFirst) (_takenOver, _settlements, _trades) = (takenOver, world.Account.Settlements.Count, world.Account.Trades.Count);
        decimal allowed = TradeRounding * (world.Account.Trades.Count - _trades + 2 * world.Seed.Markets.Length + 2) + SettlementRounding * (world.Account.Settlements.Count - _settlements);
        for (int i = 0; i < world.Account.Wallets.Count && i < _apart.Length; i++)
        {
            Wallet wallet = world.Account.Wallets[i];
            decimal apart = Theirs(wallet) - Ours(wallet);
            if (isFirst) _apart[i] = apart;
            else if (Math.Abs(apart - _apart[i]) > allowed)
                world.Say($"I2 our account in {wallet.Currency} has left the venue's by {apart - _apart[i]:0.################}");
            if (isFirst || i > 0) continue;
            world.Tally.MoneyCompared++;
        }
    }

    private decimal Theirs(Wallet wallet)
    {
        decimal funding = 0;
        foreach (Position position in wallet.AllPositions) funding += position.RealisedFunding;
        foreach (SettlementRow row in world.Account.Settlements)
            if (row.Instrument.Spec.SettlementCurrency == wallet.Currency) funding += row.FundingE8 / 1e8m;
        return wallet.Equity - funding;
    }

    private decimal Ours(Wallet wallet)
    {
        Int128 sum = 0;
        for (int market = 0; market < world.Seed.Markets.Length; market++)
        {
            Instrument theirs = world.Instrument(market);
            if (theirs.Spec.SettlementCurrency != wallet.Currency || run.Accounts.At((ushort)market) is not { } ours) continue;
            PositionLedger ledger = ours.Ledger;
            ledger.Funding.ReceivedE24 = 0;
            sum += ledger.TotalE24(in ours.Terms, theirs.MarkE8 * ContractTerms.HalvesPerE8);
        }
        return (decimal)Money.ToE16(sum) / 1e16m;
    }
}
