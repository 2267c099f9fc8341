using Minnow.Core.Model;
using Minnow.Native;

namespace Minnow.Host.Live;

/// <summary>Commands of persons: they become events, so that they are journaled and replayed, and what the venue then says is watched.</summary>
public sealed partial class LiveAgent
{
    private const int MostTickets = 16;
    private const long LateArmNs = 250 * Units.NsPerMs;

    private readonly OperatorInbox? _inbox;
    private readonly System.Func<bool>? _isLatched;
    private readonly OperatorTicket?[] _tickets = new OperatorTicket?[MostTickets];
    private OperatorTicket? _waiting;
    private int _ticketCount;
    private int _unsaid;
    private bool _isKilled;

    // Before the ring is looked at: a kill does not need a quoter that takes events.
    private int Obey()
    {
        if (_inbox == null) return 0;
        int work = 0;
        while (_waiting == null && _inbox.TryTake(out _waiting) && TryTakeUp()) work++;
        if (_waiting != null && TryTakeUp()) work++;
        return work;
    }

    // False: no room for its event now.
    private bool TryTakeUp()
    {
        OperatorTicket ticket = _waiting!;
        if (ticket.Verb == OperatorVerb.Kill && !ticket.IsTaken) KillNow(ticket);
        if (_own.IsFull || _ticketCount == MostTickets) return false;
        bool isLate = LibcClock.MonotonicNs() - ticket.AskedNs > LateArmNs;
        if (isLate && ticket.Verb is (OperatorVerb.Arm or OperatorVerb.Resume))
        {
            // Whoever asked was told that it was not taken; what frees must not happen behind their back.
            _waiting = null;
            return true;
        }
        if (ticket.Verb == OperatorVerb.Arm) SetKilled(false);
        SayOperator(ticket.Verb, ticket.SourceHash);
        if (!ticket.IsTaken) ticket.Take(_orders.OrdersUnderWay);
        _tickets[_ticketCount++] = ticket;
        _unsaid++;
        _waiting = null;
        return true;
    }

    // The venue is told before the quoter is: it may hang.
    private void KillNow(OperatorTicket ticket)
    {
        int orders = _orders.OrdersUnderWay;
        KillNow();
        ticket.Take(orders);
    }

    private void KillNow()
    {
        SetKilled(true);
        CancelPastQuoter();
        // A link that carries nothing can cancel nothing: another one is made for that.
        if (_orders.Phase != GatewayPhase.Ready && _orders.OrdersMayRest) _isPullWanted = _pullBeside?.Invoke(_clockOffsetNs, _nowNs + _deadManNs) == false;
    }

    private void SetKilled(bool isKilled)
    {
        _isKilled = isKilled;
        _gauges.Killed(isKilled);
    }

    private void SayOperator(OperatorVerb verb, ulong source)
    {
        ref Event e = ref _own.Add();
        e = default;
        e.Kind = EventKind.Operator;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = Units.NoInstrument;
        e.Detail = (uint)verb;
        e.ReceivedNs = _nowNs;
        e.Operator.SourceHash = source;
    }

    // After what is ours was published: the sequence of the last event is that of the last ticket, or later.
    private void Said()
    {
        if (_unsaid == 0) return;
        for (int i = _ticketCount - _unsaid; i < _ticketCount; i++) _tickets[i]!.Sequence = _input.Published;
        _unsaid = 0;
    }

    // What an event caused is in the output ring before the event counts as applied: looked at in the round after that, the commands of it were sent.
    private void FollowTickets()
    {
        int kept = 0;
        for (int i = 0; i < _ticketCount; i++)
        {
            OperatorTicket ticket = _tickets[i]!;
            if (IsOver(ticket)) continue;
            _tickets[kept++] = ticket;
        }
        for (int i = kept; i < _ticketCount; i++) _tickets[i] = null;
        _ticketCount = kept;
    }

    private bool IsOver(OperatorTicket ticket)
    {
        bool wasApplied = ticket.IsApplied;
        if (!wasApplied && ticket.Sequence >= 0 && (_isAlone || _input.HasApplied(ticket.Sequence))) ticket.Apply();
        if (!ticket.Cancels) return ticket.IsApplied;
        ticket.OrdersLeft = _orders.OrdersUnderWay;
        if (ticket.NothingRestsNs == 0 && (wasApplied || ticket.Verb == OperatorVerb.Kill) && NothingRests) ticket.NothingRests(LibcClock.MonotonicNs());
        return wasApplied && ticket.NothingRestsNs != 0;
    }

    // A ready link has compared all orders with the venue's; one that is not has nothing to say unless it ended with nothing.
    private bool NothingRests => _orders.Phase == GatewayPhase.None || !_orders.OrdersMayRest
        || (_orders.Phase == GatewayPhase.Ready && _orders.OrdersUnderWay == 0 && _commands.IsEmpty);
}
