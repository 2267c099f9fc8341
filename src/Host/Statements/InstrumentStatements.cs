using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Host.Statements;

/// <summary>One instrument's account against the venue's statements of it, from the same events that the quoter gets; and the fills since both agreed last.</summary>
/// <remarks>Nothing is allocated after construction. Thread: one.</remarks>
internal sealed class InstrumentStatements
{
    /// <summary>Fills that are remembered since the last agreement: the newest.</summary>
    internal const int TradesKept = 64;

    // A settlement is told in two ways, minutes apart at most.
    private const long SameSettlementNs = 600 * Units.NsPerSecond;

    private readonly (long TradeId, long SignedLots, long PriceTicks)[] _trades = new (long, long, long)[TradesKept];
    private StatementCheck _check;
    private ContractTerms _terms;
    private RecentIds _seen;
    private long _settlementE8;
    private long _settledNs;
    private bool _hasInterest;

    internal ref readonly StatementCheck Check => ref _check;

    internal ref readonly ContractTerms Terms => ref _terms;

    /// <summary>Fills since the last agreement, whether remembered or not.</summary>
    internal long TradesSince { get; private set; }

    /// <summary>Fees of fills so far, 1e-8 of the coin.</summary>
    internal long FeesE8 { get; private set; }

    /// <summary>Settlements that were seen.</summary>
    internal long Settlements { get; private set; }

    /// <summary>True from the news of a settlement to the first statement that was made after it: what else came on that connection until then may be from before.</summary>
    internal bool AwaitsStatement { get; private set; }

    /// <summary>When a statement agreed last, ns since 1970; 0 before.</summary>
    internal long AgreedNs { get; private set; }

    /// <summary>A fill since the last agreement, oldest first of those remembered.</summary>
    internal (long TradeId, long SignedLots, long PriceTicks) Trade(int place) => _trades[(Math.Max(0, TradesSince - TradesKept) + place) % TradesKept];

    /// <summary>Takes an event about the instrument.</summary>
    /// <returns>What a statement said; <see cref="StatementVerdict.None"/> for everything else.</returns>
    internal StatementVerdict Apply(in Event e, long nowNs)
    {
        switch (e.Kind)
        {
            case EventKind.InstrumentDefined:
                if (ContractTerms.TryOf(in e.Defined, out ContractTerms terms)) _terms = terms;
                break;
            case EventKind.TickerMarks when e.Marks.MarkE8 > 0 && _terms.LotE8 != 0:
                StatementCheck.Marked(ref _check, in _terms, e.Marks.MarkE8 * ContractTerms.HalvesPerE8, nowNs);
                break;
            case EventKind.TickerCarry when _terms.LotE8 != 0:
                if (!_hasInterest && e.Carry.CurrentFundingE12 != Units.Missing) StatementCheck.Rated(ref _check, in _terms, e.Carry.CurrentFundingE12, nowNs);
                SettlementPrice(e.Carry.SettlementE8, e.ExchangeNs, nowNs);
                break;
            case EventKind.Perpetual when e.Index.InterestE12 != Units.Missing && _terms.LotE8 != 0:
                // The same rate as the ticker's, with more digits.
                _hasInterest = true;
                StatementCheck.Rated(ref _check, in _terms, e.Index.InterestE12, nowNs);
                break;
            case EventKind.InstrumentState when e.State.Trading is TradingState.Settlement or TradingState.Delivered:
                Settled(0, e.ExchangeNs, nowNs);
                break;
            case EventKind.Fill:
                Fill(in e, nowNs);
                break;
            case EventKind.Position:
                return Stated(in e, nowNs);
        }
        return StatementVerdict.None;
    }

    private void Fill(in Event e, long nowNs)
    {
        if (_terms.LotE8 == 0 || e.Fill.SizeLots <= 0 || e.Fill.PriceTicks <= 0 || !RecentIds.TryAdd(ref _seen, e.Fill.TradeId)) return;
        if ((e.Detail & (uint)FillDetails.BeforeOpening) != 0) return;
        long signed = e.Has(EventFlags.Ask) ? -e.Fill.SizeLots : e.Fill.SizeLots;
        StatementCheck.Fill(ref _check, in _terms, signed, _terms.PriceHalfE8(e.Fill.PriceTicks), e.Fill.FeeE8, e.ExchangeNs, nowNs);
        FeesE8 += e.Fill.FeeE8;
        _trades[TradesSince++ % TradesKept] = (e.Fill.TradeId, signed, e.Fill.PriceTicks);
    }

    private StatementVerdict Stated(in Event e, long nowNs)
    {
        bool isOpening = e.Has(EventFlags.Snapshot);
        // Around the settlement the venue's figures belong to either session, and what says that it settled may not reach us.
        if (SettlementTime.IsNear(nowNs)) Settled(0, exchangeNs: 0, nowNs);
        if (e.Position.SizeLots != Units.Missing && !_check.IsBeforeSettlement(e.ExchangeNs)) AwaitsStatement = false;
        StatementVerdict verdict = StatementCheck.Stated(ref _check, in _terms, in e.Position, isOpening, e.ExchangeNs, nowNs);
        if (isOpening || verdict == StatementVerdict.Agrees) (TradesSince, AgreedNs) = (0, nowNs);
        return verdict;
    }

    private void SettlementPrice(long priceE8, long exchangeNs, long nowNs)
    {
        if (priceE8 is Units.Missing or <= 0 || priceE8 == _settlementE8) return;
        bool isFirst = _settlementE8 == 0;
        _settlementE8 = priceE8;
        long halfE8 = priceE8 * ContractTerms.HalvesPerE8;
        if (isFirst) _check.Session.SettlementHalfE8 = halfE8;
        // The venue's figures were taken over since: they count.
        else if (_settledNs != 0 && nowNs - _settledNs < SameSettlementNs && _check.TakesOver == 0) _check.Session.SettlementHalfE8 = halfE8;
        else Settled(halfE8, exchangeNs, nowNs);
    }

    private void Settled(long priceHalfE8, long exchangeNs, long nowNs)
    {
        if (_terms.LotE8 == 0) return;
        StatementCheck.Settled(ref _check, in _terms, priceHalfE8, exchangeNs, nowNs);
        _settledNs = nowNs;
        AwaitsStatement = true;
        Settlements++;
        TradesSince = 0;
    }
}
