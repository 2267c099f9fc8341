using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Core.Engine;

/// <summary>What the pre-trade gate says of itself: while it is shut nothing is wanted, so that nothing has to be denied.</summary>
internal static class GateDesk
{
    /// <summary>True while <paramref name="control"/> holds the gate shut for all.</summary>
    internal static bool IsShutBy(in QuoterState head, GateControl control) => (head.GateShut & 1L << (int)control) != 0;

    internal static void OnAll(ref readonly Event e, ref QuoterState head)
    {
        head.GateShut = e.Gate.Closed;
        if (IsShutBy(in head, GateControl.RepeatedFills)) OrderDesk.Halt(ref head, HaltReason.RepeatedFills);
    }
}
