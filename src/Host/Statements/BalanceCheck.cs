using Minnow.Core.Accounting;
using Minnow.Core.Model;

namespace Minnow.Host.Statements;

/// <summary>The venue's cash balance in one coin against the fees that we were told: between settlements nothing else moves it, and both are whole numbers of 1e-8, so that nothing is tolerated.</summary>
/// <remarks>Balances and fills come on their own ways, so that a difference counts only once it has stood in every statement for five seconds. A deposit or a transfer is a difference: we are not told of it.</remarks>
internal struct BalanceCheck
{
    private const long PersistsNs = 5 * Units.NsPerSecond;

    /// <summary>Balance less what fees took, when it was taken over, 1e-8.</summary>
    internal long BaseE8;

    /// <summary>True once a balance was taken over.</summary>
    internal bool IsKnown;

    /// <summary>The venue's balance less ours at the last statement, 1e-8.</summary>
    internal long ApartE8;

    /// <summary>Statements that differ, in a row.</summary>
    internal long DifferentCount;

    /// <summary>Since when they do, ns since 1970.</summary>
    internal long DifferentNs;

    /// <summary>Compares a balance.</summary>
    /// <param name="check">It.</param>
    /// <param name="balanceE8">As stated, 1e-8 of the coin.</param>
    /// <param name="feesE8">Fees of all fills in the coin so far, 1e-8.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    internal static StatementVerdict Stated(ref BalanceCheck check, long balanceE8, long feesE8, long nowNs)
    {
        if (balanceE8 == Units.Missing) return StatementVerdict.None;
        if (!check.IsKnown)
        {
            check = new BalanceCheck { IsKnown = true, BaseE8 = balanceE8 + feesE8 };
            return StatementVerdict.None;
        }
        check.ApartE8 = balanceE8 - (check.BaseE8 - feesE8);
        if (check.ApartE8 == 0)
        {
            check.DifferentCount = 0;
            return StatementVerdict.Agrees;
        }
        if (check.DifferentCount++ == 0) check.DifferentNs = nowNs;
        return check.DifferentCount >= StatementCheck.MaxDifferent && nowNs - check.DifferentNs >= PersistsNs ? StatementVerdict.Persists : StatementVerdict.Differs;
    }
}
