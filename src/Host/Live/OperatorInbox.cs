using System.Threading;

namespace Minnow.Host.Live;

/// <summary>The way of commands from the control thread to the thread of the sessions.</summary>
/// <remarks>One asks, one takes. Invariant: <c>0 &lt;= tail - head &lt;= Capacity</c>. The tail is written with release after its ticket, so who sees it sees the ticket.</remarks>
public sealed class OperatorInbox
{
    private const int Capacity = 16;

    private readonly OperatorTicket?[] _tickets = new OperatorTicket?[Capacity];
    private long _head;
    private long _tail;

    /// <summary>Puts a command in. Control thread only.</summary>
    /// <returns>False if it is full: whoever should take does not.</returns>
    public bool TryAsk(OperatorTicket ticket)
    {
        if (_tail - Volatile.Read(ref _head) == Capacity) return false;
        _tickets[_tail % Capacity] = ticket;
        Volatile.Write(ref _tail, _tail + 1);
        return true;
    }

    /// <summary>The next command. Thread of the sessions only.</summary>
    public bool TryTake(out OperatorTicket? ticket)
    {
        if (_head == Volatile.Read(ref _tail))
        {
            ticket = null;
            return false;
        }
        ticket = _tickets[_head % Capacity];
        Volatile.Write(ref _head, _head + 1);
        return true;
    }
}
