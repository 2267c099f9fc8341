using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Numerics;

namespace Minnow.Core.Quoting;

/// <summary>The exact quotes without end: logarithms of the lowest eigenvector f of the inventory's tridiagonal matrix (models.md 6.2).</summary>
/// <remarks>
/// In units of η the matrix has ρ·(q − q₀)² on its diagonal and −1 beside it, q from −Q to Q; ρ = α/η is all that volatility, γ, k, A, fee and ξ come to.
/// The eigenvalue is bisected from below by the signs of the pivots; ratios of f are continued fractions from both ends inward, where they lose nothing.
/// Made anew when ρ has moved by more than a fiftieth, q₀ by more than a fiftieth of an order, or Q: some microseconds, about once a second at most.
/// All-zero bytes are a table of nothing, which the first look replaces.
/// </remarks>
public struct GlftTable
{
    /// <summary>Largest inventory that it knows, orders; beyond it the quotes lean no further.</summary>
    public const int MaxOrders = 32;

    private const double Tolerance = 0.02;

    // A matrix of one inventory has no step to price.
    private const int LeastOrders = 2;

    private double _ratio;
    private double _target;
    private long _orders;
    private double _eigenvalue;
    private Steps _steps;

    /// <summary>Lowest eigenvalue, in units of η, of the matrix whose least diagonal is 0.</summary>
    public readonly double Eigenvalue => _eigenvalue;

    /// <summary>Sees to it that the table is of these numbers, or of nearly these.</summary>
    /// <param name="table">The table.</param>
    /// <param name="ratio">ρ = α/η, 0 or more.</param>
    /// <param name="target">Inventory q₀ that the drift asks for, orders.</param>
    /// <param name="maxOrders">Largest inventory, orders.</param>
    /// <returns>False if a number is none: there is no table.</returns>
    public static bool Refresh(ref GlftTable table, double ratio, double target, double maxOrders)
    {
        if (!(ratio >= 0) || !double.IsFinite(ratio) || !double.IsFinite(target) || double.IsNaN(maxOrders)) return false;
        long orders = (long)Math.Clamp(Math.Ceiling(maxOrders), LeastOrders, MaxOrders);
        target = Math.Clamp(target, -orders, orders);
        bool isSame = table._orders == orders && Math.Abs(ratio - table._ratio) <= Tolerance * table._ratio && Math.Abs(target - table._target) <= Tolerance;
        if (!isSame) Build(ref table, ratio, target, (int)orders);
        return true;
    }

    /// <summary>ln(f(q) / f(q + 1)): k times what the bid stands back for inventory, and at q − 1 less k times what the ask does. Between whole orders a straight line.</summary>
    /// <param name="orders">Inventory q, orders; held within the table.</param>
    public readonly double Step(double orders)
    {
        int count = 2 * (int)_orders;
        double at = Math.Clamp(orders, -_orders - 1, _orders) + _orders;
        // One step past either end goes on as the line there does: nothing is quoted that would lead out.
        int i = Math.Clamp((int)Math.Floor(at), 0, count - 2);
        return _steps[i] + (at - i) * (_steps[i + 1] - _steps[i]);
    }

    private static void Build(ref GlftTable table, double ratio, double target, int orders)
    {
        table._ratio = ratio;
        table._target = target;
        table._orders = orders;
        Matrix m = new() { Ratio = ratio, Target = target, Middle = (int)Math.Round(target), Orders = orders };
        double lambda = table._eigenvalue = Lowest(in m);
        double below = 0;
        for (int q = -orders; q < m.Middle; q++)
        {
            below = 1 / (m.Diagonal(q) - lambda - below);
            table._steps[q + orders] = Det.Log(below);
        }
        double above = 0;
        for (int q = orders; q > m.Middle; q--)
        {
            above = 1 / (m.Diagonal(q) - lambda - above);
            table._steps[q - 1 + orders] = -Det.Log(above);
        }
    }

    // From below, so that every pivot stays above 0.
    private static double Lowest(in Matrix m)
    {
        double low = -2, high = 0;
        for (int i = 0; i < 64; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) break;
            if (IsBelow(in m, middle)) low = middle;
            else high = middle;
        }
        return low;
    }

    private static bool IsBelow(in Matrix m, double lambda)
    {
        double pivot = double.PositiveInfinity;
        for (int q = -m.Orders; q <= m.Orders; q++)
        {
            pivot = m.Diagonal(q) - lambda - 1 / pivot;
            if (!(pivot > 0)) return false;
        }
        return true;
    }

    private struct Matrix
    {
        internal double Ratio;
        internal double Target;
        internal int Middle;
        internal int Orders;

        // ρ·(q − q₀)² less its least, as a product: nothing large is taken from something large.
        internal readonly double Diagonal(int q) => Ratio * (q - Middle) * (q + Middle - 2 * Target);
    }

    [InlineArray(2 * MaxOrders)]
    private struct Steps
    {
        private double _first;
    }
}
