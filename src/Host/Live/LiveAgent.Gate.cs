using Minnow.Core.Model;
using Minnow.Host.Gate;

namespace Minnow.Host.Live;

/// <summary>Where the pre-trade gate stands: between the quoter's commands and the order session, which only gets what it lets out.</summary>
public sealed partial class LiveAgent
{
    private readonly LiveGate? _gate;

    private bool IsLetOut(in OutputRecord command) => _gate is not { } gate || gate.Lets(in command, _nowNs, _own);

    // What shuts or opens it is told in the next round, with what else is ours to tell; what it pulls goes at once.
    private int AdvanceGate()
    {
        if (_gate is not { } gate) return 0;
        gate.Advance(_nowNs, _own);
        int work = 0;
        while (_own.Count < OwnEvents / 2 && gate.TryTakeOwn(_nowNs, out OutputRecord own))
        {
            work++;
            _orders.Command(in own, _nowNs, _answers);
            Keep();
        }
        if (work > 0) _orderLane.Send();
        return work;
    }
}
