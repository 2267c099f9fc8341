namespace Minnow.Market;

/// <summary>Damage to do to a recording, for tests of those who read it. Book frames count from 1, the snapshot being the first; 0 is none.</summary>
/// <param name="DropBookFrame">Book frame to leave out: a gap in the chain of change ids.</param>
/// <param name="CorruptBookFrame">Book frame to make malformed.</param>
public readonly record struct Faults(long DropBookFrame, long CorruptBookFrame);
