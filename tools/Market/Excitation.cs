namespace Minnow.Market;

/// <summary>The self-exciting part of an arrival rate: each arrival adds to it, and it decays exponentially (a Hawkes process in steps).</summary>
/// <remarks>The decay over a step is 1 - rate x step, not an exponential: no libm, and the step is short against the decay.</remarks>
public sealed class Excitation
{
    private readonly double _decayPerSecond;
    private readonly double _kickPerSecond;

    /// <summary>Starts at rest.</summary>
    /// <param name="decayPerSecond">Rate of decay.</param>
    /// <param name="branching">Mean number of arrivals that one arrival brings about; below 1.</param>
    public Excitation(double decayPerSecond, double branching)
    {
        _decayPerSecond = decayPerSecond;
        _kickPerSecond = decayPerSecond * branching;
    }

    /// <summary>The extra rate now, arrivals per second.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Lets a step pass.</summary>
    public void Decay(double seconds) => PerSecond *= 1 - (_decayPerSecond * seconds);

    /// <summary>Notes an arrival.</summary>
    /// <param name="weight">1 for an arrival of this kind; less for a neighbour's.</param>
    public void Arrive(double weight = 1) => PerSecond += _kickPerSecond * weight;
}
