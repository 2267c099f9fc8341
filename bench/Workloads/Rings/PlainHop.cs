using Minnow.Core.Model;

namespace Minnow.Workloads.Rings;

/// <summary><see cref="PlainSpsc"/> between two pinned threads.</summary>
public sealed class PlainHop : IWorkload
{
    private readonly PlainSpsc _ring = new(4096);

    public PlainHop(int items)
    {
        Items = items;
        WrongResultException.Unless((long)Pass(), (long)Words.Expected(items), Name);
    }

    /// <inheritdoc/>
    public string Name => "ring/plain SPSC";

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
            while (!_ring.TryWrite(in item)) TwoThreads.Idle(ref spins);
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
            while (!_ring.TryRead(out item)) TwoThreads.Idle(ref spins);
            spins = 0;
            sum += Words.Sum(in item);
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _ring.Free();
}
