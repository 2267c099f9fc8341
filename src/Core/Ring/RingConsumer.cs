namespace Minnow.Core.Ring;

/// <summary>A consumer as found in a ring's memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sequence">Last sequence that it released.</param>
public readonly record struct RingConsumer(string Name, long Sequence);
