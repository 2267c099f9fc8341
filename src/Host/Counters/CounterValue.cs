namespace Minnow.Host.Counters;

/// <summary>One counter as read from a page. The page's own description counts, so counters of a newer build are shown too.</summary>
/// <param name="Id">Its id, perhaps one that this build does not know.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it moves.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Value">The value.</param>
public readonly record struct CounterValue(int Id, string Name, CounterKind Kind, CounterUnit Unit, long Value);
