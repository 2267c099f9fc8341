using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Channels;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc;

/// <summary>
/// A whole venue in virtual time: sessions, credits, channels and replies over the engine. No clock, thread or I/O: the same options, seed and calls give the same bytes.
/// Time is µs since 1970 and moves only in <see cref="AdvanceTo"/>.
/// </summary>
public sealed partial class Venue
{
    private readonly Dictionary<Account, AccountState> _accounts = [];
    private readonly Dictionary<string, AccountState> _byName = [];
    private readonly FeedHub _hub;
    private long _lastConnection;

    /// <summary>Opens the venue: lists the instruments, makes the accounts and pays their money in.</summary>
    /// <param name="options">What kind of venue; kept, not copied.</param>
    /// <param name="seed">Of every draw.</param>
    /// <param name="startUs">Now, µs since 1970.</param>
    public Venue(VenueOptions options, ulong seed, long startUs)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        NowUs = startUs;
        Random = new SplitMix(seed);
        SplitMix ofText = new(seed ^ 0x5DEECE66D);
        Scratch = new JsonOut(options.Style, ofText);
        Envelope = new JsonOut(new JsonStyle { Fraction = 0, Shuffle = options.Style.Envelope, Unknown = options.Style.Envelope }, ofText);
        Sessions = new Sessions(options, Random);
        Engine = new ExchangeEngine(options.LostRaceCodesVary ? options.Engine with { LostRaceSeed = seed } : options.Engine, startUs);
        _hub = new FeedHub(this);
        Engine.Listener = new EngineEars(this, _hub);
        foreach (InstrumentSpec spec in options.Instruments) Engine.AddInstrument(spec);
        foreach ((string name, long priceE8) in options.Indexes) Engine.SetIndex(name, priceE8);
        foreach (AccountOptions account in options.Accounts)
        {
            Account made = Engine.AddAccount(account.Spec);
            foreach ((string currency, long amountE8) in account.Deposits) Engine.Deposit(made, currency, amountE8);
            StateOf(made);
        }

        if (options.PlatformChatter) Agenda.Add(startUs + ChatterUs, Chatter);
    }

    /// <summary>What it was opened with.</summary>
    public VenueOptions Options { get; }

    /// <summary>The truth. Whoever calls it from outside must call <see cref="Flush"/> afterwards, so that what it caused is sent.</summary>
    public ExchangeEngine Engine { get; }

    /// <summary>Other people in the market; null for none.</summary>
    public IBackgroundMarket? Background { get; set; }

    /// <summary>Where faults take hold.</summary>
    public VenueHooks Hooks { get; } = new();

    /// <summary>Virtual time, µs since 1970.</summary>
    public long NowUs { get; private set; }

    /// <summary>When something happens next by itself, µs since 1970; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDeadlineUs => Math.Min(Agenda.NextUs, Math.Min(Engine.NextDeadlineUs, Background?.NextUs ?? long.MaxValue));

    internal Agenda Agenda { get; } = new();

    internal SplitMix Random { get; }

    internal Sessions Sessions { get; }

    /// <summary>Where results and notification data are written before they are framed.</summary>
    internal JsonOut Scratch { get; }

    internal JsonOut Envelope { get; }

    internal FeedHub Hub => _hub;

    internal bool IsMaintenance { get; private set; }

    /// <summary>Moves time; everything due on the way happens in order, each at its own time.</summary>
    public void AdvanceTo(long nowUs)
    {
        while (NextDeadlineUs is long next && next <= nowUs)
        {
            NowUs = Math.Max(NowUs, next);
            Engine.AdvanceTo(NowUs);
            if (Background is { } market && market.NextUs <= NowUs) market.Step(Engine, NowUs);
            Flush();
            while (Agenda.TryTake(NowUs, out Action what)) what();
        }

        NowUs = Math.Max(NowUs, nowUs);
        Engine.AdvanceTo(NowUs);
        Flush();
    }

    /// <summary>Sends what direct calls to <see cref="Engine"/> caused.</summary>
    public void Flush()
    {
        FinishHeld();
        _hub.FlushRaw();
    }

    internal AccountState StateOf(Account account)
    {
        if (_accounts.TryGetValue(account, out AccountState? state)) return state;
        state = new AccountState(account, Options.Tier, NowUs);
        _accounts.Add(account, state);
        _byName[account.Name] = state;
        return state;
    }

    internal AccountState? FindAccount(string name)
    {
        if (_byName.TryGetValue(name, out AccountState? state)) return state;
        foreach (Account account in Engine.Accounts)
        {
            if (account.Name == name) return StateOf(account);
        }

        return null;
    }

    private AccountState NeedAccount(string name) => FindAccount(name) ?? throw new ArgumentException($"There is no account {name}.", nameof(name));

    private Instrument NeedInstrument(string name) =>
        Engine.FindInstrument(name) ?? throw new ArgumentException($"There is no instrument {name}.", nameof(name));
}
