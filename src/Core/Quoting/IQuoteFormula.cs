using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>What a model looks at. Inventory is counted in orders, prices and volatility in bps.</summary>
public struct ModelInputs
{
    /// <summary>Signed inventory, orders.</summary>
    public double Orders;

    /// <summary>Largest inventory, orders: what a drift may ask for is held within it.</summary>
    public double MaxOrders;

    /// <summary>Volatility, bps per square root of a second; floored already.</summary>
    public double SigmaBps;

    /// <summary>Risk aversion γ, 1/(order·bps).</summary>
    public double RiskAversion;

    /// <summary>Decay of the fill intensity k, 1/bps.</summary>
    public double Decay;

    /// <summary>Horizon τ, s.</summary>
    public double HorizonSeconds;

    /// <summary>Maker fee, bps, negative is paid to us.</summary>
    public double FeeBps;

    /// <summary>Drift of the price that a long position earns, bps per second.</summary>
    public double DriftBps;

    /// <summary>What the table of the exact model says for the bid at this inventory, times k; else 0.</summary>
    public double BidStep;

    /// <summary>The same for the ask, with its sign turned.</summary>
    public double AskStep;

    /// <summary>The bid's without inventory.</summary>
    public double FlatBidStep;

    /// <summary>The ask's without inventory.</summary>
    public double FlatAskStep;
}

/// <summary>What a model says, and what it is made of, bps.</summary>
public struct ModelParts
{
    /// <summary>Volatility used, bps per square root of a second.</summary>
    public double SigmaBps;

    /// <summary>Decay k used, 1/bps.</summary>
    public double Decay;

    /// <summary>Shift of the reservation price by inventory, bps.</summary>
    public double SkewBps;

    /// <summary>Shift of the reservation price by drift and funding, bps.</summary>
    public double DriftBps;

    /// <summary>Both shifts, bps.</summary>
    public double ShiftBps;

    /// <summary>Half-spread part from fill intensity, bps.</summary>
    public double IntensityBps;

    /// <summary>Half-spread part from inventory risk, bps.</summary>
    public double InventoryBps;

    /// <summary>How much of that there is more, or less, than without inventory, bps: where quotes do not lean in a straight line.</summary>
    public double CurveBps;

    /// <summary>Half-spread part from adverse selection, bps.</summary>
    public double ImpactBps;

    /// <summary>Half-spread part from the maker fee, bps; 0 in a model that leaves it to the fee floor.</summary>
    public double FeeBps;

    /// <summary>Half-spread of the bid, bps.</summary>
    public double BidHalfBps;

    /// <summary>Half-spread of the ask, bps.</summary>
    public double AskHalfBps;

    /// <summary>Inventory that the drift asks for, orders.</summary>
    public double TargetOrders;
}

/// <summary>A model: reservation price and half-spreads from inventory, volatility and fills. Pure; a struct, so that calls are direct.</summary>
public interface IQuoteFormula
{
    /// <summary>Fills the parts.</summary>
    /// <returns>False if the model has no quote.</returns>
    static abstract bool Quote(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs);
}
