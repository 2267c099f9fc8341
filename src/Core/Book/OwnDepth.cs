using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Book;

/// <summary>What of the book is ours, as far as the book shows it yet: without it our own quotes would be news about the market.</summary>
/// <remarks>
/// Book and orders come in two streams, each sooner or later than the other. A change of ours counts from the book message on that shows it: one of no earlier
/// venue time than the report of the change; or one in which the level changes by just what our message asks for. The report settles both kinds, so an error
/// of the second lasts no longer than the message is on its way. All-zero bytes are nothing of ours. O(own orders).
/// </remarks>
public struct OwnDepth
{
    /// <summary>Most orders; one more is left out, and then counts as another's.</summary>
    public const int Capacity = 32;

    // A new order, a change of it and a cancel may be on their way together; of more the last two count as one.
    private const int MostChanges = 4;
    private const long OnlyAsked = long.MaxValue;

    private Entries _entries;
    private long _bound;
    private long _waiting;
    private long _asked;

    private struct Entry
    {
        /// <summary>0 if free.</summary>
        public long OrderId;
        public long IsSell;

        /// <summary>What the book shows of the order.</summary>
        public long PriceTicks, Lots;

        /// <summary>Venue's time of the book that showed the last change, ns: what is told of an earlier time is old.</summary>
        public long ShownNs;

        /// <summary>1 once the venue said that it is gone.</summary>
        public long IsGone;

        /// <summary>What it does not show yet, in the order in which it will.</summary>
        public Changes Changes;
        public long ChangeCount;
    }

    private struct Change
    {
        public long PriceTicks, Lots;

        /// <summary>Until when it came about, by the venue's clock, ns; the largest number while we have only asked for it.</summary>
        public long SinceNs;

        /// <summary>Number of our message, so that of two alike the first one is shown first; 0 if the venue told of it by itself.</summary>
        public long Number;

        /// <summary>Of the first one: lots at the price where it must show, when the book was last looked at.</summary>
        public long LevelLots;

        public readonly bool Grows(in Entry from) => Lots > 0 && (PriceTicks != from.PriceTicks || Lots > from.Lots);

        public readonly long WatchTicks(in Entry from) => Grows(in from) ? PriceTicks : from.PriceTicks;

        /// <summary>By how much the level must change, lots.</summary>
        public readonly long StepLots(in Entry from)
        {
            bool isSamePrice = PriceTicks == from.PriceTicks;
            return Grows(in from) ? Lots - (isSamePrice ? from.Lots : 0) : (isSamePrice ? Lots : 0) - from.Lots;
        }
    }

    [InlineArray(MostChanges)]
    private struct Changes
    {
        private Change _first;
    }

    [InlineArray(Capacity)]
    private struct Entries
    {
        private Entry _first;
    }

    /// <summary>True if nothing of ours rests or is on its way.</summary>
    public readonly bool IsEmpty => _bound == 0;

    /// <summary>True while the book does not show all that we did.</summary>
    public readonly bool IsWaiting => _waiting != 0;

    /// <summary>Lots of ours that the book shows at a price.</summary>
    public readonly long LotsAt(bool sell, long priceTicks)
    {
        long sum = 0, side = sell ? 1 : 0;
        foreach (ref readonly Entry entry in Used)
            if (entry.PriceTicks == priceTicks && entry.IsSell == side) sum += entry.Lots;
        return sum;
    }

    /// <summary>The next level of a side without what is ours; a level that is ours alone is passed over.</summary>
    /// <param name="side">The side.</param>
    /// <param name="own">What is ours.</param>
    /// <param name="sell">True for asks.</param>
    /// <param name="index">Level of the book to look at first, 0 being the best; afterwards the one behind that found.</param>
    /// <param name="level">Price, and the lots of others.</param>
    /// <returns>False if there is none.</returns>
    public static bool Next(ref readonly BookSide side, ref readonly OwnDepth own, bool sell, ref int index, out PriceLevel level)
    {
        while (index < side.Count)
        {
            level = side.Level(index++);
            if (own._bound != 0) level.SizeLots -= own.LotsAt(sell, level.PriceTicks);
            if (level.SizeLots > 0) return true;
        }
        level = default;
        return false;
    }

    /// <summary>A message of ours is on its way that leaves this much of an order at this price.</summary>
    public static void Expect(ref OwnDepth own, ref readonly L2Book book, long orderId, bool sell, long priceTicks, long lots)
    {
        int at = Find(ref own, orderId, sell, isMade: lots > 0);
        if (at < 0) return;
        ref Entry entry = ref own._entries[at];
        // Of one time, and so asked about again.
        int last = (int)entry.ChangeCount - 1;
        if (last >= 0 && entry.Changes[last].SinceNs == OnlyAsked && IsSame(in entry.Changes[last], priceTicks, lots)) return;
        Insert(ref entry, last + 1, new Change { PriceTicks = priceTicks, Lots = lots, SinceNs = OnlyAsked, Number = ++own._asked });
        Refresh(ref own, in book);
    }

    /// <summary>The venue says what there is of an order.</summary>
    /// <param name="own">What is ours.</param>
    /// <param name="book">The book.</param>
    /// <param name="orderId">Our id.</param>
    /// <param name="sell">True for an ask.</param>
    /// <param name="priceTicks">Its price.</param>
    /// <param name="lots">What rests of it, lots; 0 if it is gone.</param>
    /// <param name="exchangeNs">Since when, by the venue's clock, ns; 0 if it does not say: then the book shows it.</param>
    /// <param name="isSettled">True unless another message about the order is on its way.</param>
    public static void Tell(
        ref OwnDepth own, ref readonly L2Book book, long orderId, bool sell, long priceTicks, long lots, long exchangeNs, bool isSettled = true)
    {
        int at = Find(ref own, orderId, sell, isMade: lots > 0);
        if (at < 0) return;
        ref Entry entry = ref own._entries[at];
        entry.IsGone = lots == 0 ? 1 : 0;
        int told = 0;
        while (told < (int)entry.ChangeCount && entry.Changes[told].SinceNs != OnlyAsked) told++;
        int asked = told;
        while (asked < (int)entry.ChangeCount && !IsSame(in entry.Changes[asked], priceTicks, lots)) asked++;
        bool isAsked = asked < (int)entry.ChangeCount;
        // What was asked for before it came about before it.
        for (int i = told; isAsked && i <= asked; i++) entry.Changes[i].SinceNs = exchangeNs;
        bool isOld = lots > 0 && exchangeNs != 0 && exchangeNs < entry.ShownNs;
        bool isNews = !isAsked && !isOld && !(told == 0 && lots == entry.Lots && (lots == 0 || priceTicks == entry.PriceTicks));
        if (isNews) Insert(ref entry, told, new Change { PriceTicks = priceTicks, Lots = lots, SinceNs = exchangeNs });
        if (isSettled || lots == 0)
            while (entry.ChangeCount > 0 && entry.Changes[(int)entry.ChangeCount - 1].SinceNs == OnlyAsked) entry.ChangeCount--;
        while (entry.ChangeCount != 0 && entry.Changes[0].SinceNs <= book.LastExchangeNs) Show(ref entry, in book);
        Refresh(ref own, in book);
    }

    /// <summary>The book changed: what it shows now, counts.</summary>
    /// <param name="own">What is ours.</param>
    /// <param name="book">The book after the message.</param>
    /// <param name="isNew">True if it is no step from the book before: then only time says what it shows.</param>
    public static void Match(ref OwnDepth own, ref readonly L2Book book, bool isNew = false)
    {
        uint shown = 0;
        for (int i = 0; i < (int)own._bound; i++)
        {
            while (own._entries[i].ChangeCount != 0 && own._entries[i].Changes[0].SinceNs <= book.LastExchangeNs)
            {
                ShowStep(ref own, i, in book);
                shown |= 1u << i;
            }
        }
        for (int i = 0; i < (int)own._bound && !isNew; i++)
        {
            ref Entry entry = ref own._entries[i];
            if (entry.ChangeCount == 0 || (shown & (1u << i)) != 0) continue;
            long step = LevelLots(in book, in entry) - entry.Changes[0].LevelLots;
            if (step == 0 || step != entry.Changes[0].StepLots(in entry) || !IsFirst(in own, in entry, shown)) continue;
            ShowStep(ref own, i, in book);
            shown |= 1u << i;
        }
        Refresh(ref own, in book);
    }

    // True if no message before this one asks for the same.
    private static bool IsFirst(in OwnDepth own, in Entry entry, uint shown)
    {
        ref readonly Change change = ref entry.Changes[0];
        for (int i = 0; i < (int)own._bound; i++)
        {
            ref readonly Entry other = ref own._entries[i];
            if (other.ChangeCount == 0 || other.IsSell != entry.IsSell || (shown & (1u << i)) != 0 || other.Changes[0].Number >= change.Number) continue;
            ref readonly Change before = ref other.Changes[0];
            if (before.WatchTicks(in other) == change.WatchTicks(in entry) && before.StepLots(in other) == change.StepLots(in entry)) return false;
        }
        return true;
    }

    // A step of the book that is one order's is no other's: those that watch the same price count from behind it.
    private static void ShowStep(ref OwnDepth own, int at, ref readonly L2Book book)
    {
        ref Entry entry = ref own._entries[at];
        long fromTicks = entry.PriceTicks, fromLots = entry.Lots;
        Show(ref entry, in book);
        for (int i = 0; i < (int)own._bound; i++)
        {
            ref Entry other = ref own._entries[i];
            if (i == at || other.ChangeCount == 0 || other.IsSell != entry.IsSell) continue;
            long watched = other.Changes[0].WatchTicks(in other);
            if (watched == fromTicks) other.Changes[0].LevelLots -= fromLots;
            if (watched == entry.PriceTicks) other.Changes[0].LevelLots += entry.Lots;
        }
    }

    // Looks where each change must show next, and forgets what is over.
    private static void Refresh(ref OwnDepth own, ref readonly L2Book book)
    {
        own._waiting = 0;
        for (int i = 0; i < (int)own._bound; i++)
        {
            ref Entry entry = ref own._entries[i];
            if (entry.ChangeCount != 0)
            {
                entry.Changes[0].LevelLots = LevelLots(in book, in entry);
                own._waiting++;
            }
            // Shown before the venue said so, an end is kept: its report still finds it.
            else if (entry.IsGone != 0 && entry.Lots == 0)
            {
                entry = default;
            }
        }
        while (own._bound > 0 && own._entries[(int)own._bound - 1].OrderId == 0) own._bound--;
    }

    private static bool IsSame(in Change change, long priceTicks, long lots) => change.Lots == lots && (lots == 0 || change.PriceTicks == priceTicks);

    private static long LevelLots(ref readonly L2Book book, in Entry entry) => book.Side(entry.IsSell != 0).LotsAt(entry.Changes[0].WatchTicks(in entry));

    private static void Show(ref Entry entry, ref readonly L2Book book)
    {
        ref readonly Change shown = ref entry.Changes[0];
        if (shown.Lots > 0) entry.PriceTicks = shown.PriceTicks;
        entry.Lots = shown.Lots;
        entry.ShownNs = Math.Min(shown.SinceNs, book.LastExchangeNs);
        entry.ChangeCount--;
        for (int i = 0; i < (int)entry.ChangeCount; i++) entry.Changes[i] = entry.Changes[i + 1];
    }

    private static void Insert(ref Entry entry, int at, in Change change)
    {
        if (entry.ChangeCount == MostChanges) at = Math.Min(at, MostChanges - 1);
        else entry.ChangeCount++;
        for (int i = (int)entry.ChangeCount - 1; i > at; i--) entry.Changes[i] = entry.Changes[i - 1];
        entry.Changes[at] = change;
    }

    private static int Find(ref OwnDepth own, long orderId, bool sell, bool isMade)
    {
        int free = -1;
        for (int i = 0; i < (int)own._bound; i++)
        {
            if (own._entries[i].OrderId == orderId) return i;
            if (free < 0 && own._entries[i].OrderId == 0) free = i;
        }
        if (!isMade) return -1;
        if (free < 0)
        {
            if (own._bound == Capacity) return -1;
            free = (int)own._bound++;
        }
        own._entries[free] = new Entry { OrderId = orderId, IsSell = sell ? 1 : 0 };
        return free;
    }

    [UnscopedRef]
    private readonly ReadOnlySpan<Entry> Used => ((ReadOnlySpan<Entry>)_entries)[..(int)_bound];
}
