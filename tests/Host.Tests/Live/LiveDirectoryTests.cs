using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Host.Journal;
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

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(1000)]
    public void F4_A_run_killed_while_it_began_its_journal_leaves_nothing_to_recover_or_replay(int writtenBytes)
    {
        using TempFolder folder = new();
        string run = LiveDirectory.Begin(folder.Path, 1_700_000_000_000_000_000).Path;
        using (JournalWriter writer = new(new Minnow.Host.Journal.JournalOptions { Directory = run, BuildId = "b", Venue = "deribit", ConfigText = new string(' ', 2000) })) writer.Close();
        string segment = Path.Combine(run, SegmentFile.NameOf(1));
        byte[] whole = File.ReadAllBytes(segment);
        File.WriteAllBytes(segment, whole[..writtenBytes]);

        StringWriter said = new();
        Assert.Equal((int)ExitCode.BadData, ReplayVerb.Execute(new ReplayOptions { JournalDirectory = run }, TextWriter.Null, said));
        Assert.Contains("nothing to replay", said.ToString(), StringComparison.Ordinal);

        LiveDirectory next = LiveDirectory.Begin(folder.Path, 1_700_000_001_500_000_000);
        Assert.Contains("before its journal had begun", next.Recovered, StringComparison.Ordinal);
        Assert.Empty(SegmentFile.List(run));
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
