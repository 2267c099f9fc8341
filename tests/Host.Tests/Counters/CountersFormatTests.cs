using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Host.Counters;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Counters;

public sealed class CountersFormatTests
{
    [Theory]
    [InlineData("Header", typeof(CountersHeader))]
    [InlineData("Metadata", typeof(CounterMetadata))]
    [InlineData("Errors", typeof(ErrorEntry))]
    public void The_table_of_the_format_page_is_the_layout_of_the_code(string section, Type record)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedFiles.ProjectRoot, "docs/formats/counters.md"))
            .SkipWhile(l => !l.StartsWith($"## {section} ", StringComparison.Ordinal)).ToArray();
        int bytes = int.Parse(lines[0].Split('(')[1].Split(' ')[0]);
        string[] documented = lines.SkipWhile(l => !l.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => l.StartsWith('|')).Select(l => l.Split('|'))
            .Select(cells => $"{int.Parse(cells[1])} {int.Parse(cells[2])} {cells[3].Trim()}").ToArray();

        Assert.Equal(Fields(record), documented);
        Assert.Equal(record.StructLayoutAttribute!.Size, bytes);
    }

    [Fact]
    public void The_magic_is_the_text_that_the_page_names()
    {
        byte[] magic = BitConverter.GetBytes(CountersLayout.Magic);
        Assert.Equal("MNWCNTRS"u8, magic);
    }

    [Fact]
    public void U24_The_reader_in_Python_agrees_with_ours()
    {
        using TempFolder folder = new();
        using CountersPage page = CountersPage.Create(folder.Path);
        Random random = new(24);
        foreach (CounterInfo info in CounterCatalog.All) page.Counters.Set(info.Id, random.NextInt64(long.MinValue, long.MaxValue));
        page.Errors.Record("journal: größer", 1);
        page.Errors.Record("journal: größer", 2);

        Assert.Equal(CountersFault.None, CountersReader.TryOpen(folder.Path, out CountersReader? reader, out _));
        CountersSnapshot snapshot;
        using (reader) snapshot = reader!.Snapshot();
        IEnumerable<string> ours = snapshot.Counters.Select(c => $"{c.Name} {c.Value}")
            .Concat(snapshot.Errors.Select(e => $"error {e.Count} {e.Text}"));

        Assert.Equal(ours, RunPython(folder.Path));
    }

    /// <summary>Needs python3 (Debian: package python3); without it this test fails, as the example would be unproven.</summary>
    private static string[] RunPython(string directory)
    {
        ProcessStartInfo start = new("python3", [Path.Combine(SharedFiles.ProjectRoot, "examples/counters.py"), directory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONIOENCODING"] = "utf-8" },
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process python = Process.Start(start)!;
        string output = python.StandardOutput.ReadToEnd(), errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Fields(Type record) => record
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
        .Select(f => (At: f.GetCustomAttribute<FieldOffsetAttribute>()!.Value, f.Name, Bytes: Size(f)))
        .OrderBy(f => f.At).Select(f => $"{f.At} {f.Bytes} {f.Name}");

    private static int Size(FieldInfo field)
    {
        if (field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer) return buffer.Length;
        Type type = field.FieldType.IsEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType;
        return Marshal.SizeOf(type);
    }
}
