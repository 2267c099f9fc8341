using System;
using System.Globalization;
using System.IO;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Pnl;

/// <summary>The account for a person. Every line of money is what it did to the account, so that the column adds up.</summary>
internal static class PnlText
{
    private const double MakerTargetPercent = 90;
    private static readonly string[] s_horizons = ["0.1 s", "1 s", "5 s", "30 s", "300 s"];

    internal static void Write(TextWriter output, PnlReport report)
    {
        output.WriteLine($"From {JournalTool.Time(report.FirstNs)} to {JournalTool.Time(report.LastNs)}: {Count(report.FillCount, "fill")}" + (report.End == JournalEnd.Clean ? "" : ", up to where the journal ends"));
        if (report.Instruments.Count == 0) output.WriteLine("Nothing was filled and nothing was held.");
        foreach (InstrumentPnl one in report.Instruments) Instrument(output, one);
        if (report.Groups.Count > 0) Groups(output, report);
        if (report.Audit is { } audit)
        {
            output.WriteLine($"\nStatement  {audit.Equal} trades and {audit.Settled} settlements agree, {audit.Differences.Count} differences; {audit.Outside} trades are of another time");
            foreach (string note in audit.Notes) output.WriteLine($"  {note}");
        }
        foreach (string one in report.Disagreements) output.WriteLine($"\nDIFFERS from the venue, {one}");
        foreach (CoinPnl coin in report.Coins)
            if (coin.Coin.Length > 0) output.WriteLine($"\nTotal {coin.Coin}  {MoneyText.Shown(coin.TotalE24)}{Usd(coin)}, residual {MoneyText.Exact(coin.ResidualE24)}");
    }

    private static void Instrument(TextWriter output, InstrumentPnl one)
    {
        InstrumentAccount account = one.Account;
        output.WriteLine($"\n{account.Name}, in {account.Coin}");
        if (one.ValueHalfE8 <= 0)
        {
            output.WriteLine($"  position     {Amount(account, account.PositionLots)}, and no price to value it at");
            return;
        }
        int fills = account.Fills.Length;
        output.WriteLine($"  fills        {fills}: {one.MakerFills} made, {fills - one.MakerFills} took" + (one.NoMids > 0 ? $"; {one.NoMids} without a mid, at the last one before" : ""));
        if (fills > 0) output.WriteLine($"  volume       {Amount(account, one.VolumeLots)}, {MakerShare(one)}");
        PnlLines.Write(output, one);
        output.WriteLine($"  position     {Position(one)}");
        foreach (InstrumentAccount.TakenOver taken in account.Taken)
            output.WriteLine($"  taken over   {Amount(account, taken.SignedLots)} at {MoneyText.Price(taken.PriceHalfE8)}, as the venue stated and no fill says");
        PnlLines.Statements(output, account);
        PnlLines.Takers(output, account);
        if (fills > 0) MarkoutTable(output, account);
    }

    private static void MarkoutTable(TextWriter output, InstrumentAccount account)
    {
        output.WriteLine("  markout           mean   ± error  fills  buckets   bps of the price, positive is good for us");
        for (int horizon = 0; horizon < Markouts.Horizons; horizon++)
        {
            MarkoutStatistics one = MarkoutStatistics.Of(account.Fills, horizon);
            string few = one.Fills < MarkoutStatistics.FewFills ? "   few" : "";
            output.WriteLine($"    {s_horizons[horizon],-8} {Bps(one.MeanBps),10} {Bps(one.ErrorBps),9} {one.Fills,6} {one.Buckets,8}{few}");
        }
    }

    private static void Groups(TextWriter output, PnlReport report)
    {
        output.WriteLine($"\nBy {report.By.ToString().ToLowerInvariant()}; m: no mid at a fill, t: took. What no fill explains (funding, lots taken over) is in the totals alone.");
        output.WriteLine($"  {"",-28}{"fills",6}{"net",12}{"spread",16}{"fees",16}{"taking",16}{"hedging",16}{"adverse",16}{"drift",16}{"total",16}");
        foreach (GroupedFills group in report.Groups)
        {
            string name = report.Instruments.Count > 1 ? $"{group.Of.Account.Name} {group.Name}" : group.Name;
            string flags = (group.NoMids > 0 ? " m" : "") + (group.TakerFills > 0 ? " t" : "") + (group.Rules.Count > 0 ? "  " + string.Join("; ", group.Rules) : "");
            string line = $"  {name,-28}{group.Fills,6}{Amount(group.Of.Account, group.NetLots, unit: false),12}";
            foreach (Int128 part in (Int128[])[group.Parts.SpreadE24, -group.Parts.FeesE24, group.Parts.TakingE24, group.Parts.HedgingE24, group.Parts.AdverseE24, group.Parts.DriftE24, group.Parts.TotalE24])
                line += $"{MoneyText.Shown(part),16}";
            output.WriteLine(line + flags);
        }
    }

    private static string Position(InstrumentPnl one)
    {
        InstrumentAccount account = one.Account;
        long lots = account.Ledger.PositionLots;
        string price = $"{(account.MarkE8 > 0 ? "mark" : "mid")} {MoneyText.Price(one.ValueHalfE8)}";
        if (lots == 0) return $"flat; valued at the {price}";
        double average = account.Terms.PriceOf(lots, account.Ledger.CostE24);
        return $"{Amount(account, lots)} at {average.ToString("0.####", CultureInfo.InvariantCulture)} on average, {MoneyText.Shown(one.NotionalE24).Trim().TrimStart('+')} {account.Coin} at the {price}";
    }

    private static string MakerShare(InstrumentPnl one)
    {
        double percent = 100.0 * one.MakerLots / one.VolumeLots;
        return $"{percent.ToString("0.##", CultureInfo.InvariantCulture)} % of it made (target {MakerTargetPercent} %{(percent < MakerTargetPercent ? ": MISSED" : "")})";
    }

    internal static string Amount(InstrumentAccount account, long lots, bool unit = true)
    {
        string amount = MoneyText.E8((Int128)lots * account.Terms.LotE8);
        if (!unit) return amount;
        return account.Terms.Contract == ContractKind.Inverse ? amount + " USD" : $"{amount} {account.Name.Split('-', '_')[0]}";
    }

    private static string Usd(CoinPnl coin) => coin.IndexE8 <= 0 ? ", no index was told" : string.Create(CultureInfo.InvariantCulture, $", {Money.ToUsdE8(coin.TotalE24, coin.IndexE8) / 1e8:+0.0000;-0.0000;0} USD at the index {MoneyText.E8(coin.IndexE8)}");

    private static string Bps(double bps) => double.IsNaN(bps) ? "none" : bps.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
