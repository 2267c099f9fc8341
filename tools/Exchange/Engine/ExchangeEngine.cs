using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>
/// The venue's books and accounts. It has no clock: <see cref="AdvanceTo"/> moves time and does what is due on the way, and every request happens
/// at <see cref="NowUs"/>. The same calls give the same ids, trades and money. Not for several threads.
/// </summary>
public sealed partial class ExchangeEngine
{
    private sealed class Silence : IEngineListener;

    private readonly List<Instrument> _instruments = [];
    private readonly List<Account> _accounts = [];
    private readonly List<Family> _families = [];
    private readonly List<IndexPrice> _indexes = [];
    private readonly Dictionary<string, Instrument> _byName = [];

    /// <summary>An empty venue.</summary>
    /// <param name="options">Choices.</param>
    /// <param name="startUs">Time at the start, µs since 1970.</param>
    public ExchangeEngine(EngineOptions options, long startUs)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        NowUs = startUs;
        StartTimers();
    }

    /// <summary>Choices.</summary>
    public EngineOptions Options { get; }

    /// <summary>Who hears what happens.</summary>
    public IEngineListener Listener { get; set; } = new Silence();

    /// <summary>Time, µs since 1970.</summary>
    public long NowUs { get; private set; }

    /// <summary>Instruments, in the order of listing.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>Accounts, in the order of making.</summary>
    public IReadOnlyList<Account> Accounts => _accounts;

    /// <summary>Settlement currencies.</summary>
    public IReadOnlyList<Family> Families => _families;

    /// <summary>Indexes.</summary>
    public IReadOnlyList<IndexPrice> Indexes => _indexes;

    /// <summary>Lists an instrument. It starts open.</summary>
    public Instrument AddInstrument(InstrumentSpec spec, InstrumentState state = InstrumentState.Open)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Family family = FamilyOf(spec.SettlementCurrency);
        Instrument made = new(spec, family, IndexOf(spec.IndexName), _instruments.Count) { State = state };
        _instruments.Add(made);
        family.Instruments.Add(made);
        _byName.Add(spec.Name, made);
        made.ChangeId = family.TakeChangeId();
        made.BookTimeUs = NowUs;
        if (made.IndexE8 != 0) StartPrices(made);
        Listener.OnInstrumentState(made, state);
        return made;
    }

    /// <summary>Makes an account without money.</summary>
    public Account AddAccount(AccountSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Account made = new(10_000 + _accounts.Count, spec, NowUs);
        _accounts.Add(made);
        return made;
    }

    /// <summary>Pays money in, or out with a negative amount, 1e-8 of the currency.</summary>
    public void Deposit(Account account, string currency, long amountE8)
    {
        ArgumentNullException.ThrowIfNull(account);
        Family family = FamilyOf(currency);
        account.Wallet(family).BalanceE8 += amountE8;
        family.DepositsE8 += amountE8;
    }

    /// <summary>An instrument by name; null if unknown.</summary>
    public Instrument? FindInstrument(string name) => _byName.GetValueOrDefault(name);

    /// <summary>An index by name; null if unknown.</summary>
    public IndexPrice? FindIndex(string name) => _indexes.Find(index => index.Name == name);

    /// <summary>A settlement currency; null if unknown.</summary>
    public Family? FindFamily(string currency) => _families.Find(family => family.Currency == currency);

    /// <summary>An order by its id on the wire, while it is not forgotten; null if unknown.</summary>
    public Order? FindOrder(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        foreach (Family family in _families)
        {
            if (!id.StartsWith(family.IdPrefix, StringComparison.Ordinal)) continue;
            if (!long.TryParse(id.AsSpan(family.IdPrefix.Length), System.Globalization.NumberStyles.None, null, out long number)) continue;
            if (family.Orders.TryGetValue(number, out Order? order)) return order;
        }

        return null;
    }

    private Family FamilyOf(string currency)
    {
        Family? family = FindFamily(currency);
        if (family == null) _families.Add(family = new Family(currency, Options));
        return family;
    }

    private IndexPrice IndexOf(string name)
    {
        IndexPrice? index = FindIndex(name);
        if (index == null) _indexes.Add(index = new IndexPrice(name));
        return index;
    }
}
