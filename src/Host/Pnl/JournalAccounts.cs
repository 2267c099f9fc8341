using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Host.Journal;

namespace Minnow.Host.Pnl;

/// <summary>The accounts of all instruments, from the input events of a journal in their order.</summary>
/// <remarks>Instruments are told apart by name, so a journal of several runs, which number them anew, adds up.</remarks>
internal sealed class JournalAccounts
{
    private readonly List<InstrumentAccount> _accounts = [];
    private readonly Dictionary<ushort, InstrumentAccount> _byIndex = [];

    /// <summary>In the order in which they were first named.</summary>
    internal IReadOnlyList<InstrumentAccount> Accounts => _accounts;

    /// <summary>Receive time of the first event that has one, ns since 1970; 0 before.</summary>
    internal long FirstNs { get; private set; }

    /// <summary>Latest receive time, ns since 1970; 0 before.</summary>
    internal long LastNs { get; private set; }

    /// <summary>The account that this index means now; null if it was not named.</summary>
    internal InstrumentAccount? At(ushort index) => _byIndex.GetValueOrDefault(index);

    /// <summary>Reads a journal to its end.</summary>
    internal static JournalAccounts Read(JournalReader journal, out JournalEnd end, out JournalDamage? damage)
    {
        JournalAccounts accounts = new();
        using JournalCursor<Event> cursor = journal.Inputs();
        while (cursor.MoveNext())
            foreach (ref readonly Event e in cursor.Records) accounts.Apply(in e);
        (end, damage) = (cursor.End, cursor.Damage);
        accounts.End();
        return accounts;
    }

    /// <summary>Takes the next event.</summary>
    internal void Apply(in Event e)
    {
        if (e.ReceivedNs > LastNs)
        {
            if (FirstNs == 0) FirstNs = e.ReceivedNs;
            LastNs = e.ReceivedNs;
        }
        if (e.Kind == EventKind.InstrumentNamed) Named(e.InstrumentIndex, Encoding.ASCII.GetString(InstrumentName.Text(in e.Named.Name)));
        else if (e.InstrumentIndex != Units.NoInstrument) At(e.InstrumentIndex)?.Apply(in e, LastNs);
        else if (e.Kind == EventKind.FeedState)
            foreach (InstrumentAccount account in _accounts) account.Apply(in e, LastNs);
    }

    /// <summary>No more comes.</summary>
    internal void End()
    {
        foreach (InstrumentAccount account in _accounts) account.End(LastNs);
    }

    private void Named(ushort index, string name)
    {
        InstrumentAccount? account = _accounts.Find(one => one.Name == name);
        if (account == null) _accounts.Add(account = new InstrumentAccount(name));
        _byIndex[index] = account;
    }
}
