using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Host.Journal;
using Minnow.Host.Statements;
using Minnow.Host.Why;

namespace Minnow.Host.Pnl;

/// <summary>The accounts of all instruments, from the events of a journal in their order, and the decisions behind their fills.</summary>
/// <remarks>Instruments are told apart by name, so a journal of several runs, which number them anew, adds up.</remarks>
internal sealed class JournalAccounts
{
    private readonly List<InstrumentAccount> _accounts = [];
    private readonly List<CoinStatements> _coins = [];
    private readonly HashSet<uint> _apart = [];
    private readonly Dictionary<ushort, InstrumentAccount> _byIndex = [];

    /// <summary>In the order in which they were first named.</summary>
    internal IReadOnlyList<InstrumentAccount> Accounts => _accounts;

    /// <summary>Differences of balances that stayed, in words.</summary>
    internal List<string> Disagreements { get; } = [];

    /// <summary>The balances that were stated.</summary>
    internal IReadOnlyList<CoinStatements> Coins => _coins;

    /// <summary>Receive time of the first event that has one, ns since 1970; 0 before.</summary>
    internal long FirstNs { get; private set; }

    /// <summary>When the first opening position was stated, by the venue's time if it gave one, ns since 1970; 0 before: what was traded until then is in it.</summary>
    internal long OpenedNs { get; private set; }

    /// <summary>Latest receive time, ns since 1970; 0 before.</summary>
    internal long LastNs { get; private set; }

    /// <summary>The account that this index means now; null if it was not named.</summary>
    internal InstrumentAccount? At(ushort index) => _byIndex.GetValueOrDefault(index);

    /// <summary>The account of an instrument; null if it was not named.</summary>
    internal InstrumentAccount? Of(string name) => _accounts.Find(one => one.Name == name);

    /// <summary>Reads a journal to its end.</summary>
    internal static JournalAccounts Read(JournalReader journal, out JournalEnd end, out JournalDamage? damage)
    {
        JournalAccounts accounts = new();
        using JournalCursor<Event> cursor = journal.Inputs();
        using OutputScan outputs = new(journal, null);
        bool said = outputs.Next();
        while (cursor.MoveNext())
        {
            for (int i = 0; i < cursor.Records.Length; i++)
            {
                accounts.Apply(in cursor.Records[i]);
                // What an event caused comes behind it. Runs number their events anew.
                for (; said && (outputs.Run < cursor.Run || outputs.Run == cursor.Run && outputs.CauseSequence <= cursor.FirstSequence + i); said = outputs.Next())
                    accounts.Apply(outputs);
            }
        }
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
        else if (e.InstrumentIndex != Units.NoInstrument) OfInstrument(in e);
        else if (e.Kind == EventKind.Account) Balance(in e);
        else if (e.Kind == EventKind.FeedState)
            foreach (InstrumentAccount account in _accounts) account.Apply(in e, LastNs);
    }

    /// <summary>Takes what an event made the quoter say: its messages, then the decision.</summary>
    internal void Said(ReadOnlySpan<OutputRecord> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            ref readonly OutputRecord record = ref records[i];
            if (record.Kind == OutputKind.Command) At(record.InstrumentIndex)?.Sent(in record);
            if (record.Kind != OutputKind.Decision) continue;
            DecisionRecord decision = MemoryMarshal.Read<DecisionRecord>(MemoryMarshal.AsBytes(records[i..]));
            At(decision.InstrumentIndex)?.Decided(in decision, MemoryMarshal.Cast<OutputRecord, LevelRecord>(records.Slice(i + DecisionRecord.Slots, (int)decision.LevelCount)));
        }
    }

    private void Apply(OutputScan outputs)
    {
        if (outputs.Decision is { } decision) At(decision.Record.InstrumentIndex)?.Decided(in decision.Record, decision.LevelSpan);
        else At(outputs.Command.InstrumentIndex)?.Sent(outputs.Command);
    }

    /// <summary>No more comes.</summary>
    internal void End()
    {
        foreach (InstrumentAccount account in _accounts) account.End(LastNs);
    }

    private void OfInstrument(in Event e)
    {
        if (At(e.InstrumentIndex) is not { } account) return;
        account.Apply(in e, LastNs);
        // A fill that the opening position holds already has its fee in no balance from before.
        if (e.Kind != EventKind.Position || !e.Has(EventFlags.Snapshot)) return;
        CoinOf(account).Begin();
        if (OpenedNs == 0) OpenedNs = e.ExchangeNs > 0 ? e.ExchangeNs : e.ReceivedNs;
    }

    private void Balance(in Event e)
    {
        CoinStatements? coin = null;
        long feesE8 = 0, settlements = 0;
        bool awaitsStatement = false;
        foreach (InstrumentAccount account in _accounts)
        {
            if (account.CoinHash != e.Detail) continue;
            coin ??= CoinOf(account);
            feesE8 += account.Statements.FeesE8;
            settlements += account.Statements.Settlements;
            awaitsStatement |= account.Statements.AwaitsStatement;
        }
        if (coin?.Stated(e.Account.BalanceE8, feesE8, settlements, awaitsStatement, LastNs) == StatementVerdict.Persists && !_apart.Contains(coin.NameHash))
        {
            _apart.Add(coin.NameHash);
            Disagreements.Add($"{JournalTool.Time(LastNs)}: the balance is {coin.Check.ApartE8 / 1e8:0.00000000} away from the fees that were told");
        }
        else if (coin is { IsApart: false })
        {
            _apart.Remove(coin.NameHash);
        }
    }

    private CoinStatements CoinOf(InstrumentAccount account)
    {
        CoinStatements? coin = _coins.Find(known => known.NameHash == account.CoinHash);
        if (coin == null) _coins.Add(coin = new CoinStatements(account.CoinHash));
        return coin;
    }

    private void Named(ushort index, string name)
    {
        InstrumentAccount? account = _accounts.Find(one => one.Name == name);
        if (account == null) _accounts.Add(account = new InstrumentAccount(name));
        else account.Renamed();
        _byIndex[index] = account;
    }
}
