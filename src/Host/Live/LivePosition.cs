using Minnow.Core.Model;

namespace Minnow.Host.Live;

/// <summary>Our position at the end of a run beside the venue's last statement.</summary>
/// <param name="Instrument">The venue's name.</param>
/// <param name="OursLots">As the quoter counts, lots.</param>
/// <param name="VenueLots">As the venue said last, lots; <see cref="Units.Missing"/> if it said nothing.</param>
public readonly record struct LivePosition(string Instrument, long OursLots, long VenueLots)
{
    /// <summary>True if the venue spoke and both agree.</summary>
    public bool Agrees => OursLots == VenueLots;
}
