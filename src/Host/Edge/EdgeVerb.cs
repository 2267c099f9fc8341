using System.Collections.Generic;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;
using Minnow.Host.Pnl;

namespace Minnow.Host.Edge;

/// <summary><c>minnow edge</c>: whether the configured width can pay for the account's real fees and for what happens after its fills.</summary>
public static class EdgeVerb
{
    /// <summary>Writes the break-even to <paramref name="output"/>; what went wrong goes to <paramref name="errors"/>.</summary>
    /// <returns>0 it pays, or nothing says that it does not; 1 it can not; 65 the journal is damaged or can not be accounted for; 74 it is not readable.</returns>
    public static int Execute(EdgeOptions options, TextWriter output, TextWriter errors)
    {
        if (options.Journal is not { } path) return Write(options, null, output);
        return JournalTool.Guard(path, errors, () =>
        {
            try
            {
                JournalAccounts accounts = JournalAccounts.Read(new JournalReader(path), out JournalEnd end, out JournalDamage? damage);
                int code = Write(options, accounts, output);
                if (end != JournalEnd.Clean) errors.WriteLine($"minnow edge: {path}: {JournalTool.Words(end, damage)}. What comes after is not looked at.");
                return end == JournalEnd.Damaged ? (int)ExitCode.BadData : code;
            }
            catch (JournalContentException e)
            {
                errors.WriteLine($"minnow edge: {path}: {e.Message}.");
                return (int)ExitCode.BadData;
            }
        });
    }

    private static int Write(EdgeOptions options, JournalAccounts? accounts, TextWriter output)
    {
        MinnowConfiguration configuration = options.Configuration.Value;
        List<InstrumentEdge> all = [];
        bool pays = true;
        foreach (InstrumentOptions instrument in configuration.Instruments)
        {
            if (!instrument.Quote) continue;
            InstrumentEdge one = new(configuration, instrument, accounts?.Of(instrument.Name));
            all.Add(one);
            pays &= one.Verdict != EdgeVerdict.CanNotPay;
        }
        if (options.Json) EdgeJson.Write(output, all);
        else EdgeText.Write(output, all);
        return (int)(pays ? ExitCode.Ok : ExitCode.Negative);
    }
}
