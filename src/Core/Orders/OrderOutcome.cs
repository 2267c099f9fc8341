namespace Minnow.Core.Orders;

/// <summary>What a report of the venue did to an order, and so what the caller does next.</summary>
public enum OrderOutcome : byte
{
    /// <summary>It is about another order than the one in the slot: look among the ended ones.</summary>
    NotThis = 0,

    /// <summary>Repeated, late, or about nothing that is under way: count it.</summary>
    NoNews = 1,

    /// <summary>Applied.</summary>
    Applied = 2,

    /// <summary>The venue took the new order or the change: a series of refusals ends.</summary>
    Taken = 3,

    /// <summary>The venue refused the new order or the change: count the refusal.</summary>
    Refused = 4,

    /// <summary>The order is gone; look at the reason.</summary>
    Gone = 5,

    /// <summary>It can not be true together with what was told before: halt.</summary>
    Contradiction = 6,

    /// <summary>An order that had ended was filled further than its end had said: hold quoting until the position is stated.</summary>
    MoreFilled = 7,
}

/// <summary>What a fill did to an order, and so what the caller does next.</summary>
public enum FillOutcome : byte
{
    /// <summary>It is about another order: look elsewhere.</summary>
    NotThis = 0,

    /// <summary>Taken off the order.</summary>
    Applied = 1,

    /// <summary>Of an order that had ended, within what its end had said or could not say.</summary>
    Late = 2,

    /// <summary>Of an order that had ended with fewer lots filled: hold quoting until the position is stated.</summary>
    BeyondEnd = 3,

    /// <summary>More than the order's size was filled: halt.</summary>
    Overfill = 4,
}
