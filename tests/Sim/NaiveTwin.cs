using System;
using System.Collections.Generic;
using System.Numerics;
using System.Text;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Tests.Accounting;
using Minnow.Host.Pnl;

namespace Minnow.Sim;

/// <summary>The accounts of a run against the naive ones, to the last unit, and each residual against 0.</summary>
internal static class NaiveTwin
{
    /// <summary>Call at the end of a run.</summary>
    internal static void Compare(EngineRun run, World world)
    {
        Dictionary<ushort, NaiveBook> books = [];
        long lastNs = 0;
        foreach (ref readonly Event e in run.Log.Events)
        {
            lastNs = Math.Max(lastNs, e.ReceivedNs);
            if (e.Kind == EventKind.InstrumentNamed) books.TryAdd(e.InstrumentIndex, new NaiveBook());
            else if (books.TryGetValue(e.InstrumentIndex, out NaiveBook? book)) book.Apply(in e, lastNs);
        }
        run.Accounts.End();
        foreach ((ushort index, NaiveBook book) in books)
        {
            book.End(lastNs);
            if (run.Accounts.At(index) is not { } account) world.Say($"I2 no account of instrument {index}");
            else if (Difference(account, book) is { Length: > 0 } text) world.Say($"I2 run {run.Number}, {account.Name}: {text}");
            else world.Tally.AccountsTwinned++;
        }
        PnlReport report = new(run.Accounts, PnlGroup.Instrument);
        if (!report.IsExact) world.Say($"I2 run {run.Number}: a residual is not 0");
    }

    private static string Difference(InstrumentAccount account, NaiveBook book)
    {
        PositionLedger ledger = account.Ledger;
        if (book.HasUnpriced) return "the venue stated a position without its mark";
        if (account.PendingLots != 0) return $"{account.PendingLots} lots wait for a price";
        if (book.Exact is not { } exact) return ledger.PositionLots == 0 && !account.HasActivity ? "" : "an account without a contract";
        StringBuilder text = new();
        Equal("position", ledger.PositionLots, book.PositionLots);
        Equal("fees", (BigInteger)ledger.FeesE24, book.FeesE24);
        (BigInteger realised, BigInteger cost) = book.Books();
        Equal("realised", (BigInteger)ledger.RealisedE24, realised);
        Equal("cost", (BigInteger)ledger.CostE24, cost);
        Equal("funding", (BigInteger)ledger.Funding.ReceivedE24 * NaiveBook.PartsPerE24 + ledger.Funding.CarriedParts, book.FundingParts);
        long atHalfE8 = book.MarkHalfE8;
        if (atHalfE8 == 0) return text.ToString();
        BigInteger total = (BigInteger)ledger.TotalE24(in account.Terms, atHalfE8) - (BigInteger)ledger.Funding.ReceivedE24;
        Equal("total without funding", total, book.TotalE24(atHalfE8));
        // Without any rounding: the worth of each lot that was traded is half a unit away at most, and so is that of each that is held.
        Fraction bound = new(book.TradedLots + Math.Abs(book.PositionLots), 2);
        if (!(total - exact.TotalE24(atHalfE8)).Size.IsAtMost(bound)) text.Append(" total is further from the exact one than the worths were rounded;");
        return text.ToString();

        void Equal(string name, BigInteger ours, BigInteger naive)
        {
            if (ours != naive) text.Append($" {name} {ours} instead of {naive};");
        }
    }
}
