using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Host.Journal;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>The stage between the rings and the file.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class JournalAgentTests : IDisposable
{
    private const int Slots = 256;

    private readonly JournalFolder _folder = new();
    private readonly NativeRingMemory _inputMemory = new(RingBuffer<Event>.BytesFor(Slots, 4));
    private readonly NativeRingMemory _outputMemory = new(RingBuffer<OutputRecord>.BytesFor(Slots, 4));
    private readonly RingBuffer<Event> _inputs;
    private readonly RingBuffer<OutputRecord> _outputs;
    private readonly CopyBoard _copies = new();

    public JournalAgentTests()
    {
        _inputs = new RingBuffer<Event>(_inputMemory, Slots, ProducerKind.Single, 4, BusySpinWaitStrategy.Instance);
        _outputs = new RingBuffer<OutputRecord>(_outputMemory, Slots, ProducerKind.Single, 4, BusySpinWaitStrategy.Instance);
    }

    [Fact]
    public void Both_rings_reach_the_file_in_order_over_many_wraps()
    {
        Event[] inputs = RecordedEvents.Load(5000);
        OutputRecord[] outputs = JournalFolder.Commands(1700);
        using (var writer = new JournalWriter(_folder.Options with { RecordsPerBlock = 100 }))
        {
            JournalAgent agent = Agent(writer);
            int input = 0, output = 0;
            for (long now = 0; input < inputs.Length || output < outputs.Length; now++)
            {
                input += Publish(_inputs, inputs.AsSpan(input), 1 + (int)(now * 37 % 200));
                output += Publish(_outputs, outputs.AsSpan(output), 1 + (int)(now * 53 % 90));
                agent.DoWork(now * 1_000_000);
            }
            agent.Finish();
        }
        var reader = new JournalReader(_folder.Path);
        var read = JournalFolder.ReadAll(reader.Inputs());
        var written = JournalFolder.ReadAll(reader.Outputs());
        Assert.Equal((JournalEnd.Clean, JournalEnd.Clean), (read.End, written.End));
        Assert.True(JournalFolder.SameBytes<Event>(inputs, CollectionsMarshal.AsSpan(read.Records)));
        Assert.True(JournalFolder.SameBytes<OutputRecord>(outputs, CollectionsMarshal.AsSpan(written.Records)));
    }

    [Fact]
    public void A_checkpoint_record_writes_the_copy_it_names_behind_its_causes_and_frees_the_slot()
    {
        byte[] state = JournalFolder.StateOf(10_000);
        _copies.Put(1, state);
        using (var writer = new JournalWriter(_folder.Options))
        {
            JournalAgent agent = Agent(writer);
            Publish(_inputs, RecordedEvents.Load(50), 50);
            Publish(_outputs, [new OutputRecord { Kind = OutputKind.Checkpoint, OrderId = 1, PriceTicks = state.Length, CauseSequence = 49, TimeNs = 7 }], 1);
            agent.DoWork(0);
            agent.Finish();
        }
        Assert.Equal([1], _copies.Released);
        using CopyCursor copies = new JournalReader(_folder.Path).Checkpoints();
        Assert.True(copies.MoveNext());
        Assert.Equal((49L, 1L), (copies.InputSequence, copies.NextOutputSequence));
        Assert.True(copies.Bytes.SequenceEqual(state));
    }

    [Fact]
    public void A_checkpoint_whose_copy_is_missing_is_counted_and_the_journal_goes_on()
    {
        using var writer = new JournalWriter(_folder.Options);
        JournalAgent agent = Agent(writer);
        Publish(_outputs, [new OutputRecord { Kind = OutputKind.Checkpoint, OrderId = 0, PriceTicks = 100 }], 1);
        agent.DoWork(0);
        agent.Finish();
        Assert.Equal(1, writer.Counters.CheckpointsLost);
        Assert.Equal([0], _copies.Released);
        Assert.Equal(JournalEnd.Clean, JournalFolder.ReadAll(new JournalReader(_folder.Path).Outputs()).End);
    }

    [Fact]
    public void A_block_that_is_not_full_is_written_after_its_time_and_not_before()
    {
        using var writer = new JournalWriter(_folder.Options with { FlushAfterNs = 50 });
        JournalAgent agent = Agent(writer);
        Publish(_inputs, RecordedEvents.Load(3), 3);
        agent.DoWork(100);
        agent.DoWork(149);
        Assert.Equal(0, writer.Counters.InputRecords);
        agent.DoWork(150);
        Assert.Equal(3, writer.Counters.InputRecords);
    }

    [Fact]
    public void E2_Everything_taken_is_synced_at_the_cadence()
    {
        using var writer = new JournalWriter(_folder.Options with { SyncEveryNs = 100, FlushAfterNs = 1_000_000 });
        JournalAgent agent = Agent(writer);
        agent.DoWork(1);
        long before = writer.Counters.Syncs;
        Publish(_inputs, RecordedEvents.Load(3), 3);
        agent.DoWork(100);
        Assert.Equal((before, 0L), (writer.Counters.Syncs, writer.Counters.InputRecords));
        agent.DoWork(101);
        Assert.Equal((before + 1, 3L), (writer.Counters.Syncs, writer.Counters.InputRecords));
    }

    [Fact]
    public void An_output_is_never_in_the_file_before_the_input_that_caused_it()
    {
        using var writer = new JournalWriter(_folder.Options with { RecordsPerBlock = 1024 });
        JournalAgent agent = Agent(writer);
        OutputRecord[] outputs = new OutputRecord[200];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = new OutputRecord { Kind = OutputKind.Command, CauseSequence = i };
        for (int round = 0; round < 8; round++)
        {
            Publish(_inputs, new Event[200], 200);
            for (int i = 0; i < outputs.Length; i++) outputs[i].CauseSequence = _inputs.Cursor;
            Publish(_outputs, outputs, 200);
            agent.DoWork(round);
            long inFile = writer.Counters.InputRecords;
            Assert.True(writer.Counters.OutputRecords == 0 || inFile >= writer.Counters.OutputRecords);
        }
        Assert.True(writer.Counters.OutputRecords >= 1024);
    }

    [Fact]
    public void A_ring_that_does_not_begin_where_the_journal_ends_is_refused()
    {
        using var writer = new JournalWriter(_folder.Options with { FirstInputSequence = 5 });
        Assert.Throws<ArgumentException>(() => Agent(writer));
    }

    [Fact]
    public void The_hot_path_allocates_nothing()
    {
        using var writer = new JournalWriter(_folder.Options with { SegmentBytes = 50_000, RecordsPerBlock = 64, SyncEveryNs = 10 });
        JournalAgent agent = Agent(writer);
        Event[] inputs = RecordedEvents.Load(200);
        OutputRecord[] outputs = JournalFolder.Commands(50);
        byte[] state = JournalFolder.StateOf(10_000);
        void Run(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                _copies.Put(0, state);
                outputs[7] = new OutputRecord { Kind = OutputKind.Checkpoint, PriceTicks = state.Length };
                Publish(_inputs, inputs, 200);
                Publish(_outputs, outputs, 50);
                agent.DoWork(i);
            }
        }
        Run(3);
        long segments = writer.Counters.Segments;
        Assert.Equal(0, Allocated.LeastBytes(() => Run(40)));
        Assert.True(writer.Counters.Segments > segments + 2, "segments were begun meanwhile");
    }

    [Fact]
    public void The_first_calls_allocate_nothing_either()
    {
        using var writer = new JournalWriter(_folder.Options with { SegmentBytes = 4096, RecordsPerBlock = 64, SyncEveryNs = 10 });
        JournalAgent agent = Agent(writer);
        Event[] inputs = RecordedEvents.Load(2000)[1800..];
        OutputRecord[] outputs = JournalFolder.Commands(50);
        byte[] state = JournalFolder.StateOf(10_000);
        outputs[7] = new OutputRecord { Kind = OutputKind.Checkpoint, PriceTicks = state.Length };
        Assert.Equal(0, Allocated.Least(() =>
        {
            long allocated = -1;
            var thread = new Thread(() => // a thread of its own: nothing was called on it before
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10; i++)
                {
                    _copies.Put(0, state);
                    Publish(_inputs, inputs, 200);
                    Publish(_outputs, outputs, 50);
                    agent.DoWork(i);
                    agent.DoWork(i + 100);
                }
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            });
            thread.Start();
            thread.Join();
            return allocated;
        }));
        Assert.True(writer.Counters.Segments > 2);
    }

    private JournalAgent Agent(JournalWriter writer) => new(_inputs.NewPoller("journal"), _outputs.NewPoller("journal"), writer, _copies);

    private static int Publish<T>(RingBuffer<T> ring, ReadOnlySpan<T> records, int most)
        where T : unmanaged
    {
        int count = Math.Min(Math.Min(most, records.Length), ring.Slots - (int)ring.Backlog);
        return count > 0 && ring.TryPublish(records[..count], out _) ? count : 0;
    }

    public void Dispose()
    {
        _inputMemory.Dispose();
        _outputMemory.Dispose();
        _folder.Dispose();
    }

    private sealed class CopyBoard : ICheckpointSource
    {
        private readonly byte[]?[] _slots = new byte[2][];

        public List<int> Released { get; } = new(1000);

        public void Put(int slot, byte[] copy) => _slots[slot] = copy;

        public ReadOnlySpan<byte> Copy(int slot) => _slots[slot];

        public void Release(int slot)
        {
            _slots[slot] = null;
            Released.Add(slot);
        }
    }
}
