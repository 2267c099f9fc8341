namespace Minnow.Venues.Deribit.Session;

/// <summary>Slots of orders that wait to be sent, oldest first. What is wished of them stands in the order itself.</summary>
internal sealed class SlotQueue(int capacity)
{
    private readonly int[] _slots = new int[capacity];
    private int _first;

    internal int Count { get; private set; }

    internal int First => _slots[_first];

    /// <summary>Adds a slot unless it waits already.</summary>
    internal void Add(int slot)
    {
        for (int i = 0; i < Count; i++)
            if (_slots[(_first + i) % _slots.Length] == slot) return;
        if (Count < _slots.Length) _slots[(_first + Count++) % _slots.Length] = slot;
    }

    internal void RemoveFirst()
    {
        _first = (_first + 1) % _slots.Length;
        Count--;
    }

    /// <summary>The first becomes the last: it can not be sent yet.</summary>
    internal void Postpone()
    {
        int slot = First;
        RemoveFirst();
        Add(slot);
    }

    internal void Clear() => (_first, Count) = (0, 0);
}
