using Minnow.Venues.Session;

namespace Minnow.Venues.Deribit.Session;

public sealed partial class DeribitMarketSession : IMarketSession
{
    private readonly RefusedFrame _refused = new();

    /// <inheritdoc/>
    public RefusedFrame LastRefused => _refused;

    /// <inheritdoc/>
    public ref readonly SessionCounters Counted => ref Counters;
}

public sealed partial class DeribitOrderSession : IOrderSession
{
    private readonly RefusedFrame _refused = new();

    /// <inheritdoc/>
    public RefusedFrame LastRefused => _refused;

    /// <inheritdoc/>
    public long RoundTripNs => _link.Clock.RoundTripNs;

    /// <inheritdoc/>
    public ref readonly SessionCounters Counted => ref Counters;
}
