using System.Runtime.InteropServices;

namespace Minnow.Core.Ring;

/// <summary>A poller's own words, 128 bytes away from whatever the heap puts beside the poller. Top level: explicit layout is refused on generic types.</summary>
[StructLayout(LayoutKind.Explicit, Size = 3 * CacheLine.Bytes)]
internal struct PollerState
{
    [FieldOffset(CacheLine.Bytes)] internal long Position; // last released sequence, as the consumer knows it
    [FieldOffset(CacheLine.Bytes + 8)] internal long AvailableSeen; // the barrier's answer when last asked
}
