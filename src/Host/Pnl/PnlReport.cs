using System.Collections.Generic;
using Minnow.Host.Journal;
using Minnow.Host.Statements;

namespace Minnow.Host.Pnl;

/// <summary>All that <c>minnow pnl</c> answers.</summary>
internal sealed class PnlReport
{
    /// <summary>Adds up what a journal said.</summary>
    internal PnlReport(JournalAccounts accounts, PnlGroup by)
    {
        (FirstNs, LastNs, By) = (accounts.FirstNs, accounts.LastNs, by);
        foreach (InstrumentAccount account in accounts.Accounts)
        {
            if (!account.HasActivity) continue;
            InstrumentPnl one = new(account);
            Instruments.Add(one);
            Groups.AddRange(GroupedFills.All(one, by));
            FillCount += account.Fills.Length;
            IsExact &= one.ResidualE24 == 0;
            DiffersFromVenue |= account.Disagreements.Count > 0;
        }
        Disagreements = accounts.Disagreements;
        DiffersFromVenue |= Disagreements.Count > 0;
        Coins = CoinPnl.Of(Instruments);
    }

    internal PnlGroup By { get; }

    internal long FirstNs { get; }

    internal long LastNs { get; }

    internal int FillCount { get; }

    /// <summary>Balances of the venue that stayed different, in words.</summary>
    internal IReadOnlyList<string> Disagreements { get; }

    /// <summary>True if a statement of the venue stayed different from our account.</summary>
    internal bool DiffersFromVenue { get; }

    /// <summary>The venue's transaction log against the account; null if none was given.</summary>
    internal StatementAudit? Audit { get; init; }

    /// <summary>True if no residual is anything but 0.</summary>
    internal bool IsExact { get; init; } = true;

    internal List<InstrumentPnl> Instruments { get; } = [];

    internal List<GroupedFills> Groups { get; } = [];

    internal List<CoinPnl> Coins { get; }

    /// <summary>How the journal ends.</summary>
    internal JournalEnd End { get; init; } = JournalEnd.Clean;
}
