using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Numerics;

/// <summary>Elementary functions that give the same bits on every machine and under every compiler.</summary>
/// <remarks>
/// Only + - * /, square root and bit operations, each rounded once as IEEE 754 says; no fused multiply-add, no C library, no
/// dependence on the instruction set. So a journal replays to the same quotes anywhere. Errors are in ulp (units in the last place) of the
/// exact result, the largest seen over several million seeded points (tests/Core.Tests/Numerics); a NaN goes in and out.
/// </remarks>
public static partial class Det
{
    /// <summary>Square root. Correctly rounded by IEEE 754; NaN below 0.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>1 / (1 + e^-x), without overflow on either side. At most 2.5 ulp, also far down the left tail.</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0) return 1 / (1 + Exp(-x));
        double e = Exp(x);
        return e / (1 + e);
    }

    /// <summary>2^<paramref name="power"/> for powers of normal numbers, -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTwo(int power) => BitConverter.Int64BitsToDouble((long)(power + 1023) << 52);
}
