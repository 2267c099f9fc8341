using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Core.Risk.Gate;

/// <summary>All that the gate knows of one instrument.</summary>
internal struct GateMarket
{
    internal InstrumentName Name;
    internal ulong BaseHash;
    internal ulong IndexHash;
    internal bool IsAllowed;
    internal bool IsDefined;
    internal bool IsStated;   // the definition is the venue's own, not the configuration's
    internal bool IsChanged;
    internal bool IsUncounted;
    internal bool IsPullDue;
    internal TradingState Trading;
    internal InstrumentDefined Spec;
    internal GateLimits Limits;
    internal GateReference Reference;
    internal long PositionLots;
    internal long LastFillExchangeNs;
    internal long Shut;       // bits of controls
    internal long ToldShut;
    internal long ShutNs;
    internal FillThrottle Bought;
    internal FillThrottle Sold;
    internal GateLedger Orders;
    internal RecentIds Fills;

    /// <summary>True if orders can be counted in it at all.</summary>
    internal readonly bool IsTradable => IsAllowed && IsDefined && Spec.TickE8 > 0 && Spec.LotE8 > 0 && Spec.Contract is ContractKind.Inverse or ContractKind.Linear;

    /// <summary>Takes a definition; the venue's first one is what the run goes by.</summary>
    /// <param name="spec">The definition.</param>
    /// <param name="isStated">True if the venue said it, false if the configuration did.</param>
    internal void Define(in InstrumentDefined spec, bool isStated)
    {
        Trading = spec.IsActive != 0 || spec.Trading != TradingState.Open ? spec.Trading : TradingState.Inactive;
        // A name that nobody has described yet.
        if (spec.Contract == ContractKind.Unknown) return;
        bool isScaleKept = spec.TickE8 == Spec.TickE8 && spec.LotE8 == Spec.LotE8 && spec.Contract == Spec.Contract;
        bool isKept = isScaleKept && (!IsStated || (spec.MinLots == Spec.MinLots && spec.ExpiryNs == Spec.ExpiryNs));
        if (IsDefined && !isKept) IsChanged = true;
        else if (!IsStated) (IsDefined, IsStated, Spec) = (true, isStated, spec);
    }

    /// <summary>Position in one direction if all orders of that side were filled, lots.</summary>
    internal readonly Int128 WorstLots(bool sell) => (sell ? -(Int128)PositionLots : PositionLots) + Orders.WorstLots(sell);

    /// <summary>Lots of an amount, rounded down.</summary>
    internal readonly long Lots(GateLimit limit) => Limits[limit] / Spec.LotE8;

    /// <summary>Worth of an order, 1e-8 of the quote currency.</summary>
    internal readonly Int128 NotionalE8(long lots, long ticks)
    {
        Int128 amountE8 = (Int128)lots * Spec.LotE8;
        return Spec.Contract == ContractKind.Inverse ? amountE8 : amountE8 * ((Int128)ticks * Spec.TickE8) / Units.E8;
    }

    /// <summary>One lot in 1e-8 of the base coin, rounded up; 0 if it is not known. Of mark and middle the one counts that makes it less: the quoter values at a price of its own.</summary>
    internal readonly long PerLotE8()
    {
        if (Spec.LotE8 <= 0) return 0;
        if (Spec.Contract == ContractKind.Linear) return Spec.LotE8;
        Int128 price = Int128.Max(Reference.MarkE8, Reference.MidE8(Spec.TickE8));
        return price <= 0 ? 0 : (long)Int128.Min(long.MaxValue, ((Int128)Spec.LotE8 * Units.E8 + price - 1) / price);
    }
}
