using System;
using Minnow.Core.Ring;
using Minnow.Host.Counters;

namespace Minnow.Host.Alerts;

/// <summary>A watch, and where it finds what no session knows.</summary>
/// <param name="Watch">The watch.</param>
/// <param name="Counters">What the journal's thread shows.</param>
/// <param name="Journal">How far the journal has taken the input ring.</param>
/// <param name="MachineAheadNs">The machine's clock less one that counts on, ns.</param>
public sealed record AlertParts(HostWatch Watch, CounterSet Counters, Sequence Journal, Func<long> MachineAheadNs);
