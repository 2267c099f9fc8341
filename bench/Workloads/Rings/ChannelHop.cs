using System.Threading.Channels;
using Minnow.Core.Model;

namespace Minnow.Workloads.Rings;

/// <summary>A bounded <see cref="Channel{T}"/> of the same size between two pinned threads that poll it.</summary>
public sealed class ChannelHop : IWorkload
{
    private readonly Channel<Event> _channel = Channel.CreateBounded<Event>(new BoundedChannelOptions(4096) { SingleReader = true, SingleWriter = true });

    public ChannelHop(int items)
    {
        Items = items;
        WrongResultException.Unless((long)Pass(), (long)Words.Expected(items), Name);
    }

    /// <inheritdoc/>
    public string Name => "ring/System.Threading.Channels";

    /// <inheritdoc/>
    public int Items { get; }

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong sum = 0;
        TwoThreads.Run(Write, () => sum = Read());
        return sum;
    }

    private void Write()
    {
        Event item = default;
        int spins = 0;
        for (int i = 0; i < Items; i++)
        {
            Words.Fill(ref item, (ulong)i);
            while (!_channel.Writer.TryWrite(item)) TwoThreads.Idle(ref spins);
            spins = 0;
        }
    }

    private ulong Read()
    {
        ulong sum = 0;
        int spins = 0;
        for (int left = Items; left > 0; left--)
        {
            Event item;
            while (!_channel.Reader.TryRead(out item)) TwoThreads.Idle(ref spins);
            spins = 0;
            sum += Words.Sum(in item);
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
