using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Host.Tests.Counters;

public sealed class StatCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _out = new(), _err = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_running_process_gives_a_table_and_0()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        page.Counters.Set(CounterId.FeedFrames, 1234567);
        page.Errors.Record("journal: no space", 1_700_000_000_000_000_000);

        Assert.Equal(0, Stat(new() { Directory = _folder.Path }));

        string[] lines = _out.ToString().Split('\n');
        Assert.StartsWith($"process {Environment.ProcessId}  running  started 20", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["0", "feed.frames", "1234567", "count"]);
        Assert.Contains("1 x  first 2023-11-14T22:13:20.000Z  last 2023-11-14T22:13:20.000Z  journal: no space", lines);
        Assert.Equal("", _err.ToString());
    }

    [Fact]
    public void A_filter_keeps_names_that_contain_it()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        Assert.Equal(0, Stat(new() { Directory = _folder.Path, Filter = "Journal.BY" }));
        Assert.Equal(["journal.bytes_in", "journal.bytes_out"], _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(2).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    [Fact]
    public void Json_is_one_object_a_line_with_the_same_values()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        page.Counters.Set(CounterId.FeedBytes, long.MaxValue);
        page.Counters.Set(CounterId.QuoterInstruments, 1);
        page.Errors.Record("a \"quoted\" text", 5);

        Assert.Equal(0, Stat(new() { Directory = _folder.Path, Json = true }));

        Assert.Single(_out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        JsonElement root = JsonDocument.Parse(_out.ToString()).RootElement;
        Assert.Equal(1, root.GetProperty("v").GetInt32());
        Assert.Equal("running", root.GetProperty("state").GetString());
        // Blocks of instruments that there are not are left out.
        int perInstrument = Enum.GetValues<InstrumentCounter>().Length;
        Assert.Equal(CounterCatalog.All.Count - (CounterIds.Positions - 1) * perInstrument, root.GetProperty("counters").GetArrayLength());
        JsonElement bytes = root.GetProperty("counters").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "feed.bytes");
        Assert.Equal((1, "total", "bytes", long.MaxValue), (bytes.GetProperty("id").GetInt32(), bytes.GetProperty("kind").GetString(),
            bytes.GetProperty("unit").GetString(), bytes.GetProperty("value").GetInt64()));
        Assert.Equal("a \"quoted\" text", root.GetProperty("errors")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Nothing_there_is_5_with_a_message_and_no_data()
    {
        Assert.Equal(5, Stat(new() { Directory = _folder.Path }));
        Assert.Equal("", _out.ToString());
        Assert.Contains("minnow run", _err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_process_shows_its_last_values_and_is_5()
    {
        CountersPage.Create(_folder.Path).Dispose();
        Assert.Equal(5, Stat(new() { Directory = _folder.Path }));
        Assert.Contains("stopped cleanly", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_something_else_is_65()
    {
        File.WriteAllText(_folder.Page, new string('x', 1000));
        Assert.Equal(65, Stat(new() { Directory = _folder.Path }));
        Assert.Contains("not a counters page", _err.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Watching_repeats_until_it_is_stopped()
    {
        using CountersPage page = CountersPage.Create(_folder.Path);
        using CancellationTokenSource stop = new();
        using LineCounter three = new(stop, 3);
        StatOptions options = new() { Directory = _folder.Path, Watch = true, Json = true, Interval = TimeSpan.FromMilliseconds(10) };
        Assert.Equal(0, StatCommand.Run(options, three, _err, stop.Token));
        Assert.Equal(3, three.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>Asks to stop when it has so many lines.</summary>
    private sealed class LineCounter(CancellationTokenSource stop, int limit) : StringWriter
    {
        private int _lines;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (++_lines == limit) stop.Cancel();
        }
    }

    private int Stat(StatOptions options) => StatCommand.Run(options, _out, _err);
}
