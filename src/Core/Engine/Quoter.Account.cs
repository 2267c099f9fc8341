using System.Runtime.CompilerServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <content>What is about the account and all instruments together: the way to the venue, the kill ladder, limits.</content>
public sealed partial class Quoter
{
    private void OnGate(ref readonly Event e, ref QuoterState head)
    {
        GateDesk.OnAll(in e, ref head);
        Settle(DecisionTrigger.StateChange);
    }

    // Within the event that moves the ladder: every instrument is decided anew, and from a halt on each is cleared whole.
    private void Settle(DecisionTrigger trigger)
    {
        KillDesk.Settle(_block);
        ref QuoterState head = ref _block.Head;
        if (head.Halted != 0 && KillDesk.Moved(in head) != _moved) ClearAll();
        DecideAll(trigger);
    }

    private void ClearAll()
    {
        int count = (int)_block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
        {
            ref InstrumentState instrument = ref _block[i];
            // An instrument in which we never had an order is not ours to clear.
            bool hadOrders = instrument.Ended.Count != 0 || !instrument.HasNoOrders;
            if (hadOrders) instrument.CancelAllDue = 1;
        }
    }

    // What is told for all holds for those that are known already, too.
    private void SetRisk(uint id, long bits, ref QuoterState head)
    {
        RiskParameters.TrySet(ref head.Risk.Parameters, id, bits);
        int count = (int)head.InstrumentCount;
        for (int i = 0; i < count; i++) RiskParameters.TrySet(ref _block[i].Risk.Parameters, id, bits);
        if (count > 0) DecideAll(DecisionTrigger.Operator);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAboutAccount(EventKind kind) => kind is >= EventKind.Gateway and <= EventKind.RateBudget or >= EventKind.Account and <= EventKind.AccountLock;

    private void ApplyToAccount(ref readonly Event e, ref QuoterState head)
    {
        switch (e.Kind)
        {
            case EventKind.Gateway:
                GatewayDesk.OnGateway(in e, _block);
                DecideAll(DecisionTrigger.StateChange);
                break;
            case EventKind.RateBudget:
                head.Budget = e.Budget;
                if (RateShaping.Of(in head.Budget).Requests > 0) DecideWhatLackedBudget();
                break;
            case EventKind.Protection:
                GatewayDesk.OnProtection(in e, ref head);
                DecideAll(DecisionTrigger.StateChange);
                break;
            case EventKind.AccountLock:
                head.AccountLocked = e.Has(EventFlags.Lost) ? 1 : 0;
                DecideAll(DecisionTrigger.StateChange);
                break;
            case EventKind.Account:
                if (AccountDesk.OnAccount(in e, _block)) DecideAll(DecisionTrigger.StateChange);
                break;
        }
    }

    private void DecideWhatLackedBudget()
    {
        int count = (int)_block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
            if (_block[i].Triggers.LackedBudget != 0) _desk.Decide((ushort)i, ref _block[i], DecisionTrigger.BudgetRefilled);
    }
}
