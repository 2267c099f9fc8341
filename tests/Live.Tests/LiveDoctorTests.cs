using System;
using System.IO;
using System.Threading.Tasks;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Server;
using Minnow.Host.Doctor;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>What the doctor says of a venue, a key or a clock that is not as it should be: verdict, and what to do.</summary>
public sealed class LiveDoctorTests
{
    [Theory]
    [InlineData("wide-scope wallet:read_write", "fail  key.scope", "can do more than it needs: wallet:read_write", "connection.allowedScopes")]
    [InlineData("narrow-scope trade:read_write", "fail  key.scope", "missing trade:read_write", "Give the key these scopes")]
    [InlineData("cod off", "fail  account.cod", "can not be armed", "account:read_write")]
    [InlineData("tls expired", "fail  tls.connects", "", "connection.url, caFile and proxy")]
    [InlineData("tls wrong-host", "fail  tls.connects", "", "connection.url, caFile and proxy")]
    [InlineData("tls self-signed", "fail  tls.connects", "", "connection.url, caFile and proxy")]
    [InlineData("upgrade 503", "fail  tls.connects", "503", "connection.url, caFile and proxy")]
    [InlineData("reject 13004 method=public/auth", "fail  key.login", "", "belongs to this environment")]
    public async Task What_is_wrong_at_the_venue_fails_with_its_name_and_its_fix(string fault, string verdict, string found, string fix)
    {
        (int code, string said) = await Say(new ExchangeServerOptions { Faults = FaultScript.Parse(fault) });
        Assert.Equal(1, code);
        int at = said.IndexOf(verdict, StringComparison.Ordinal);
        Assert.True(at >= 0, said);
        Assert.Contains(found, said[at..], StringComparison.Ordinal);
        Assert.Contains(fix, said[at..], StringComparison.Ordinal);
        Assert.DoesNotContain(DemoVenue.ClientSecret, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("instrument-state locked", "warn  instruments", "locked")]
    [InlineData("foreign-order buy 100 somebody-s", "warn  account.orders", "1 open orders")]
    [InlineData("unknown-fill buy 100", "warn  account.positions", "BTC-PERPETUAL")]
    public async Task What_a_person_should_know_is_a_warning(string fault, string verdict, string found)
    {
        (_, string said) = await Say(new ExchangeServerOptions { Faults = FaultScript.Parse(fault) }, waitMs: 500);
        int at = said.IndexOf(verdict, StringComparison.Ordinal);
        Assert.True(at >= 0, said);
        Assert.Contains(found, said[at..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task F12_A_clock_that_is_not_the_venue_s_is_a_warning()
    {
        long nowUs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / 10;
        (_, string said) = await Say(new ExchangeServerOptions { StartUs = nowUs + 30_000_000 });
        Assert.Contains("warn  clock.venue", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> Say(ExchangeServerOptions options, int waitMs = 0)
    {
        await using LiveVenue venue = await LiveVenue.Start(options);
        await Task.Delay(waitMs);
        using StringWriter text = new();
        int code = await Task.Run(() => DoctorVerb.Execute(venue.Configuration(), venue.Root, false, false, text));
        return (code, text.ToString());
    }
}
