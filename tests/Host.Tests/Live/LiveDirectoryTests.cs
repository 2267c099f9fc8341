using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Live;
using Minnow.Host.Tests.Counters;
using Minnow.Venues.Deribit.Session;
using Xunit;

namespace Minnow.Host.Tests.Live;

public sealed class LiveDirectoryTests
{
    [Fact]
    public void Each_run_has_a_directory_of_its_own_and_latest_names_the_newest()
    {
        using TempFolder folder = new();
        LiveDirectory first = LiveDirectory.Begin(folder.Path, 1_700_000_000_000_000_000), second = LiveDirectory.Begin(folder.Path, 1_700_000_001_500_000_000);
        Assert.Equal("run-20231114T221320.000Z", Path.GetFileName(first.Path));
        Assert.Equal("run-20231114T221321.500Z", Path.GetFileName(second.Path));
        Assert.Equal((second.Path, ""), (LiveDirectory.Newest(folder.Path), second.Recovered));
        File.WriteAllText(Path.Combine(second.Path, "here"), "");
        Assert.True(File.Exists(Path.Combine(folder.Path, LiveDirectory.LatestName, "here")));
    }

    [Fact]
    public void H14_A_second_process_for_the_same_account_and_instrument_is_refused_with_75()
    {
        using TempFolder folder = new();
        using (InstanceLock.Take(folder.Path, "testnet", "key", ["A", "B"]))
        {
            LiveRefusedException refused = Assert.Throws<LiveRefusedException>(() => InstanceLock.Take(folder.Path, "testnet", "key", ["C", "B"]));
            Assert.Equal(ExitCode.Temporary, refused.ExitCode);
            Assert.Contains("trades B", refused.Message, StringComparison.Ordinal);
            InstanceLock.Take(folder.Path, "testnet", "key", ["C"]).Dispose();
            InstanceLock.Take(folder.Path, "testnet", "other", ["A"]).Dispose();
            InstanceLock.Take(folder.Path, "production", "key", ["A"]).Dispose();
        }
        InstanceLock.Take(folder.Path, "testnet", "key", ["A", "B"]).Dispose();
    }

    [Theory]
    [InlineData("BTC-PERPETUAL", "BTC", "btc_usd")]
    [InlineData("SOL_USDC-PERPETUAL", "USDC", "sol_usdc")]
    [InlineData("ETH-27MAR26", "ETH", "eth_usd")]
    public void An_instrument_knows_its_currency_and_index(string name, string currency, string index) =>
        Assert.Equal(new SessionInstrument(name, currency, index), SessionSettings.Instrument(name));
}
