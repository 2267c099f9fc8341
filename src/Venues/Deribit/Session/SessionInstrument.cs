namespace Minnow.Venues.Deribit.Session;

/// <summary>One instrument that a session serves.</summary>
/// <param name="Name">The venue's name: <c>BTC-PERPETUAL</c>.</param>
/// <param name="Currency">The currency that its orders, positions and margins are asked for by: <c>BTC</c>, or <c>USDC</c> for a linear one.</param>
/// <param name="IndexName">Its price index: <c>btc_usd</c>.</param>
public sealed record SessionInstrument(string Name, string Currency, string IndexName);
