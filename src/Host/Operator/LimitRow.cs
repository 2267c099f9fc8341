namespace Minnow.Host.Operator;

/// <summary>One limit: how much of it is used, and how much is allowed. Null is not known, or not set.</summary>
/// <param name="Scope">Whose: an instrument, a settlement coin, or <c>account</c>.</param>
/// <param name="Name">What is limited.</param>
/// <param name="Used">In use now, at the worst case.</param>
/// <param name="Allowed">The most that is allowed; null has no such limit.</param>
/// <param name="Unit">Unit of both.</param>
public sealed record LimitRow(string Scope, string Name, decimal? Used, decimal? Allowed, string Unit)
{
    /// <summary>Part in use, percent; null if it can not be said.</summary>
    public decimal? Percent => Used is decimal used && Allowed is > 0 and decimal allowed ? decimal.Round(100 * used / allowed, 1) : null;
}
