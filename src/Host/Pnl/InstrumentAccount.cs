using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Accounting;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Host.Journal;
using Minnow.Host.Statements;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Pnl;

/// <summary>The account of one instrument as its events come in: book, mid, mark, funding, fills, position.</summary>
internal sealed class InstrumentAccount(string name)
{
    private readonly List<FillEdge> _fills = [];
    private readonly List<TakenOver> _taken = [];
    private readonly List<string> _rules = [];
    private readonly QuoteOrigins _origins = new();
    private readonly HashSet<long> _seen = [];
    private L2Book _book;
    private Markouts _markouts;
    private PositionLedger _ledger;
    private ContractTerms _terms;
    private long _midHalfE8;
    private long _pendingLots;
    private bool _midHolds;
    private bool _hasInterest;

    /// <summary>Lots that were there without a fill, and the price at which they were taken over.</summary>
    internal readonly record struct TakenOver(long SignedLots, long PriceHalfE8);

    /// <summary>The venue's name.</summary>
    internal string Name { get; } = name;

    /// <summary>Settlement coin, from the name: BTC-PERPETUAL settles in BTC, BTC_USDC-PERPETUAL in USDC.</summary>
    internal string Coin { get; } = CoinOf(name);

    /// <summary>How <see cref="EventKind.Account"/> names that coin.</summary>
    internal uint CoinHash { get; } = (uint)TextHash.Of(System.Text.Encoding.ASCII.GetBytes(CoinOf(name)));

    internal ref readonly ContractTerms Terms => ref _terms;

    internal ref readonly PositionLedger Ledger => ref _ledger;

    /// <summary>The account as the venue counts it, since the last settlement.</summary>
    internal ref readonly SessionLedger Session => ref Statements.Check.Session;

    /// <summary>The venue's statements against it.</summary>
    internal InstrumentStatements Statements { get; } = new();

    internal ReadOnlySpan<FillEdge> Fills => CollectionsMarshal.AsSpan(_fills);

    /// <summary>Differences from the venue's statements that stayed, in words.</summary>
    internal List<string> Disagreements { get; } = [];

    /// <summary>Why a fill that took did so, by its place in <see cref="Fills"/>; empty for one that made.</summary>
    internal IReadOnlyList<string> Rules => _rules;

    /// <summary>The opening position, and what the venue stated later that no fill explains.</summary>
    internal IReadOnlyList<TakenOver> Taken => _taken;

    /// <summary>The venue's mark, 1e-8; 0 while it told none.</summary>
    internal long MarkE8 { get; private set; }

    /// <summary>The venue's index, 1e-8; 0 while it told none.</summary>
    internal long IndexE8 { get; private set; }

    /// <summary>Maker fee of the venue's catalogue, bps; NaN while it told none.</summary>
    internal double MakerFeeBps { get; private set; } = double.NaN;

    /// <summary>Taker fee of it.</summary>
    internal double TakerFeeBps { get; private set; } = double.NaN;

    /// <summary>Position and the lots that wait for a first price.</summary>
    internal long PositionLots => _ledger.PositionLots + _pendingLots;

    /// <summary>Lots that were stated and never found a price to be valued at.</summary>
    internal long PendingLots => _pendingLots;

    /// <summary>True if there is anything to account for.</summary>
    internal bool HasActivity => _fills.Count > 0 || _taken.Count > 0 || _pendingLots != 0;

    /// <summary>What everything is valued at: the mark, else the mid, else the last fill's price; halves of 1e-8, 0 if none is known.</summary>
    internal long ValueHalfE8 => MarkE8 > 0 ? MarkE8 * ContractTerms.HalvesPerE8 : _midHalfE8 > 0 ? _midHalfE8 : _fills.Count > 0 ? _fills[^1].PriceHalfE8 : 0;

    /// <summary>Takes an event about this instrument or about all.</summary>
    /// <param name="e">It.</param>
    /// <param name="nowNs">Latest receive time so far, ns since 1970.</param>
    /// <exception cref="JournalContentException">The contract changed under a position: its lots mean something else now.</exception>
    internal void Apply(in Event e, long nowNs)
    {
        Note(Statements.Apply(in e, nowNs), nowNs);
        switch (e.Kind)
        {
            case EventKind.BookLevel or EventKind.BookInvalid or EventKind.FeedState:
                BookOutcome outcome = _book.Apply(in e);
                if (outcome is not (BookOutcome.None or BookOutcome.Partial)) Mid(nowNs);
                break;
            case EventKind.InstrumentDefined:
                Define(in e);
                Mid(nowNs);
                break;
            case EventKind.TickerMarks:
                if (e.Marks.IndexE8 > 0) IndexE8 = e.Marks.IndexE8;
                if (e.Marks.MarkE8 <= 0) break;
                Accrue(nowNs);
                MarkE8 = e.Marks.MarkE8;
                FundingAccrual.Marked(ref _ledger.Funding, MarkE8 * ContractTerms.HalvesPerE8, nowNs);
                TakePending();
                break;
            case EventKind.TickerCarry when !_hasInterest:
                Rate(e.Carry.CurrentFundingE12, nowNs);
                break;
            case EventKind.Perpetual:
                // The same rate as the ticker's, with more digits.
                _hasInterest |= e.Index.InterestE12 != Units.Missing;
                Rate(e.Index.InterestE12, nowNs);
                break;
            case EventKind.OrderUpdate:
                _origins.Acknowledged(in e.Order, _midHalfE8);
                break;
            case EventKind.Fill:
                Fill(in e, nowNs);
                break;
            case EventKind.Position when e.Has(EventFlags.Snapshot):
                State(in e.Position, nowNs);
                break;
        }
    }

    /// <summary>Takes a message of ours.</summary>
    internal void Sent(in OutputRecord command) => _origins.Sent(in command);

    /// <summary>Takes the decision that sent the messages before it.</summary>
    internal void Decided(in DecisionRecord record, ReadOnlySpan<LevelRecord> levels)
    {
        if (_terms.LotE8 != 0) _origins.Decided(in record, levels, in _terms);
    }

    /// <summary>Another run begins.</summary>
    internal void Renamed() => _origins.Clear();

    /// <summary>The journal is over.</summary>
    internal void End(long nowNs)
    {
        Accrue(nowNs);
        if (_midHalfE8 > 0) Markouts.End(ref _markouts, CollectionsMarshal.AsSpan(_fills), nowNs, _midHalfE8);
    }

    private void Note(StatementVerdict verdict, long nowNs)
    {
        if (verdict != StatementVerdict.Persists || Statements.Check.DifferentCount != StatementCheck.MaxDifferent) return;
        ref readonly StatementCheck check = ref Statements.Check;
        Disagreements.Add($"{JournalTool.Time(nowNs)}: profit {StatementWatch.Coins(check.ProfitApartE24)}, funding {StatementWatch.Coins(check.FundingApartE24)}, {Statements.TradesSince} fills since both agreed{StatementWatch.Trades(Statements)}");
    }

    private static string CoinOf(string name)
    {
        string pair = name.Split('-')[0];
        return pair[(pair.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    private void Define(in Event e)
    {
        bool known = _terms.LotE8 != 0;
        ContractTerms before = _terms;
        if (!ContractTerms.TryOf(in e.Defined, out ContractTerms terms)) return;
        bool same = before.LotE8 == terms.LotE8 && before.Contract == terms.Contract;
        if (known && !same && HasActivity) throw new JournalContentException($"the contract of {Name} changed from a lot of {before.LotE8}e-8 to one of {terms.LotE8}e-8 under fills or a position");
        _book.Apply(in e);
        _terms = terms;
        (MakerFeeBps, TakerFeeBps) = (e.Defined.MakerFeeE8 / 1e4, e.Defined.TakerFeeE8 / 1e4);
    }

    private void Mid(long nowNs)
    {
        _midHolds = _book.HasTop && _terms.TickE8 > 0;
        if (!_midHolds) return;
        long midHalfE8 = _terms.MidHalfE8(_book.MidHalfTicks);
        if (midHalfE8 == _midHalfE8 || midHalfE8 <= 0) return;
        if (_midHalfE8 > 0) Markouts.Leaving(ref _markouts, CollectionsMarshal.AsSpan(_fills), nowNs, _midHalfE8);
        _midHalfE8 = midHalfE8;
        TakePending();
    }

    private void Rate(long rateE12, long nowNs)
    {
        if (rateE12 == Units.Missing) return;
        Accrue(nowNs);
        FundingAccrual.Rated(ref _ledger.Funding, rateE12, nowNs);
    }

    private void Accrue(long nowNs) => FundingAccrual.Accrue(ref _ledger.Funding, in _terms, _ledger.PositionLots, nowNs);

    private void Fill(in Event e, long nowNs)
    {
        long lots = e.Fill.SizeLots;
        // As the quoter books them: a fill counts once, and one that the opening position holds already not at all.
        if (_terms.LotE8 == 0 || lots <= 0 || e.Fill.PriceTicks <= 0 || !_seen.Add(e.Fill.TradeId)) return;
        FillDetails details = (FillDetails)e.Detail;
        if ((details & FillDetails.BeforeOpening) != 0) return;
        long priceHalfE8 = _terms.PriceHalfE8(e.Fill.PriceTicks);
        FillEdge fill = new()
        {
            TimeNs = nowNs, SignedLots = e.Has(EventFlags.Ask) ? -lots : lots, PriceHalfE8 = priceHalfE8, FeeE24 = Money.FromE8(e.Fill.FeeE8),
            OrderId = e.Fill.OrderId, TradeId = e.Fill.TradeId, Details = details, HasNoMid = !_midHolds,
            MidHalfE8 = _midHalfE8 > 0 ? _midHalfE8 : MarkE8 > 0 ? MarkE8 * ContractTerms.HalvesPerE8 : priceHalfE8, Level = FillEdge.NoLevel,
        };
        QuoteOrigin? origin = _origins.Of(fill.OrderId, e.Fill.PriceTicks);
        if (origin != null)
        {
            (fill.DecisionNumber, fill.FairHalfE8, fill.DecidedMidHalfE8, fill.AcknowledgedMidHalfE8) = (origin.DecisionNumber, origin.FairHalfE8, origin.MidHalfE8, origin.AcknowledgedMidHalfE8);
            (fill.Level, fill.Mode) = (origin.Level, origin.Mode);
        }
        fill.Purpose = origin?.IsHedge == true ? FillPurpose.Hedge : fill.IsMaker ? FillPurpose.Quote : FillPurpose.Take;
        _rules.Add(fill.IsMaker ? "" : FillRules.Of(in fill, origin));
        TakePending(priceHalfE8);
        Accrue(nowNs);
        PositionLedger.Fill(ref _ledger, in _terms, fill.SignedLots, priceHalfE8, fill.FeeE24);
        _fills.Add(fill);
    }

    // The venue's word at the start of a connection is taken over, as the quoter does, at the mark that it was stated with.
    private void State(in PositionReport stated, long nowNs)
    {
        if (stated.SizeLots == Units.Missing || stated.SizeLots == PositionLots) return;
        Accrue(nowNs);
        _pendingLots = stated.SizeLots - _ledger.PositionLots;
        if (MarkE8 == 0 && stated.MarkE8 > 0)
        {
            MarkE8 = stated.MarkE8;
            FundingAccrual.Marked(ref _ledger.Funding, MarkE8 * ContractTerms.HalvesPerE8, nowNs);
        }
        Take(stated.MarkE8 > 0 ? stated.MarkE8 * ContractTerms.HalvesPerE8 : ValueHalfE8);
    }

    private void TakePending(long elseHalfE8 = 0) => Take(ValueHalfE8 > 0 ? ValueHalfE8 : elseHalfE8);

    private void Take(long priceHalfE8)
    {
        if (_pendingLots == 0 || _terms.LotE8 == 0 || priceHalfE8 <= 0) return;
        PositionLedger.Trade(ref _ledger, in _terms, _pendingLots, priceHalfE8);
        _taken.Add(new TakenOver(_pendingLots, priceHalfE8));
        _pendingLots = 0;
    }
}
