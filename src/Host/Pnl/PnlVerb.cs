using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;
using Minnow.Host.Statements;

namespace Minnow.Host.Pnl;

/// <summary><c>minnow pnl</c>: what the fills of a journal earned, and where it came from.</summary>
public static class PnlVerb
{
    /// <summary>Writes the account to <paramref name="output"/>; what went wrong goes to <paramref name="errors"/>.</summary>
    /// <returns>0 it adds up, also if the journal was cut or has no fill; 1 a residual is not 0, or the venue states something else; 65 damaged, or not to be accounted; 74 not readable.</returns>
    public static int Execute(PnlOptions options, TextWriter output, TextWriter errors) => JournalTool.Guard(options.Journal, errors, () =>
    {
        try
        {
            JournalAccounts accounts = JournalAccounts.Read(new JournalReader(options.Journal), out JournalEnd end, out JournalDamage? damage);
            StatementAudit? audit = options.Statement is { } file ? new StatementAudit(accounts, VenueStatement.Read(file)) : null;
            return Write(new PnlReport(accounts, options.By) { End = end, Audit = audit }, damage, options, output, errors);
        }
        catch (FormatException e)
        {
            errors.WriteLine($"minnow pnl: {options.Statement}: {e.Message}.");
            return (int)ExitCode.BadData;
        }
        catch (JournalContentException e)
        {
            errors.WriteLine($"minnow pnl: {options.Journal}: {e.Message}; account for the time before and after with two journals.");
            return (int)ExitCode.BadData;
        }
    });

    /// <summary>Writes a report and says what its outcome is.</summary>
    internal static int Write(PnlReport report, JournalDamage? damage, PnlOptions options, TextWriter output, TextWriter errors)
    {
        if (options.Json) PnlJson.Write(output, report);
        else PnlText.Write(output, report);
        if (report.End != JournalEnd.Clean) errors.WriteLine($"minnow pnl: {options.Journal}: {JournalTool.Words(report.End, damage)}. What comes after is not accounted for.");
        if (!report.IsExact)
        {
            errors.WriteLine("minnow pnl: the parts do not sum to the account's change: a bug in Minnow. Report it with the journal.");
            return (int)ExitCode.Negative;
        }
        foreach (string difference in report.Audit?.Differences ?? []) errors.WriteLine($"minnow pnl: DIFFERS: {difference}");
        if (report.Audit is { Differences.Count: > 0 }) return (int)ExitCode.Negative;
        if (report.DiffersFromVenue)
        {
            errors.WriteLine("minnow pnl: the venue's statement stayed different from this account: look at the fills named above, and compare with its transaction log (--statement).");
            return (int)ExitCode.Negative;
        }
        return report.End == JournalEnd.Damaged ? (int)ExitCode.BadData : (int)ExitCode.Ok;
    }
}
