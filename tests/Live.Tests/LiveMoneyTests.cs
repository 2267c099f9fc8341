using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Minnow.Host.Pnl;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>What <c>minnow pnl</c> says of a run's journal, and what the exchange says of the account that it traded on.</summary>
[Collection("alone")]
public sealed class LiveMoneyTests
{
    private const decimal StartCoins = 10;

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Our_account_of_a_run_is_the_exchanges(int fills)
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        await venue.Until(CounterId.GatewayFills, count => count >= fills, seconds: 120);
        await Estimated_margin_is_the_exchanges(venue);
        int code = await venue.Stop();
        Assert.True(code == 0, $"{code}\n{venue.Errors}\n{venue.Output}");
        using StringWriter output = new(), errors = new();
        int pnl = PnlVerb.Execute(new PnlOptions { Journal = LiveDirectory.Newest(venue.Journal)!, Json = true }, output, errors);
        Assert.True(pnl == 0 && errors.ToString().Length == 0, $"{pnl}\n{errors}\n{output}");
        JsonElement ours = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("instruments")[0];
        Shown_is_what_pnl_says(venue, JsonDocument.Parse(output.ToString()).RootElement);
        decimal mark = ours.GetProperty("valuedAt").GetDecimal();
        (decimal profit, decimal fees, decimal size, decimal funding) = await venue.Server.Ask(exchange =>
        {
            foreach (Account account in exchange.Engine.Accounts)
            {
                if (account.Name != DemoVenue.Account) continue;
                Wallet wallet = account.WalletIn("BTC")!;
                Position position = Assert.Single(wallet.AllPositions);
                decimal usd = position.SizeE8 / 1e8m;
                // The exchange's mark has moved on since the run ended; its equity at the mark that ends our journal.
                decimal atOurMark = usd / (position.Instrument.MarkE8 / 1e8m) - usd / mark;
                return (wallet.Equity - StartCoins - position.RealisedFunding + atOurMark, wallet.FeesE8 / 1e8m, usd, position.RealisedFunding);
            }
            throw new InvalidOperationException("The exchange has lost the account.");
        });
        Assert.True(ours.GetProperty("fills").GetInt32() >= fills);
        Assert.Equal(0m, ours.GetProperty("residual").GetDecimal());
        Assert.Equal(size, ours.GetProperty("position").GetDecimal());
        Assert.Equal(fees, -ours.GetProperty("fees").GetDecimal());
        decimal apart = profit - (ours.GetProperty("total").GetDecimal() - ours.GetProperty("funding").GetDecimal());
        Assert.True(Math.Abs(apart) <= 1e-12m, $"The exchange has {apart} more.\n{output}");
        decimal fundingApart = funding - ours.GetProperty("funding").GetDecimal();
        Assert.True(Math.Abs(fundingApart) <= 1e-8m, $"The exchange has {fundingApart} more funding.\n{output}");
    }

    // While quotes rest: as soon as nothing is under way both sides count the same orders, and the mark moves little within a moment.
    private static async Task Estimated_margin_is_the_exchanges(LiveVenue venue)
    {
        CounterId estimate = CounterIds.Instrument(0, InstrumentCounter.ProjectedMarginE8);
        double theirs = 0, ours = 0;
        for (int i = 0; i < 400; i++)
        {
            theirs = await venue.Server.Ask(static exchange =>
            {
                foreach (Account account in exchange.Engine.Accounts)
                    if (account.Name == DemoVenue.Account) return account.WalletIn("BTC")!.InitialMargin;
                return 0;
            });
            ours = venue.Counter(estimate) / 1e8;
            if (theirs > 0 && Math.Abs(ours - theirs) <= 1e-3 * theirs + 1e-8) return;
            await Task.Delay(50);
        }
        Assert.Fail($"the exchange asks for {theirs}, we estimate {ours}");
    }

    // What an operator saw last is what the journal says, to the last digit that is shown.
    private static void Shown_is_what_pnl_says(LiveVenue venue, JsonElement pnl)
    {
        using StringWriter output = new();
        StatusVerb.Positions(venue.Journal, asJson: true, output);
        JsonElement shown = JsonDocument.Parse(output.ToString()).RootElement;
        JsonElement one = Assert.Single(shown.GetProperty("instruments").EnumerateArray()), ours = Assert.Single(pnl.GetProperty("instruments").EnumerateArray());
        Assert.Equal((ours.GetProperty("position").GetDecimal(), ours.GetProperty("coin").GetString()), (one.GetProperty("position").GetDecimal(), one.GetProperty("coin").GetString()));
        Assert.Equal(ours.GetProperty("positionCoins").GetDecimal() is decimal size && one.GetProperty("position").GetDecimal() < 0 ? -Shown(size) : Shown(size), one.GetProperty("worth").GetDecimal());
        JsonElement account = Assert.Single(shown.GetProperty("accounts").EnumerateArray()), coin = Assert.Single(pnl.GetProperty("coins").EnumerateArray());
        foreach (string name in (string[])["realised", "unrealised", "fees", "funding", "total"])
        {
            decimal sign = name == "fees" ? -1 : 1; // pnl says what fees did to the account
            Assert.True(sign * Shown(ours.GetProperty(name).GetDecimal()) == one.GetProperty(name).GetDecimal(), $"{name}\n{one}\n{ours}");
            Assert.True(sign * Shown(coin.GetProperty(name).GetDecimal()) == account.GetProperty(name).GetDecimal(), $"{name}\n{account}\n{coin}");
        }
        Assert.Equal(one.GetProperty("total").GetDecimal(), account.GetProperty("session").GetDecimal());
        Assert.True(account.GetProperty("fees").GetDecimal() != 0 && account.GetProperty("total").GetDecimal() != 0, "a run without money shows nothing");
        Assert.True(ours.GetProperty("position").GetDecimal() == 0 == (one.GetProperty("initialMarginEstimate").GetDecimal() == 0) && one.GetProperty("capitalPercent").ValueKind == JsonValueKind.Number, $"{one}");
        Assert.True(account.GetProperty("drawdown").GetDecimal() >= 0 && account.GetProperty("leverage").ValueKind == JsonValueKind.Number);
        Assert.True(Math.Abs(account.GetProperty("equity").GetDecimal() - StartCoins) < 0.1m && account.GetProperty("balance").GetDecimal() > 0, $"{account}");
    }

    private static decimal Shown(decimal exact) => decimal.Round(exact, 8, MidpointRounding.AwayFromZero);
}
