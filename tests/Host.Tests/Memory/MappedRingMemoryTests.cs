using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Host.Memory;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Host.Tests.Memory;

public sealed unsafe class MappedRingMemoryTests : IDisposable
{
    private const int Slots = 16;
    private readonly string _folder = Directory.CreateTempSubdirectory("ring-").FullName;
    private readonly ITestOutputHelper _output;

    public MappedRingMemoryTests(ITestOutputHelper output) => _output = output;

    private string FilePath => Path.Combine(_folder, "input.ring");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ProducerKind.Single)]
    [InlineData(ProducerKind.Multi)]
    public void E1_Second_mapping_sees_what_was_published_and_what_was_released(ProducerKind kind)
    {
        using MappedRingMemory memory = MappedRingMemory.Create(FilePath, RingBuffer<Event>.BytesFor(Slots, 2));
        var ring = new RingBuffer<Event>(memory, Slots, kind, 2, BusySpinWaitStrategy.Instance, startSequence: 99);
        RingPoller<Event> journal = ring.NewPoller("journal"), quoter = ring.NewPoller("quoter");
        using MappedRingMemory outside = MappedRingMemory.Open(FilePath);
        var inspector = new RingInspector<Event>(outside, FilePath);
        var into = new Event[Slots];
        for (int lap = 0; lap < 3; lap++)
        {
            for (uint i = 0; i < 10; i++) Assert.True(ring.TryPublish([new Event { Detail = i, ReceivedNs = lap }], out _));
            Assert.True(quoter.TryPeek(Slots, out _, out long last));
            quoter.Release(last);
            Assert.True(journal.TryPeek(4, out _, out long journaled));
            journal.Release(journaled);
            Assert.Equal(ring.Cursor, inspector.Published);
            Assert.Equal([new RingConsumer("journal", journaled), new RingConsumer("quoter", last)], [inspector.Consumer(0), inspector.Consumer(1)]);
            Assert.True(inspector.TryCopyAfter(journaled, into, out int copied));
            Assert.Equal([4u, 5u, 6u, 7u, 8u, 9u], into[..copied].Select(item => item.Detail));
            Assert.All(into[..copied], item => Assert.Equal(lap, item.ReceivedNs));
            Assert.True(journal.TryPeek(Slots, out _, out last));
            journal.Release(last);
        }

        Assert.Equal((99L, 129L), (inspector.StartSequence, inspector.Published));
    }

    [Fact]
    public void E1_File_outlives_its_mapping_and_is_not_overwritten()
    {
        using (MappedRingMemory memory = MappedRingMemory.Create(FilePath, RingBuffer<Event>.BytesFor(Slots, 1)))
            Assert.True(new RingBuffer<Event>(memory, Slots, ProducerKind.Single, 1, BusySpinWaitStrategy.Instance).TryPublish([new Event { Detail = 5 }], out _));
        var refused = Assert.Throws<IOException>(() => MappedRingMemory.Create(FilePath, 4096));
        Assert.Contains(FilePath, refused.Message);
        Assert.Contains("drain", refused.Message);

        using MappedRingMemory again = MappedRingMemory.Open(FilePath);
        var into = new Event[4];
        Assert.True(new RingInspector<Event>(again, FilePath).TryCopyAfter(-1, into, out int copied));
        Assert.Equal((1, 5u), (copied, into[0].Detail));
    }

    [Fact]
    public void New_file_is_zeroed_page_sized_private_and_holds_its_blocks()
    {
        using MappedRingMemory memory = MappedRingMemory.Create(FilePath, 10_001);
        Assert.Equal(12_288, memory.Bytes);
        Assert.Equal(12_288, new FileInfo(FilePath).Length);
        Assert.Equal("600", Run("stat", $"-c %a {FilePath}").Output.Trim());
        Assert.True(new Span<byte>(memory.Pointer, (int)memory.Bytes).IndexOfAnyExcept((byte)0) < 0);
        Assert.Equal(0u, (nuint)memory.Pointer % 4096);
        Assert.True(int.Parse(Run("stat", $"-c %b {FilePath}").Output) * 512 >= 12_288, "the file has holes: a store could meet a full device");
        Assert.Contains(Maps(), line => line.Contains("rw-s") && line.EndsWith(FilePath));
    }

    [Fact]
    public void Open_for_reading_maps_without_the_right_to_write()
    {
        MappedRingMemory.Create(FilePath, 4096).Dispose();
        Assert.DoesNotContain(Maps(), line => line.EndsWith(FilePath));
        using (MappedRingMemory.Open(FilePath))
            Assert.Contains(Maps(), line => line.Contains("r--s") && line.EndsWith(FilePath));
        using (MappedRingMemory memory = MappedRingMemory.Open(FilePath, writable: true))
        {
            var ring = new ByteRing(memory, 256);
            Assert.True(ring.TryWrite(1, "frame"u8));
        }

        using MappedRingMemory again = MappedRingMemory.Open(FilePath, writable: true);
        Assert.True(ByteRing.Reopen(again, FilePath).TryRead(out _, out ReadOnlySpan<byte> frame));
        Assert.True(frame.SequenceEqual("frame"u8));
    }

    [Fact]
    public void Locked_memory_is_locked()
    {
        using MappedRingMemory memory = MappedRingMemory.Create(FilePath, 8192, lockPages: true);
        string[] lines = File.ReadAllLines("/proc/self/smaps");
        int at = Array.FindIndex(lines, line => line.EndsWith(FilePath));
        string locked = lines.Skip(at).First(line => line.StartsWith("Locked:"));
        Assert.Contains(" 8 kB", locked);
    }

    [Theory]
    [InlineData(1L << 60)]
    [InlineData(long.MaxValue - 4096)]
    public void E9_Size_that_no_device_has_is_a_clean_error_and_leaves_no_file(long bytes)
    {
        var refused = Assert.Throws<IOException>(() => MappedRingMemory.Create(FilePath, bytes));
        Assert.Contains(FilePath, refused.Message);
        Assert.Contains("Free space there", refused.Message);
        Assert.False(File.Exists(FilePath));
        Assert.Throws<ArgumentOutOfRangeException>(() => MappedRingMemory.Create(FilePath, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MappedRingMemory.Create(FilePath, long.MaxValue));
    }

    [Fact]
    public void E9_Full_file_system_is_a_clean_error_and_leaves_no_file()
    {
        string mount = Directory.CreateDirectory(Path.Combine(_folder, "small")).FullName;
        if (Run("mount", $"-t tmpfs -o size=64k tmpfs {mount}").ExitCode != 0)
        {
            _output.WriteLine("No right to mount here: the size that no device has stands for this case.");
            return;
        }

        try
        {
            string path = Path.Combine(mount, "input.ring");
            var refused = Assert.Throws<IOException>(() => MappedRingMemory.Create(path, 1 << 20));
            Assert.Contains("1048576 bytes", refused.Message);
            Assert.Contains("errno 28", refused.Message);
            Assert.False(File.Exists(path));
            using MappedRingMemory fits = MappedRingMemory.Create(path, 32 << 10);
            new Span<byte>(fits.Pointer, 32 << 10).Fill(1);
        }
        finally
        {
            Assert.Equal(0, Run("umount", mount).ExitCode);
        }
    }

    [Fact]
    public void What_can_not_be_opened_says_why()
    {
        Assert.Contains("errno 2", Assert.Throws<IOException>(() => MappedRingMemory.Open(FilePath)).Message);
        Assert.Contains("errno 2", Assert.Throws<IOException>(() => MappedRingMemory.Create(Path.Combine(_folder, "none", "a.ring"), 4096)).Message);
        File.WriteAllBytes(FilePath, []);
        Assert.Contains("empty", Assert.Throws<IOException>(() => MappedRingMemory.Open(FilePath)).Message);
        Assert.Throws<IOException>(() => MappedRingMemory.Open(_folder));
    }

    [Fact]
    public void Foreign_short_and_cut_files_are_refused_by_the_inspector()
    {
        Expect(RingFormatProblem.TooShort, new byte[100]);
        Expect(RingFormatProblem.Unfinished, new byte[4096]);
        Expect(RingFormatProblem.Foreign, [.. Enumerable.Repeat((byte)'x', 5000)]);
        long bytes = RingBuffer<Event>.BytesFor(1024, 1);
        using (MappedRingMemory memory = MappedRingMemory.Create(FilePath, bytes))
            _ = new RingBuffer<Event>(memory, 1024, ProducerKind.Single, 1, BusySpinWaitStrategy.Instance);
        byte[] whole = File.ReadAllBytes(FilePath);
        Expect(RingFormatProblem.Damaged, whole[..^4096]);
        whole[8] = 9;
        Expect(RingFormatProblem.Newer, whole);

        void Expect(RingFormatProblem problem, byte[] content)
        {
            File.WriteAllBytes(FilePath, content);
            using MappedRingMemory memory = MappedRingMemory.Open(FilePath);
            var refused = Assert.Throws<RingFormatException>(() => new RingInspector<Event>(memory, FilePath));
            Assert.Equal(problem, refused.Problem);
            Assert.Contains(FilePath, refused.Message);
            memory.Dispose();
            File.Delete(FilePath);
        }
    }

    private static string[] Maps() => File.ReadAllLines("/proc/self/maps");

    private static (int ExitCode, string Output) Run(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
