namespace Minnow.Exchange.Rpc;

/// <summary>The answer to a REST request.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON-RPC reply, UTF-8.</param>
public readonly record struct RestReply(int Status, byte[] Body);
