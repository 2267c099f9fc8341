using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text;
using Minnow.Host.Configuration;
using Minnow.Host.Credentials;
using Xunit;

namespace Minnow.Tests.Host.Credentials;

[SupportedOSPlatform("linux")]
public sealed class CredentialFileTests : IDisposable
{
    private const string Canary = "cAnArY-5ecret_0123456789";
    private const string Good = "{\"clientId\":\"mm-key-1\",\"clientSecret\":\"" + Canary + "\"}\n";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _directory = Directory.CreateTempSubdirectory("minnow-credentials-").FullName;

    private string Path1 => Path.Combine(_directory, "key.json");

    [Theory]
    [InlineData(0x100, true), InlineData(0x180, true), InlineData(0x1C0, true)] // 0400 0600 0700
    [InlineData(0x120, false), InlineData(0x104, false), InlineData(0x1A4, false), InlineData(0x1A0, false), InlineData(0x1B6, false), InlineData(0x1FF, false)] // 0440 0404 0644 0640 0666 0777
    [InlineData(0x190, false), InlineData(0x182, false), InlineData(0x108, false)] // 0620 0602 0410
    public void H1_Only_a_file_that_nobody_else_can_touch_is_read(int mode, bool isGood)
    {
        Write(Good, (UnixFileMode)mode);
        if (isGood)
        {
            using ApiCredentials read = CredentialFile.Load(Path1);
            Assert.Equal("mm-key-1", Encoding.ASCII.GetString(read.ClientId));
            Assert.Equal(Canary, Encoding.ASCII.GetString(read.ClientSecret));
            Assert.Equal("mm-key-1", read.ToString());
            return;
        }
        string text = Refused(Path1);
        Assert.Contains(Path1, text, StringComparison.Ordinal);
        Assert.Contains("mode 0" + Convert.ToString(mode, 8), text, StringComparison.Ordinal);
        Assert.Contains("chmod 0400", text, StringComparison.Ordinal);
    }

    [Fact]
    public void H2_A_symbolic_link_is_refused()
    {
        Write(Good);
        string link = Path.Combine(_directory, "link");
        File.CreateSymbolicLink(link, Path1);
        Assert.Contains("symbolic link", Refused(link), StringComparison.Ordinal);
    }

    [Fact]
    public void H2_A_pipe_a_device_and_a_directory_are_refused_without_waiting()
    {
        string pipe = Path.Combine(_directory, "pipe");
        using (Process made = Process.Start("mkfifo", ["-m", "0400", pipe])) made.WaitForExit();
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Contains("no ordinary file", Refused(pipe), StringComparison.Ordinal);
        Assert.Contains("no ordinary file", Refused("/dev/zero"), StringComparison.Ordinal);
        Assert.Contains("no ordinary file", Refused(_directory), StringComparison.Ordinal);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public void H2_A_file_of_another_user_is_refused()
    {
        if (!Environment.IsPrivilegedProcess) return; // only root can make one
        Write(Good);
        using (Process made = Process.Start("chown", ["12345", Path1])) made.WaitForExit();
        string text = Refused(Path1);
        Assert.Contains("belongs to user 12345", text, StringComparison.Ordinal);
        Assert.Contains("chown", text, StringComparison.Ordinal);
    }

    [Fact]
    public void H2_A_directory_in_which_others_may_write_is_refused_near_and_far()
    {
        string inner = Path.Combine(_directory, "inner");
        Directory.CreateDirectory(inner, Owner);
        string file = Path.Combine(inner, "key.json");
        File.WriteAllText(file, Good);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        CredentialFile.Load(file).Dispose();
        File.SetUnixFileMode(inner, Owner | UnixFileMode.GroupWrite);
        Assert.Contains("mode 0700", Refused(file), StringComparison.Ordinal);
        File.SetUnixFileMode(inner, Owner | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        Assert.Contains(inner, Refused(file), StringComparison.Ordinal);
        File.SetUnixFileMode(inner, Owner);
        File.SetUnixFileMode(_directory, Owner | UnixFileMode.OtherWrite);
        Assert.Contains(_directory + ":", Refused(file), StringComparison.Ordinal);
        File.SetUnixFileMode(_directory, Owner);
    }

    [Fact]
    public void H2_A_directory_of_another_user_is_refused_near_and_far()
    {
        if (!Environment.IsPrivilegedProcess) return; // only root can make one
        string inner = Path.Combine(_directory, "inner");
        Directory.CreateDirectory(inner, Owner);
        string file = Path.Combine(inner, "key.json");
        File.WriteAllText(file, Good);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        foreach (string directory in new[] { inner, _directory })
        {
            Change(directory, "12345");
            string text = Refused(file);
            Assert.Contains(directory + ": this directory belongs to user 12345", text, StringComparison.Ordinal);
            Change(directory, "0");
        }
        CredentialFile.Load(file).Dispose();
    }

    [Fact]
    public void H2_A_directory_that_a_symbolic_link_leads_through_is_looked_at_too()
    {
        string open = Path.Combine(_directory, "open"), inner = Path.Combine(open, "inner"), link = Path.Combine(_directory, "link");
        Directory.CreateDirectory(inner, Owner);
        string file = Path.Combine(inner, "key.json");
        File.WriteAllText(file, Good);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        File.CreateSymbolicLink(link, inner);
        CredentialFile.Load(Path.Combine(link, "key.json")).Dispose();
        File.SetUnixFileMode(open, Owner | UnixFileMode.OtherWrite);
        Assert.Contains(open + ":", Refused(Path.Combine(link, "key.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void H2_Bytes_that_are_no_UTF8_are_refused_and_not_quoted()
    {
        Write("");
        File.SetUnixFileMode(Path1, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(Path1, [.. Encoding.ASCII.GetBytes("{\"clientId\":\"a\",\"clientSecret\":\"" + Canary), 0xC3, (byte)'"', (byte)'}']);
        Refused(Path1);
    }

    public static TheoryData<string, string> BadContents => new()
    {
        { "", "empty" },
        { "\uFEFF" + Good, "byte order mark" },
        { Good.Replace("\n", "\r\n", StringComparison.Ordinal), "carriage returns" },
        { Good + new string(' ', 1 << 20), "are the most" },
        { Canary, "no valid JSON" },
        { "[\"" + Canary + "\"]", "no JSON object" },
        { "{\"clientId\":\"a\"}", "clientSecret is missing" },
        { "{\"clientSecret\":\"" + Canary + "\"}", "clientId is missing" },
        { "{\"clientId\":\"a\",\"clientSecret\":\"" + Canary + "\",\"" + Canary + "\":1}", "neither" },
        { "{\"clientId\":\"a\",\"clientSecret\":\"" + Canary + "\",\"clientSecret\":\"" + Canary + "\"}", "twice" },
        { "{\"clientId\":\"a\",\"clientSecret\":12}", "no string" },
        { "{\"clientId\":\"a\",\"clientSecret\":\"\"}", "a value is empty" },
        { "{\"clientId\":\"a\",\"clientSecret\":\"" + Canary + " \"}", "holds blanks" },
        { Good + "{}", "no valid JSON" },
        { "{\"clientId\":\"a\",\"clientSecret\":\"" + Canary + "\\ud800\"}", "no valid UTF-8" },
        { "{\"clientSecret\":\"" + Canary + "\",\"clientId\":\"\\udc00\"}", "no valid UTF-8" },
        { "{\"clientSecret\":\"" + Canary + "\",\"\\ud800" + Canary + "\":1}", "; a credential file is" },
        { "{\"clientId\":\"a\",\"clientSecret\":\"" + Canary, "no valid JSON" },
    };

    [Theory]
    [MemberData(nameof(BadContents))]
    public void H2_A_content_that_is_not_as_written_is_refused_and_not_quoted(string content, string says)
    {
        Write(content);
        Assert.Contains(says, Refused(Path1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_said() => Assert.Contains("can not be opened", Refused(Path1), StringComparison.Ordinal);

    [Fact]
    public void Escaped_characters_of_JSON_are_read()
    {
        Write("{\"clientSecret\":\"a\\/\\u0062\\\"\",\"clientId\":\"i\"}");
        using ApiCredentials read = CredentialFile.Load(Path1);
        Assert.Equal("a/b\"", Encoding.ASCII.GetString(read.ClientSecret));
    }

    [Fact]
    public void H6_A_disposed_secret_is_wiped()
    {
        Write(Good);
        ApiCredentials read = CredentialFile.Load(Path1);
        ref readonly byte first = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(read.ClientSecret);
        Assert.Equal((byte)'c', first);
        read.Dispose();
        Assert.Equal(0, first);
        Assert.Throws<ObjectDisposedException>(() => read.ClientSecret.Length);
    }

    [Fact]
    public unsafe void H6_A_secret_s_pages_are_left_out_of_core_dumps()
    {
        Write(Good);
        using ApiCredentials read = CredentialFile.Load(Path1);
        ulong at;
        fixed (byte* start = read.ClientSecret) at = (ulong)start;
        string flags = "";
        bool isInside = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] ends = line.Split(' ')[0].Split('-');
            if (ends.Length == 2 && ulong.TryParse(ends[0], NumberStyles.HexNumber, null, out ulong from) && ulong.TryParse(ends[1], NumberStyles.HexNumber, null, out ulong to))
                isInside = from <= at && at < to;
            else if (isInside && line.StartsWith("VmFlags:", StringComparison.Ordinal)) flags = line;
        }
        Assert.Contains(" dd", flags, StringComparison.Ordinal);
    }

    [Fact]
    public void H3_A_changed_file_does_not_change_what_was_read()
    {
        Write(Good);
        using ApiCredentials read = CredentialFile.Load(Path1);
        Write(Good.Replace(Canary, "other", StringComparison.Ordinal));
        Assert.Equal(Canary, Encoding.ASCII.GetString(read.ClientSecret));
    }

    [Fact]
    public void A_credential_of_systemd_is_found_by_name_and_nothing_else_is()
    {
        Write(Good, UnixFileMode.UserRead | UnixFileMode.GroupRead); // as an access list for the service's user shows
        string? before = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY");
        try
        {
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
            Assert.Contains("LoadCredential=", Refused("credential:key.json"), StringComparison.Ordinal);
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", _directory);
            Assert.Contains("one word", Refused("credential:../key.json"), StringComparison.Ordinal);
            Assert.Contains("one word", Refused("credential:"), StringComparison.Ordinal);
            if (Environment.IsPrivilegedProcess) CredentialFile.Load("credential:key.json").Dispose();
            File.SetUnixFileMode(Path1, UnixFileMode.UserRead);
            using ApiCredentials read = CredentialFile.Load("credential:key.json");
            Assert.Equal(Canary, Encoding.ASCII.GetString(read.ClientSecret));
        }
        finally
        {
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", before);
        }
    }

    [Theory]
    [InlineData("MINNOW__DERIBIT__CLIENTSECRET", true), InlineData("MINNOW_API_KEY", true), InlineData("minnow__venue__password", true), InlineData("MINNOW__TOKEN", true)]
    [InlineData("MINNOW__QUOTING__SEED", false), InlineData("AWS_SECRET_ACCESS_KEY", false), InlineData("PATH", false)]
    public void H4_A_secret_in_a_variable_of_ours_is_refused(string name, bool isRefused)
    {
        void Check() => SecretsInEnvironment.ThrowIfAny([name], []);
        if (isRefused) Assert.Contains(name, Assert.Throws<CredentialException>(Check).Message, StringComparison.Ordinal);
        else Check();
    }

    [Theory]
    [InlineData(true, "--client-secret", Canary), InlineData(true, "--apiKey=" + Canary), InlineData(true, "--set", "x", "-password:" + Canary)]
    [InlineData(false, "run", "--config", "/etc/minnow/key-file.json"), InlineData(false, "--keep", "x")]
    public void H4_A_secret_in_the_arguments_is_refused_and_not_echoed(bool isRefused, params string[] arguments)
    {
        void Check() => SecretsInEnvironment.ThrowIfAny([], arguments);
        if (!isRefused)
        {
            Check();
            return;
        }
        CredentialException refused = Assert.Throws<CredentialException>(Check);
        Assert.DoesNotContain(Canary, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Configuration, refused.ExitCode);
    }

    private static void Change(string directory, string owner)
    {
        using Process made = Process.Start("chown", [owner, directory]);
        made.WaitForExit();
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Refused(string path)
    {
        CredentialException refused = Assert.Throws<CredentialException>(() => CredentialFile.Load(path));
        Assert.Equal(ExitCode.Configuration, refused.ExitCode);
        // The whole of it, with any inner exception, and in any part.
        Assert.Null(refused.InnerException);
        IEnumerable<string> parts = Enumerable.Range(0, Canary.Length - 5).Select(static i => Canary.Substring(i, 6));
        Assert.All(parts, part => Assert.DoesNotContain(part, refused.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }

    private void Write(string content, UnixFileMode mode = UnixFileMode.UserRead)
    {
        if (File.Exists(Path1)) File.Delete(Path1);
        File.WriteAllText(Path1, content);
        File.SetUnixFileMode(Path1, mode);
    }
}
