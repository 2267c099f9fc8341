using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>Orders as mass quotes: what waits on both sides of an instrument goes out as one request.</content>
/// <remarks>
/// A quote is a side of an instrument to the venue, not an order id: it has no label, a second one on a side changes the first, one that is sent again as it rests
/// loses its place, and one whose change is refused is cancelled. Whether the amount of a change counts what was filled before is not documented, and a fill on its way
/// would make it larger than was ever asked for. So a change moves the price and leaves the amount out; another size is a cancel, after which the quoter places anew.
/// </remarks>
public sealed partial class DeribitOrderSession
{
    private readonly byte[] _group;
    private readonly int[] _quotes;        // by instrument and side: slot of the last quote that was sent; -1: none was
    private readonly int[] _wishedQuotes;  // by instrument and side: slot of the last quote that was wished; -1: none was
    private readonly MassQuoteRow[] _quoteRows = new MassQuoteRow[1];

    /// <summary>The commands of one decision were given: what waited for the other side goes out.</summary>
    /// <remarks>Who does not call it is called back for it as for any deadline.</remarks>
    public void Flush(long nowNs, EventBatch batch)
    {
        Begin(nowNs, batch);
        if (_group.Length > 0) Finish(nowNs);
    }

    private static bool IsQuotable(in OutputRecord command) => (command.Flags & ~OutputRecord.SellFlag) == 0;

    private static bool IsMatched(RequestKind kind) =>
        kind is RequestKind.Place or RequestKind.Edit or RequestKind.Cancel or RequestKind.CancelByLabel or RequestKind.MassQuote or RequestKind.CancelQuotes;

    private int SideOf(in OrderEntry entry) => 2 * _markets.NumberOf(entry.Instrument) + (entry.Sell ? 1 : 0);

    /// <summary>Takes the first wish off the queue, and with it that of the other side; or moves it back.</summary>
    /// <returns>False if it must wait for the budget, and all behind it.</returns>
    private bool SendQuotesOf(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (DropUnchanged(ref entry, nowNs))
        {
            _wishes.RemoveFirst();
            return true;
        }

        if (!MayQuote(slot) || _inFlight[entry.Currency] >= _options.MaxInFlightOrders)
        {
            _wishes.Postpone();
            return true;
        }

        int other = OtherWish(entry, nowNs);
        if (!BeginQuotes(entry, isCancel: false, nowNs, out long id)) return !WaitFor(RequestPool.MassQuote, isCancel: false);
        _quoteRows[0] = NoQuote(entry.Instrument);
        RequestKind kind = PutInto(ref _quoteRows[0], entry);
        RequestKind otherKind = other < 0 ? RequestKind.None : PutInto(ref _quoteRows[0], _orders[other]);
        _link.Requests.Cover(id, kind, other < 0 ? 0 : _orders[other].OrderId, otherKind);
        _link.Write.MassQuote(Outbox, id, _link.AccessToken, _group, _quoteRows, ValidUntilMs(nowNs));
        if (!_link.Commit(id, ref _counters))
        {
            _wishes.Postpone();
            return true;
        }

        _wishes.RemoveFirst();
        _counters.MassQuotes++;
        _inFlight[entry.Currency]++;
        Sent(slot, id, kind, nowNs);
        if (other >= 0) Sent(other, id, otherKind, nowNs);
        return true;
    }

    private bool BeginQuotes(in OrderEntry entry, bool isCancel, long nowNs, out long id) => _link.TryBegin(
        RequestKind.MassQuote, RequestPool.MassQuote, nowNs, _options.AnswerTimeoutMs, out id, entry.Currency, entry.OrderId, isCancel);

    /// <summary>A wish to change a quote into what rests is answered here: sent, it would only lose its place.</summary>
    private bool DropUnchanged(ref OrderEntry entry, long nowNs)
    {
        bool isSame = entry is { Wish: OrderWish.Edit, Life: OrderLife.Open, IsUnclear: false, EditRequest: 0 }
            && entry.Command.PriceTicks == entry.PriceTicks && entry.Command.SizeLots == entry.AmountLots;
        if (!isSame) return false;
        entry.Wish = OrderWish.None;
        _counters.Coalesced++;
        ReportAsKnown(entry, nowNs);
        return true;
    }

    /// <summary>A quote waits while the fate of another on its side is open: it would change that one.</summary>
    private bool MayQuote(int slot)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (entry.Wish == OrderWish.Edit)
            return entry is { Life: OrderLife.Open, IsUnclear: false, PlaceRequest: 0, EditRequest: 0, CancelRequest: 0 };
        int resting = _quotes[SideOf(entry)];
        return resting < 0 || resting == slot || !_orders[resting].IsLive || !_orders[resting].IsQuote || SideOf(_orders[resting]) != SideOf(entry);
    }

    /// <summary>The slot of what waits on the other side of the instrument and may go too; -1 if there is none.</summary>
    private int OtherWish(in OrderEntry entry, long nowNs)
    {
        int side = SideOf(entry) ^ 1;
        int slot = _wishedQuotes[side];
        if (slot < 0) return -1;
        ref OrderEntry other = ref _orders[slot];
        bool isWish = other.IsQuote && SideOf(other) == side && (other.Wish == OrderWish.Place || (other.Wish == OrderWish.Edit && other.IsLive));
        return isWish && !DropUnchanged(ref other, nowNs) && MayQuote(slot) ? slot : -1;
    }

    private static MassQuoteRow NoQuote(ushort instrument) => new()
    {
        InstrumentIndex = instrument, BidTicks = Units.Missing, BidLots = Units.Missing, AskTicks = Units.Missing, AskLots = Units.Missing,
    };

    /// <summary>Writes what is wished of an order into its side.</summary>
    /// <returns>What the request is to it: another size than it has is a cancel.</returns>
    private static RequestKind PutInto(ref MassQuoteRow row, in OrderEntry entry)
    {
        RequestKind kind = entry.Wish == OrderWish.Place ? RequestKind.Place
            : entry.Wish == OrderWish.Edit && entry.Command.SizeLots == entry.AmountLots ? RequestKind.Edit : RequestKind.Cancel;
        long ticks = kind == RequestKind.Cancel ? Units.Missing : entry.Command.PriceTicks;
        long lots = kind == RequestKind.Place ? entry.Command.SizeLots : kind == RequestKind.Edit ? Units.Missing : 0;
        if (entry.Sell) (row.AskTicks, row.AskLots, row.AskOrderId) = (ticks, lots, entry.OrderId);
        else (row.BidTicks, row.BidLots, row.BidOrderId) = (ticks, lots, entry.OrderId);
        return kind;
    }

    private void Sent(int slot, long id, RequestKind kind, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        entry.Wish = OrderWish.None;
        _nothingRests = false;
        if (kind == RequestKind.Cancel)
        {
            _counters.Cancels++;
            CancelSent(nowNs);
            if (entry.CancelSinceNs == 0) entry.CancelSinceNs = nowNs;
            entry.CancelRequest = id;
            entry.CancelNs = long.MaxValue;
            return;
        }

        // By our clock, which may be off from the venue's by as much.
        entry.ValidUntilNs = nowNs + _options.ValidForMs * Units.NsPerMs + _link.Clock.ErrorNs;
        if (kind == RequestKind.Edit)
        {
            _counters.Edits++;
            entry.EditRequest = id;
            return;
        }

        _counters.Places++;
        entry.Life = OrderLife.Sent;
        entry.PlaceRequest = id;
        entry.PlacedLots = entry.Command.SizeLots;
        entry.FirstSentNs = nowNs;
        _quotes[SideOf(entry)] = slot;
    }

    /// <summary>Takes the first cancel off the queue, and with it that of the other side; or moves it back.</summary>
    /// <remarks>
    /// One side goes by an amount of 0, which leaves the other where it is. Both, or a side that would not go, or one for which the budget of mass quotes is used up,
    /// go by their set: the venue's own word for a cancel of quotes. Neither needs the venue's order id, so neither waits for the answer to the order.
    /// </remarks>
    /// <returns>False if it must wait for the budget, and all behind it.</returns>
    private bool SendQuoteCancelOf(int slot, long nowNs)
    {
        ref OrderEntry entry = ref _orders[slot];
        if (_inFlight[entry.Currency] >= VenueQueue)
        {
            _cancels.Postpone();
            return true;
        }

        int other = OtherCancel(entry);
        long id = 0;
        bool bySide = other < 0 && entry.QuoteCancels == 0 && BeginQuotes(entry, isCancel: true, nowNs, out id);
        if (!bySide && !_link.TryBegin(RequestKind.CancelQuotes, RequestPool.Matching, nowNs, _options.AnswerTimeoutMs, out id, entry.Currency, entry.OrderId, isCancel: true))
            return !WaitFor(RequestPool.Matching, isCancel: true);
        _link.Requests.Cover(id, RequestKind.Cancel, other < 0 ? 0 : _orders[other].OrderId, other < 0 ? RequestKind.None : RequestKind.Cancel);
        if (bySide)
        {
            _counters.MassQuotes++;
            _quoteRows[0] = NoQuote(entry.Instrument);
            PutInto(ref _quoteRows[0], entry);
            _link.Write.MassQuote(Outbox, id, _link.AccessToken, _group, _quoteRows, validUntilMs: 0);
        }
        else
        {
            _link.Write.CancelQuoteSet(Outbox, id, _link.AccessToken, entry.Instrument);
        }

        _cancels.RemoveFirst();
        bool isSent = _link.Commit(id, ref _counters);
        if (isSent) _inFlight[entry.Currency]++;
        CancelSent(ref entry, id, isSent, nowNs);
        if (other >= 0) CancelSent(ref _orders[other], id, isSent, nowNs);
        return true;
    }

    private int OtherCancel(in OrderEntry entry)
    {
        int slot = _quotes[SideOf(entry) ^ 1];
        if (slot < 0) return -1;
        ref OrderEntry other = ref _orders[slot];
        return other is { IsQuote: true, Wish: OrderWish.Cancel, IsLive: true, CancelRequest: 0 } && SideOf(other) == (SideOf(entry) ^ 1) ? slot : -1;
    }

    private void CancelSent(ref OrderEntry entry, long id, bool isSent, long nowNs)
    {
        entry.Wish = OrderWish.None;
        if (!isSent)
        {
            CancelLater(ref entry, nowNs);
            return;
        }

        _counters.Cancels++;
        CancelSent(nowNs);
        if (entry.QuoteCancels < byte.MaxValue) entry.QuoteCancels++;
        entry.CancelRequest = id;
        entry.CancelNs = long.MaxValue;
    }
}
