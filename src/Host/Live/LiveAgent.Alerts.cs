using Minnow.Core.Model;
using Minnow.Host.Alerts;

namespace Minnow.Host.Live;

/// <summary>Where journal, clocks and venue are watched: on this thread, so that what is noticed is an event like all others.</summary>
public sealed partial class LiveAgent
{
    private const long ProtocolLookNs = 100 * Units.NsPerMs;

    private readonly AlertParts? _alerts;

    private readonly ProtocolWatch? _protocol;
    private long _protocolNs;

    /// <summary>What of the venue could not be understood, for a person; empty unless the run ended for it.</summary>
    public string ProtocolText { get; private set; } = "";

    private void LookAtProtocol()
    {
        if (_protocol is not { } watch || _stage != Stage.Running || _stopAsked || _nowNs < _protocolNs) return;
        _protocolNs = _nowNs + ProtocolLookNs;
        if (watch.Look(_market, _orders, _marketLane.FrameCount + _orderLane.FrameCount, _nowNs) is not { } text) return;
        ProtocolText = text;
        EndWith(LiveEnd.ProtocolError);
    }

    private void LookAround()
    {
        if (_alerts is not { } parts || _stage != Stage.Running || !parts.Watch.IsDue(_nowNs)) return;
        HostMoment now = new()
        {
            NowNs = _nowNs,
            MachineAheadNs = parts.MachineAheadNs(),
            Published = _input.Published,
            Journaled = parts.Journal.Value,
            JournalErrors = parts.Counters.Read(Counters.CounterId.JournalErrors),
            DiskFreeBytes = parts.Counters.Read(Counters.CounterId.JournalFreeBytes),
            ClockOffsetNs = _orders.ClockOffsetNs,
            RoundTripNs = _orders.RoundTripNs,
            VenueErrors = _market.Counted.Errors + _orders.Counted.Errors,
            Connections = _market.Counted.Connections + _orders.Counted.Connections,
        };
        if (now.ClockOffsetNs != Units.Missing) _clockOffsetNs = now.ClockOffsetNs;
        parts.Watch.Look(in now, _own);
    }
}
