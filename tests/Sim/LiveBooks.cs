using Minnow.Core.Accounting;

namespace Minnow.Sim;

/// <summary>The accounts inside the quoter against what <c>minnow pnl</c> reads from the same journal: the same to the last unit, after every event that is looked at.</summary>
internal sealed class LiveBooks(EngineRun run, World world)
{
    internal void Compare()
    {
        for (int i = 0; i < run.Block.Head.InstrumentCount; i++)
        {
            if (run.Accounts.At((ushort)i) is not { } theirs) continue;
            ref readonly LiveAccount ours = ref run.Block[i].Risk.Account;
            if (ours.Ledger.PositionLots + ours.PendingLots != theirs.PositionLots) world.Say($"I2 the quoter's account has {ours.Ledger.PositionLots} lots and {ours.PendingLots} that wait, the journal's {theirs.PositionLots}");
            PositionLedger a = ours.Ledger, b = theirs.Ledger;
            bool isSame = a.CostE24 == b.CostE24 && a.CashE24 == b.CashE24 && a.RealisedE24 == b.RealisedE24 && a.FeesE24 == b.FeesE24
                && a.Funding.ReceivedE24 == b.Funding.ReceivedE24 && a.Funding.CarriedParts == b.Funding.CarriedParts;
            if (!isSame) world.Say($"I2 the quoter's account differs from the journal's: cost {a.CostE24 - b.CostE24}, cash {a.CashE24 - b.CashE24}, realised {a.RealisedE24 - b.RealisedE24}, fees {a.FeesE24 - b.FeesE24}, funding {a.Funding.ReceivedE24 - b.Funding.ReceivedE24} in 1e-24");
            bool isValuedSame = ours.ValueHalfE8 == theirs.ValueHalfE8 || ours.MarkE8 == 0;
            if (!isValuedSame) world.Say($"I2 the quoter values at {ours.ValueHalfE8}, the journal at {theirs.ValueHalfE8} halves of 1e-8");
            world.Tally.LiveCompared++;
        }
    }
}
