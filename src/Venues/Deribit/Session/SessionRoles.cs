using Minnow.Venues.Session;

namespace Minnow.Venues.Deribit.Session;

public sealed partial class DeribitMarketSession : IMarketSession
{
    /// <inheritdoc/>
    public ref readonly SessionCounters Counted => ref Counters;
}

public sealed partial class DeribitOrderSession : IOrderSession
{
    /// <inheritdoc/>
    public long RoundTripNs => _link.Clock.RoundTripNs;

    /// <inheritdoc/>
    public ref readonly SessionCounters Counted => ref Counters;
}
