namespace Minnow.Host.Counters;

/// <summary>Description of one counter.</summary>
/// <param name="Id">Its slot.</param>
/// <param name="Name">Owner and thing, lower case with dots: <c>journal.bytes_out</c>. ASCII, at most 112 bytes; never changes.</param>
/// <param name="Kind">How it moves.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Initial">Value before its writer has written.</param>
public readonly record struct CounterInfo(CounterId Id, string Name, CounterKind Kind, CounterUnit Unit, long Initial = 0);
