using System.Threading;

namespace Minnow.Host.Net;

/// <summary>When which bytes of a stream came in: one thread adds, another asks, both in order. A ring of fixed size; no allocation, no lock.</summary>
internal sealed class ReceiveStamps
{
    private readonly long[] _end;
    private readonly long[] _ns;
    private long _added;
    private long _dropped;

    internal ReceiveStamps(int capacity = 4096)
    {
        _end = new long[capacity];
        _ns = new long[capacity];
    }

    /// <summary>All bytes up to <paramref name="end"/> that are not stamped yet came at <paramref name="ns"/>.</summary>
    /// <remarks>Without room it is left out, and the next one covers those bytes; until then they count as older than they are. Receiving never waits for stamps.</remarks>
    internal void Add(long end, long ns)
    {
        if (_added - Volatile.Read(ref _dropped) == _end.Length) return;
        long at = _added % _end.Length;
        _end[at] = end;
        _ns[at] = ns;
        Volatile.Write(ref _added, _added + 1);
    }

    /// <summary>When the byte before <paramref name="position"/> came in; stamps of earlier bytes make room. Positions must not go back.</summary>
    internal long At(long position)
    {
        long added = Volatile.Read(ref _added);
        long at = _dropped;
        while (at < added - 1 && _end[at % _end.Length] < position) at++;
        Volatile.Write(ref _dropped, at);
        return _ns[at % _end.Length];
    }
}
