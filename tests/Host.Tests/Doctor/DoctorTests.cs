using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Host.Configuration;
using Minnow.Host.Doctor;
using Minnow.Host.Tests.Counters;
using Xunit;

namespace Minnow.Host.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public void Offline_each_check_is_one_line_and_the_venue_is_left_out()
    {
        using TempFolder folder = new();
        using StringWriter output = new();
        int code = DoctorVerb.Execute(Configuration("""{ "connection": { "environment": "testnet" }, "instruments": [ { "name": "A", "quote": false } ] }"""), folder.Path, true, true, output);
        Dictionary<string, JsonElement> lines = [];
        foreach (string line in output.ToString().TrimEnd().Split('\n'))
        {
            JsonElement one = JsonDocument.Parse(line).RootElement;
            Assert.Equal(1, one.GetProperty("v").GetInt32());
            Assert.Contains(one.GetProperty("verdict").GetString(), (string[])["pass", "warn", "fail", "skip"]);
            if (one.GetProperty("verdict").GetString() is "warn" or "fail") Assert.NotEqual("", one.GetProperty("fix").GetString());
            lines.Add(one.GetProperty("check").GetString()!, one);
        }
        foreach (string check in (string[])["host.cores", "host.liblz4", "host.memory_lock", "clock.ntp", "disk.free", "disk.sync", "rings.directory"]) Assert.True(lines.ContainsKey(check), check);
        foreach (string check in (string[])["tls.connects", "key.scope", "account.cod"]) Assert.Equal("skip", lines[check].GetProperty("verdict").GetString());
        Assert.InRange(code, 0, 1);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_directory_that_can_not_be_written_fails_with_its_fix()
    {
        using StringWriter output = new();
        Assert.Equal(1, DoctorVerb.Execute(Configuration("{}"), "/proc", true, false, output));
        Assert.Contains("fail  disk.sync", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("-> ", output.ToString(), StringComparison.Ordinal);
    }

    private static LoadedConfiguration Configuration(string text) => ConfigurationFile.Parse("doctor", Encoding.UTF8.GetBytes(text)).Configuration!;
}
