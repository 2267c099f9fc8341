using System.Runtime.CompilerServices;

namespace Minnow.Core.Orders;

/// <summary>The latest ids seen: a ring in the order of their coming, and a table that finds one in constant time.</summary>
/// <remarks>
/// The table has two slots for every id, open addressing with steps of one; taking the oldest id out closes the hole behind it, so that no
/// marks of deleted ids pile up. All-zero bytes are empty.
/// </remarks>
public struct RecentIds
{
    /// <summary>Ids remembered.</summary>
    public const int Capacity = 1024;

    private const int TableSize = 2 * Capacity;

    private Ids _ids;
    private Table _table;
    private long _count;

    /// <summary>Remembers <paramref name="id"/>.</summary>
    /// <returns>False if it was among the latest <see cref="Capacity"/> already.</returns>
    public static bool TryAdd(ref RecentIds recent, long id)
    {
        int slot = Find(in recent, id);
        if (recent._table[slot] != 0) return false;
        int place = (int)(recent._count % Capacity);
        if (recent._count >= Capacity)
        {
            Remove(ref recent, recent._ids[place]);
            slot = Find(in recent, id);
        }
        recent._ids[place] = id;
        // Place plus one, so that 0 is an empty slot.
        recent._table[slot] = (ushort)(place + 1);
        recent._count++;
        return true;
    }

    /// <summary>The slot that holds the id, or the empty one where it would go.</summary>
    private static int Find(ref readonly RecentIds recent, long id)
    {
        int slot = Home(id);
        while (recent._table[slot] != 0 && recent._ids[recent._table[slot] - 1] != id) slot = (slot + 1) & (TableSize - 1);
        return slot;
    }

    private static void Remove(ref RecentIds recent, long id)
    {
        int hole = Find(in recent, id);
        for (int at = (hole + 1) & (TableSize - 1); recent._table[at] != 0; at = (at + 1) & (TableSize - 1))
        {
            int home = Home(recent._ids[recent._table[at] - 1]);
            // One whose home lies behind the hole, seen from where it is, can not be reached past the hole: it moves into it.
            if (((at - home) & (TableSize - 1)) < ((at - hole) & (TableSize - 1))) continue;
            recent._table[hole] = recent._table[at];
            hole = at;
        }
        recent._table[hole] = 0;
    }

    private static int Home(long id) => (int)(((ulong)id * 0x9E3779B97F4A7C15) >> 53);

    [InlineArray(Capacity)]
    private struct Ids
    {
        private long _first;
    }

    [InlineArray(TableSize)]
    private struct Table
    {
        private ushort _first;
    }
}
