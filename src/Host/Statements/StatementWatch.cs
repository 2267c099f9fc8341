using System;
using System.Globalization;
using System.Text;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Statements;

/// <summary>What a statement changed.</summary>
internal enum StatementChange
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A difference persists now.</summary>
    Raised = 1,

    /// <summary>It is over.</summary>
    Cleared = 2,
}

/// <summary>The running check: our accounts against every statement that the venue makes of positions and balances.</summary>
/// <remarks>Works on the events that the quoter gets, before it gets them. Nothing is allocated after construction. Thread: feed; <see cref="Text"/> is for another one, to be read after a change.</remarks>
internal sealed class StatementWatch
{
    private readonly InstrumentStatements[] _instruments;
    private readonly InstrumentName[] _names;
    private readonly int[] _coinOf;
    private readonly CoinStatements?[] _coins;

    /// <summary>A watch over so many instruments.</summary>
    internal StatementWatch(int instrumentCount)
    {
        _instruments = new InstrumentStatements[instrumentCount];
        for (int i = 0; i < instrumentCount; i++) _instruments[i] = new InstrumentStatements();
        _names = new InstrumentName[instrumentCount];
        _coinOf = new int[instrumentCount];
        Array.Fill(_coinOf, -1);
        _coins = new CoinStatements?[instrumentCount];
    }

    /// <summary>Statements that agreed.</summary>
    internal long AgreedCount { get; private set; }

    /// <summary>Statements that differ, whether it lasted or not.</summary>
    internal long DifferentCount { get; private set; }

    /// <summary>True while a difference persists.</summary>
    internal bool IsApart { get; private set; }

    /// <summary>The venue's figure less ours at the last statement that differs, 1e-8 of its coin.</summary>
    internal long ApartE8 { get; private set; }

    /// <summary>Takes an event.</summary>
    /// <param name="e">It.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    internal StatementChange Apply(in Event e, long nowNs)
    {
        if (e.Kind == EventKind.Account) return Balance(in e, nowNs);
        if (e.InstrumentIndex >= _instruments.Length) return StatementChange.None;
        if (e.Kind == EventKind.InstrumentNamed) Name(e.InstrumentIndex, in e.Named.Name);
        // A fill that the opening position holds already has its fee in no balance from before.
        if (e.Kind == EventKind.Position && e.Has(EventFlags.Snapshot) && _coinOf[e.InstrumentIndex] >= 0) _coins[_coinOf[e.InstrumentIndex]]!.Begin();
        InstrumentStatements instrument = _instruments[e.InstrumentIndex];
        StatementVerdict verdict = instrument.Apply(in e, nowNs);
        if (verdict is StatementVerdict.Differs or StatementVerdict.Persists)
        {
            Int128 profit = instrument.Check.ProfitApartE24, funding = instrument.Check.FundingApartE24;
            ApartE8 = Money.ToE8(Int128.Abs(profit) > instrument.Check.ToleranceE24 ? profit : funding);
        }
        return Judge(verdict);
    }

    /// <summary>What differs, and the fills since both agreed last.</summary>
    internal string Text()
    {
        StringBuilder text = new();
        for (int i = 0; i < _instruments.Length; i++)
        {
            InstrumentStatements one = _instruments[i];
            bool coinIsApart = _coinOf[i] >= 0 && _coins[_coinOf[i]]!.IsApart;
            if (one.Check.IsApart == 0 && !coinIsApart) continue;
            string name = Encoding.ASCII.GetString(InstrumentName.Text(in _names[i]));
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "; " : "")}{name}: ");
            if (one.Check.IsApart != 0) text.Append(CultureInfo.InvariantCulture, $"profit {Coins(one.Check.ProfitApartE24)} and funding {Coins(one.Check.FundingApartE24)} of the venue's are not ours, ");
            if (coinIsApart) text.Append(CultureInfo.InvariantCulture, $"the balance is {_coins[_coinOf[i]]!.Check.ApartE8 / 1e8:0.00000000} away from the fees that were told, ");
            text.Append(CultureInfo.InvariantCulture, $"{one.TradesSince} fills since both agreed{Trades(one)}");
        }
        return text.ToString();
    }

    internal static string Trades(InstrumentStatements one)
    {
        StringBuilder text = new();
        long shown = Math.Min(one.TradesSince, InstrumentStatements.TradesKept);
        for (int i = 0; i < shown; i++)
        {
            (long tradeId, long signedLots, long priceTicks) = one.Trade(i);
            decimal amount = (decimal)signedLots * one.Terms.LotE8 / Units.E8, price = (decimal)priceTicks * one.Terms.TickE8 / Units.E8;
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? ": " : ", ")}trade {tradeId} of {amount:0.########} at {price:0.########}");
        }
        return text.ToString();
    }

    internal static string Coins(Int128 e24) => (Money.ToE8(e24) / 1e8).ToString("+0.00000000;-0.00000000;0", CultureInfo.InvariantCulture);

    /// <summary>Hash by which <see cref="EventKind.Account"/> names the coin that an instrument settles in: BTC of BTC-PERPETUAL, USDC of BTC_USDC-PERPETUAL.</summary>
    internal static uint CoinHash(in InstrumentName name)
    {
        ReadOnlySpan<byte> pair = InstrumentName.Text(in name);
        int dash = pair.IndexOf((byte)'-');
        if (dash >= 0) pair = pair[..dash];
        return (uint)TextHash.Of(pair[(pair.IndexOf((byte)'_') + 1)..]);
    }

    private StatementChange Judge(StatementVerdict verdict)
    {
        if (verdict == StatementVerdict.None) return StatementChange.None;
        if (verdict == StatementVerdict.Agrees) AgreedCount++;
        else DifferentCount++;
        bool isApart = false;
        foreach (InstrumentStatements one in _instruments) isApart |= one.Check.IsApart != 0;
        foreach (CoinStatements? coin in _coins) isApart |= coin?.IsApart == true;
        if (isApart == IsApart) return StatementChange.None;
        IsApart = isApart;
        return isApart ? StatementChange.Raised : StatementChange.Cleared;
    }

    /// <summary>Learns an instrument's name, and with it the coin that its money goes to. Those of the configuration are named before any event is seen.</summary>
    internal void Name(ushort instrument, in InstrumentName name)
    {
        _names[instrument] = name;
        uint hash = CoinHash(in name);
        int coin = 0;
        while (_coins[coin] is { } known && known.NameHash != hash) coin++;
        // Named at the start, once for each coin.
        _coins[coin] ??= new CoinStatements(hash);
        _coinOf[instrument] = coin;
    }

    private StatementChange Balance(in Event e, long nowNs)
    {
        for (int coin = 0; coin < _coins.Length && _coins[coin] is { } one; coin++)
        {
            if (one.NameHash != e.Detail) continue;
            long feesE8 = 0, settlements = 0;
            bool awaitsStatement = false;
            for (int i = 0; i < _instruments.Length; i++)
            {
                if (_coinOf[i] != coin) continue;
                feesE8 += _instruments[i].FeesE8;
                settlements += _instruments[i].Settlements;
                awaitsStatement |= _instruments[i].AwaitsStatement;
            }
            StatementVerdict verdict = one.Stated(e.Account.BalanceE8, feesE8, settlements, awaitsStatement, nowNs);
            if (verdict is StatementVerdict.Differs or StatementVerdict.Persists) ApartE8 = one.Check.ApartE8;
            return Judge(verdict);
        }
        return StatementChange.None;
    }
}
