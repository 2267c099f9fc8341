using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Market-maker protection of one index, set at each connection before the first order.</summary>
/// <param name="IndexName">The index: <c>btc_usd</c>.</param>
/// <param name="Settings">The limits, all of them.</param>
/// <param name="Group">The group of mass quotes that it is for; empty: ordinary orders.</param>
public sealed record ProtectionOptions(string IndexName, ProtectionSettings Settings, string Group = "");
