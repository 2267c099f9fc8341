using Minnow.Core.Model;
using Minnow.Core.Risk.Monitors;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>The monitors section as the quoter's parameters.</summary>
internal static class MonitorSettings
{
    private const double NsPerMinute = 60e9;

    internal static MonitorParameters Of(MonitorOptions o) => new()
    {
        TouchShare = o.TouchShare,
        TouchHalfLifeSeconds = o.TouchHalfLifeSeconds,
        EdgeFills = o.EdgeFills,
        EdgeZ = o.EdgeZ,
        EdgeHorizonNs = o.EdgeHorizonMs * Units.NsPerMs,
        QueueShare = o.QueueShare,
        QueueHalfLifeSeconds = o.QueueHalfLifeSeconds,
        MessagesPerFill = o.MessagesPerFill,
        MessagesPerCoin = o.MessagesPerCoin,
        WindowNs = (long)(o.WindowMinutes * NsPerMinute),
        RoundTripNs = o.RoundTripMs * Units.NsPerMs,
        RefusalShare = o.RefusalShare,
        Outages = o.Outages,
        ReleaseShare = o.ReleaseShare,
        StepFactor = o.StepFactor,
        MaxSteps = o.MaxSteps,
        StepNs = (long)(o.StepMinutes * NsPerMinute),
        RecoverNs = (long)(o.RecoverMinutes * NsPerMinute),
    };
}
