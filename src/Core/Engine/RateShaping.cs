using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>What the quoter does about the request budget that is left: moves less as it runs out, and stops placing and moving before it is gone.</summary>
internal readonly struct RateShaping
{
    private const long OneRequestE3 = 1000;

    private RateShaping(long factor, Clamps clamp, long requests)
    {
        RequoteFactor = factor;
        Clamp = clamp;
        Requests = requests;
    }

    /// <summary>The requote threshold is this many times the configured one.</summary>
    internal long RequoteFactor { get; }

    /// <summary>How a decision shows it.</summary>
    internal Clamps Clamp { get; }

    /// <summary>Orders and changes that may be sent, 0 or more.</summary>
    internal long Requests { get; }

    /// <summary>By the budget as last told; none told shapes nothing.</summary>
    internal static RateShaping Of(in RateBudgetLeft budget)
    {
        if (budget.BurstE3 <= 0) return new RateShaping(1, Clamps.None, long.MaxValue);
        long requests = Math.Max(0, budget.OrdersE3 / OneRequestE3);
        if (budget.OrdersE3 < budget.BurstE3 / 4) return new RateShaping(4, Clamps.BudgetQuarter, requests);
        return budget.OrdersE3 < budget.BurstE3 / 2 ? new RateShaping(2, Clamps.BudgetHalf, requests) : new RateShaping(1, Clamps.None, requests);
    }
}
