namespace Minnow.Exchange.Rpc;

/// <summary>An API key.</summary>
/// <param name="ClientId">Public part.</param>
/// <param name="Secret">Secret part; also the HMAC key of client_signature.</param>
/// <param name="Account">Name of the (sub)account in the engine.</param>
/// <param name="Scope">The widest scope the key can be granted, space separated.</param>
public sealed record KeyOptions(
    string ClientId,
    string Secret,
    string Account,
    string Scope = "account:read_write trade:read_write wallet:read block_trade:read block_rfq:read");
