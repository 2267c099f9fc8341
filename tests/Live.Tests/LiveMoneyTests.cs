using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;
using Minnow.Host.Live;
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
        int code = await venue.Stop();
        Assert.True(code == 0, $"{code}\n{venue.Errors}\n{venue.Output}");
        using StringWriter output = new(), errors = new();
        int pnl = PnlVerb.Execute(new PnlOptions { Journal = LiveDirectory.Newest(venue.Journal)!, Json = true }, output, errors);
        Assert.True(pnl == 0 && errors.ToString().Length == 0, $"{pnl}\n{errors}\n{output}");
        JsonElement ours = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("instruments")[0];
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
}
