namespace Minnow.Host.Edge;

/// <summary>Whether the configured width can pay.</summary>
internal enum EdgeVerdict
{
    /// <summary>It pays the fee; whether it pays for adverse selection too is not measured, or not clear.</summary>
    Unproven = 0,

    /// <summary>It can not: the fee alone is more, or what fills earned net of it is below 0 beyond the error.</summary>
    CanNotPay = 1,

    /// <summary>It does: what fills earned net of fees is above 0 beyond the error.</summary>
    Pays = 2,
}
