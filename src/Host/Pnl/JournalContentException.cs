using System;

namespace Minnow.Host.Pnl;

/// <summary>The journal is whole, and what it says can not be accounted for.</summary>
/// <param name="message">What and where.</param>
internal sealed class JournalContentException(string message) : Exception(message);
