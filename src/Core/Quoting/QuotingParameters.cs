using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>What the quoter is told by its owner: one field per <see cref="ParameterId"/>, in that order, 8 bytes each.</summary>
/// <remarks>They arrive as events, so the journal holds them, and a change takes effect at an exact place in the sequence.</remarks>
public struct QuotingParameters
{
    /// <summary>1 quotes, 0 only watches.</summary>
    public long QuoteEnabled;

    /// <summary>Amount of one order, 1e-8 of the venue's amount unit.</summary>
    public long OrderAmountE8;

    /// <summary>Largest position in either direction, 1e-8 of the venue's amount unit.</summary>
    public long MaxPositionAmountE8;

    /// <summary>Risk aversion γ, 1/(lot·bps), where a lot is one order (models.md section 0).</summary>
    public double RiskAversionPerLotBps;

    /// <summary>Decay k of the fill intensity with depth, 1/bps.</summary>
    public double IntensityDecayPerBps;

    /// <summary>Time τ for which inventory is priced, s.</summary>
    public double HorizonSeconds;

    /// <summary>Half-life of the volatility estimate, s.</summary>
    public double VolatilityHalfLifeSeconds;

    /// <summary>Smallest volatility used, bps per square root of a second.</summary>
    public double VolatilityFloorBps;

    /// <summary>Smallest half-spread, bps.</summary>
    public double MinHalfSpreadBps;

    /// <summary>Largest half-spread, bps; the fee floor is stronger.</summary>
    public double MaxHalfSpreadBps;

    /// <summary>Maker fee of the account, bps, negative is paid to us; NaN takes the instrument's catalogue fee.</summary>
    public double MakerFeeBps;

    /// <summary>What a fill must earn above the fee, bps.</summary>
    public double MinEdgeBps;

    /// <summary>A resting quote is moved only if it is this many ticks or more from the wanted price.</summary>
    public long RequoteTicks;

    /// <summary>Shortest time between two updates of an instrument's quotes, ns. Cancels are free of it.</summary>
    public long MinRequoteIntervalNs;

    /// <summary>Longest silence of the feed before quotes are pulled, ns.</summary>
    public long MaxFeedAgeNs;

    /// <summary>Longest time for which a crossed book is waited out, ns.</summary>
    public long CrossedPullNs;

    /// <summary>The update interval is lengthened by a random 0 to this many percent.</summary>
    public long JitterPercent;

    /// <summary>After this long without an answer an order's state is unknown, ns.</summary>
    public long AnswerTimeoutNs;

    /// <summary>Largest growth of (received − exchange time) over its usual value before the feed counts as stale, ns.</summary>
    public long MaxExchangeLagNs;

    /// <summary>Seed of the generator inside the state.</summary>
    public long Seed;

    /// <summary>Volatility assumed until it is measured, bps per square root of a second; 0 for none.</summary>
    public double StartVolatilityBps;

    /// <summary>Fair price.</summary>
    public FairParameters Fair;

    /// <summary>Signals that shift it.</summary>
    public AlphaParameters Alpha;

    /// <summary>Model.</summary>
    public ModelParameters Model;

    /// <summary>Width.</summary>
    public WidthParameters Width;

    /// <summary>Levels and sizes.</summary>
    public LadderParameters Ladder;

    /// <summary>When and how quotes move.</summary>
    public RequoteParameters Requote;

    /// <summary>Protective tactics.</summary>
    public TacticParameters Tactic;

    /// <summary>Calm, volatile, cascade.</summary>
    public ModeParameters Mode;

    /// <summary>Funding, basis, expiry.</summary>
    public CarryParameters Carry;

    /// <summary>Number of parameters; without <see cref="ParameterId.MaxNetExposureE8"/>, which follows them and belongs to no instrument.</summary>
    public const int Count = (int)ParameterId.PairHalfLifeSeconds + 1;

    /// <summary>Groups that change nothing: mid, the model of Avellaneda and Stoikov, one level, no signal, no tactic. The rest is 0 and nothing is quoted.</summary>
    public static QuotingParameters Safe => new()
    {
        Fair = FairParameters.Safe,
        Alpha = AlphaParameters.Safe,
        Model = ModelParameters.Safe,
        Width = WidthParameters.Safe,
        Ladder = LadderParameters.Safe,
        Requote = RequoteParameters.Safe,
        Tactic = TacticParameters.Safe,
        Mode = ModeParameters.Safe,
        Carry = CarryParameters.Safe,
    };

    /// <summary>Sets the field with this id.</summary>
    /// <returns>False if no such parameter exists: nothing was changed.</returns>
    public static bool TrySet(ref QuotingParameters parameters, uint id, long bits)
    {
        if (id >= Count) return false;
        Unsafe.Add(ref Unsafe.As<QuotingParameters, long>(ref parameters), (nint)id) = bits;
        return true;
    }

    /// <summary>The field's bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such parameter.</exception>
    public static long Bits(in QuotingParameters parameters, ParameterId id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)Count);
        return Unsafe.Add(ref Unsafe.As<QuotingParameters, long>(ref Unsafe.AsRef(in parameters)), (nint)(uint)id);
    }
}
