using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>Compares the venue's own window of the best levels with the book built from changes: finds drift below the top (fault A22).</summary>
/// <remarks>
/// A window may come before or after the change that it contains, so it is compared only if it carries the id of the book's last message:
/// then nothing is under way between the two. Its levels are compared as they come, so none is kept; its end says whether the book has more.
/// One difference is counted; <see cref="InARow"/> compared windows that differ, one after the other and since the same snapshot, say that the
/// book is wrong. Windows of grouped prices are not compared. Cost: one comparison a level of the window. All-zero bytes are a fresh audit.
/// </remarks>
public struct DepthAudit
{
    /// <summary>So many compared windows in a row must differ before the book is called wrong.</summary>
    public const int InARow = 2;

    private long _compared;
    private long _different;
    private long _row;
    private long _snapshots;
    private long _isOpen; // 1 inside a window that is being compared
    private long _isSame; // 1 while its levels so far are the book's
    private long _bids;
    private long _asks;

    /// <summary>Windows compared.</summary>
    public readonly long Compared => _compared;

    /// <summary>Of those, the ones in which a level, or the number of levels, was not the book's.</summary>
    public readonly long Different => _different;

    /// <summary>Takes one <see cref="EventKind.GroupedLevel"/> of the book's instrument.</summary>
    /// <returns>False if it ended a window that says for the <see cref="InARow"/>th time in a row that the book is wrong.</returns>
    public bool OnLevel(ref readonly Event e, ref readonly L2Book book)
    {
        if (e.Has(EventFlags.First)) Begin(in e, in book);
        if (_isOpen == 0) return true;
        // A part is missing, or the book went on between two parts.
        if (e.Detail != _bids + _asks || !IsOfLastMessage(in e, in book))
        {
            _isOpen = 0;
            return true;
        }
        if (!e.Has(EventFlags.Empty)) Compare(in e, in book);
        return !e.Has(EventFlags.Last) || End(e.Level.WindowLevels, in book);
    }

    private static bool IsOfLastMessage(ref readonly Event e, ref readonly L2Book book) =>
        e.Level.ChangeId != 0 ? e.Level.ChangeId == book.LastChangeId : e.ExchangeNs == book.LastExchangeNs;

    private void Begin(ref readonly Event e, ref readonly L2Book book)
    {
        if (_snapshots != book.Counters.Snapshots)
        {
            _snapshots = book.Counters.Snapshots;
            _row = 0;
        }
        _isOpen = book.IsValid && e.Level.WindowLevels > 0 ? 1 : 0;
        _isSame = 1;
        _bids = _asks = 0;
    }

    private void Compare(ref readonly Event e, ref readonly L2Book book)
    {
        bool asks = e.Has(EventFlags.Ask);
        ref readonly BookSide side = ref book.Side(asks);
        int index = (int)(asks ? _asks++ : _bids++);
        if (index >= side.Count || side.Level(index).PriceTicks != e.Level.PriceTicks || side.Level(index).SizeLots != e.Level.SizeLots) _isSame = 0;
    }

    private bool End(long windowLevels, ref readonly L2Book book)
    {
        _isOpen = 0;
        _compared++;
        if (_isSame != 0 && HasNoMore(_bids, windowLevels, in book.Bids) && HasNoMore(_asks, windowLevels, in book.Asks))
        {
            _row = 0;
            return true;
        }
        _different++;
        if (++_row < InARow) return true;
        _row = 0;
        return false;
    }

    // A side that does not fill the window is whole.
    private static bool HasNoMore(long levels, long windowLevels, ref readonly BookSide side) => levels >= windowLevels || levels == side.Count;
}
