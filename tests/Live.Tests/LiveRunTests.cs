using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Doctor;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Live.Tests;

[Collection("alone")]
public sealed class LiveRunTests
{
    [Fact]
    public async Task F1_A_live_run_quotes_over_TLS_stops_with_nothing_resting_and_replays_exactly()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        await venue.Until(CounterId.GatewayAcks, acks => acks >= 10, seconds: 60);
        long startedAt = Stopwatch.GetTimestamp();
        int code = await venue.Stop();
        Assert.True(code == 0, $"{code}\n{venue.Errors}\n{venue.Output}");
        Assert.InRange(venue.Summary.GetProperty("stopSeconds").GetDouble(), 0, 3);
        Assert.Equal(0, await venue.RestingOrders());
        Assert.Equal(0, venue.Summary.GetProperty("unexplained").GetInt64());
        Assert.Contains("deribit loopback, FULL size", venue.Errors, StringComparison.Ordinal);
        using StringWriter output = new(), errors = new();
        int replay = ReplayVerb.Execute(new ReplayOptions { JournalDirectory = LiveDirectory.Newest(venue.Journal)! }, output, errors);
        Assert.True(replay == 0, $"{output}{errors}");
        Assert.True(Stopwatch.GetElapsedTime(startedAt).TotalSeconds < 60);
    }

    [Fact]
    public async Task A_run_behind_a_proxy_reaches_the_venue_through_it_alone_and_the_doctor_does_too()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await using TunnelProxy proxy = new();
        LoadedConfiguration configuration = venue.Configuration($", \"proxy\": \"http://127.0.0.1:{proxy.Port}\"");
        using StringWriter said = new();
        _ = DoctorVerb.Execute(configuration, venue.Root, false, false, said);
        Assert.Contains("pass  key.login", said.ToString(), StringComparison.Ordinal);
        int before = proxy.Asked.Count;
        Assert.True(before > 0, said.ToString());
        venue.Run(configuration);
        await venue.UntilQuoting();
        Assert.Equal(0, await venue.Stop());
        // Market data and orders have a tunnel each, and both end at the venue, which they alone can read.
        Assert.True(proxy.Asked.Count >= before + 2, string.Join('\n', proxy.Asked));
        Assert.All(proxy.Asked, line => Assert.Equal($"CONNECT 127.0.0.1:{venue.Server.Port} HTTP/1.1", line));
        Assert.Equal(0, await venue.RestingOrders());
    }

    [Fact]
    public async Task F2_A_venue_that_hangs_at_the_stop_ends_the_run_with_75_and_a_deadline()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        await venue.Fault("at 0s stall");
        int code = await venue.Stop();
        Assert.True(code == 75, $"{code}\n{venue.Errors}\n{venue.Output}");
        Assert.Contains("orders may rest at the venue", venue.Errors, StringComparison.Ordinal);
        Assert.InRange(venue.Summary.GetProperty("stopSeconds").GetDouble(), 9, 12);
    }

    [Fact]
    public async Task B17_A_wrong_key_ends_with_77_after_one_try()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        File.SetUnixFileMode(venue.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(venue.KeyFile, $$"""{"clientId":"{{DemoVenue.ClientId}}","clientSecret":"another-secret-that-is-wrong"}""");
        File.SetUnixFileMode(venue.KeyFile, UnixFileMode.UserRead);
        venue.Run();
        int code = await venue.Ended;
        Assert.True(code == 77, $"{code}\n{venue.Errors}");
        Assert.DoesNotContain("another-secret", venue.Errors + venue.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H14_A_second_run_on_the_same_account_ends_with_75()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        using InstanceLock first = InstanceLock.Take(InstanceLock.DefaultDirectory, venue.Configuration().Value.Connection!.Address.ToString(), DemoVenue.ClientId, ["BTC-PERPETUAL"]);
        venue.Run();
        Assert.Equal(75, await venue.Ended);
        Assert.Contains("another process on this machine trades BTC-PERPETUAL", venue.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H17_A_dry_run_needs_no_key_and_sends_nothing()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        File.Delete(venue.KeyFile);
        venue.Run(venue.Configuration(", \"interval\": \"100ms\""), RunStage.DryRun);
        await venue.Until(CounterId.FeedBookFrames, frames => frames >= 10);
        await venue.Until(CounterId.GatewayAcks, acks => acks >= 1, seconds: 60);
        Assert.Equal(0, await venue.RestingOrders());
        Assert.Equal(0, await venue.Stop());
        Assert.Contains("DRY RUN: nothing is sent", venue.Errors, StringComparison.Ordinal);
        Assert.Equal("dry-run", venue.Summary.GetProperty("stage").GetString());
        Assert.Equal(0, venue.Summary.GetProperty("orderConnections").GetInt64());
    }

    [Theory]
    [InlineData("clientSignature")]
    [InlineData("clientCredentials")]
    public async Task H8_The_secret_is_in_no_file_no_text_and_no_process_table(string grant)
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(venue.Configuration($", \"grant\": \"{grant}\"", ", \"journal\": { \"capture\": true }"));
        await venue.Until(CounterId.GatewayPhase, phase => phase == (long)GatewayPhase.Ready);
        string process = File.ReadAllText("/proc/self/cmdline") + File.ReadAllText("/proc/self/environ");
        Assert.Equal(0, await venue.Stop());
        Assert.DoesNotContain(DemoVenue.ClientSecret, venue.Errors + venue.Output + process, StringComparison.Ordinal);
        byte[] secret = Encoding.ASCII.GetBytes(DemoVenue.ClientSecret);
        int looked = 0;
        foreach (string file in Directory.GetFiles(LiveDirectory.Newest(venue.Journal)!))
        {
            byte[] bytes = file.EndsWith(".lz4", StringComparison.Ordinal) ? Plain(file) : File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf(secret) < 0, file);
            if (file.EndsWith(".lz4", StringComparison.Ordinal))
            {
                string text = Encoding.UTF8.GetString(bytes);
                Assert.Matches("\"access_token\" ?: ?\"x+\"", text);
                looked++;
            }
        }
        Assert.True(looked > 0);
    }

    [Fact]
    public async Task The_doctor_passes_a_good_venue_and_names_what_is_wrong_with_a_key()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        using StringWriter good = new();
        _ = DoctorVerb.Execute(venue.Configuration(), venue.Root, false, true, good);
        Dictionary<string, string> verdicts = [];
        foreach (string line in good.ToString().TrimEnd().Split('\n'))
        {
            System.Text.Json.JsonElement one = System.Text.Json.JsonDocument.Parse(line).RootElement;
            verdicts[one.GetProperty("check").GetString()!] = one.GetProperty("verdict").GetString()!;
        }
        foreach (string check in (string[])["tls.connects", "tls.certificate", "clock.venue", "instruments", "key.login", "key.scope", "account.cod", "account.positions", "account.orders", "host.liblz4"])
            Assert.True(verdicts.GetValueOrDefault(check) == "pass", $"{check}\n{good}");
        File.Delete(venue.KeyFile);
        using StringWriter bad = new();
        Assert.Equal(1, DoctorVerb.Execute(venue.Configuration(), venue.Root, false, false, bad));
        Assert.Contains("fail  key.login", bad.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Plain(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using Native.Lz4FrameStream plain = new(stream);
        using MemoryStream all = new();
        plain.CopyTo(all);
        return all.ToArray();
    }
}
