using System.IO;

namespace Minnow.Host.Net;

/// <summary>An open WebSocket.</summary>
/// <param name="Stream">Plain bytes both ways; owns the rest.</param>
/// <param name="Wire">The same below TLS.</param>
/// <param name="KeyHash">The server's key; empty without TLS.</param>
/// <param name="Early">Bytes that came with the answer to the upgrade.</param>
internal sealed record Dialed(Stream Stream, SocketStream Wire, string KeyHash, byte[] Early);
