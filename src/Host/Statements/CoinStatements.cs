using Minnow.Core.Accounting;
using Minnow.Core.Model;

namespace Minnow.Host.Statements;

/// <summary>The venue's cash balance in one coin against ours, over the instruments that settle in it.</summary>
/// <param name="nameHash">Lower half of the hash of the coin's name, as <see cref="EventKind.Account"/> has it.</param>
internal sealed class CoinStatements(uint nameHash)
{
    private BalanceCheck _check;
    private long _settlements;

    internal uint NameHash => nameHash;

    internal ref readonly BalanceCheck Check => ref _check;

    /// <summary>Statements that agreed.</summary>
    internal long AgreedCount { get; private set; }

    /// <summary>True while a difference persists.</summary>
    internal bool IsApart { get; private set; }

    /// <summary>Compares a balance.</summary>
    /// <param name="balanceE8">As stated, 1e-8 of the coin.</param>
    /// <param name="feesE8">Fees of all fills in the coin so far, 1e-8.</param>
    /// <param name="settlements">Settlements of its instruments so far: each pays into the balance, and a new one begins anew.</param>
    /// <param name="awaitsStatement">An instrument was settled and no statement of it has come since: a balance has no time, so that this one may be from before.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    internal StatementVerdict Stated(long balanceE8, long feesE8, long settlements, bool awaitsStatement, long nowNs)
    {
        if (settlements != _settlements || awaitsStatement || SettlementTime.IsNear(nowNs)) _check.IsKnown = false;
        _settlements = settlements;
        if (awaitsStatement) balanceE8 = Units.Missing;
        StatementVerdict verdict = BalanceCheck.Stated(ref _check, balanceE8, feesE8, nowNs);
        if (verdict == StatementVerdict.Agrees) AgreedCount++;
        IsApart = verdict == StatementVerdict.Persists || IsApart && verdict == StatementVerdict.Differs;
        return verdict;
    }

    /// <summary>A run takes its position over: the next balance is taken over too.</summary>
    internal void Begin() => _check.IsKnown = false;
}
