using Minnow.Core.Model;

namespace Minnow.Host.Statements;

/// <summary>When the venue settles: each day at 08:00 UTC, within seconds (venues/deribit.md, sections 14 and 17).</summary>
internal static class SettlementTime
{
    private const long DayNs = 86_400 * Units.NsPerSecond;
    private const long AtNs = 8 * 3600 * Units.NsPerSecond;
    private const long BeforeNs = 10 * Units.NsPerSecond;
    private const long AfterNs = 120 * Units.NsPerSecond;

    /// <summary>True from ten seconds before a settlement to two minutes after it.</summary>
    internal static bool IsNear(long nowNs) => (nowNs - AtNs + BeforeNs) % DayNs < BeforeNs + AfterNs;
}
