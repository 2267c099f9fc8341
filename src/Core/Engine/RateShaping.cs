using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>What the quoter does about the request budget that is left: moves less as it runs out, and stops placing and moving before it is gone.</summary>
internal readonly struct RateShaping
{
    private const long OneRequestE3 = 1000;

    private RateShaping(long factor, Clamps clamp, bool isUsedUp)
    {
        RequoteFactor = factor;
        Clamp = clamp;
        IsUsedUp = isUsedUp;
    }

    /// <summary>The requote threshold is this many times the configured one.</summary>
    internal long RequoteFactor { get; }

    /// <summary>How a decision shows it.</summary>
    internal Clamps Clamp { get; }

    /// <summary>True if not one request is left.</summary>
    internal bool IsUsedUp { get; }

    /// <summary>By the budget as last told; none told shapes nothing.</summary>
    internal static RateShaping Of(in RateBudgetLeft budget)
    {
        if (budget.BurstE3 <= 0) return new RateShaping(1, Clamps.None, isUsedUp: false);
        bool isUsedUp = budget.OrdersE3 < OneRequestE3;
        if (budget.OrdersE3 < budget.BurstE3 / 4) return new RateShaping(4, Clamps.BudgetQuarter, isUsedUp);
        return budget.OrdersE3 < budget.BurstE3 / 2 ? new RateShaping(2, Clamps.BudgetHalf, isUsedUp) : new RateShaping(1, Clamps.None, isUsedUp);
    }
}
