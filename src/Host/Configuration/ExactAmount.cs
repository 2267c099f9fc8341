using Minnow.Core.Model;

namespace Minnow.Host.Configuration;

/// <summary>Decimal amounts of the configuration as whole units of 1e-8, without a double in between.</summary>
internal static class ExactAmount
{
    /// <summary>Most decimals that an amount may have.</summary>
    internal const int Decimals = 8;

    /// <summary>Whole units of 1e-8. The value was checked: at most <see cref="Decimals"/> decimals, below 9e10.</summary>
    /// <exception cref="System.OverflowException">It was not.</exception>
    internal static long ToE8(decimal amount) => decimal.ToInt64(amount * Units.E8);

    /// <summary>True if <paramref name="amount"/> is a whole number of 1e-8.</summary>
    internal static bool IsExact(decimal amount) => amount * Units.E8 % 1 == 0;

    /// <summary>True if <paramref name="amount"/> is a whole number of <paramref name="step"/>.</summary>
    internal static bool IsMultiple(decimal amount, decimal step) => amount % step == 0;
}
