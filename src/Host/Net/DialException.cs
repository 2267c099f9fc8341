using System;
using Minnow.Venues.Session;

namespace Minnow.Host.Net;

/// <summary>An opening failed at a known step.</summary>
internal sealed class DialException : Exception
{
    internal DialException(LinkFault fault, string text, long retryAfterMs = 0)
        : base(text)
    {
        Fault = fault;
        RetryAfterMs = retryAfterMs;
    }

    internal LinkFault Fault { get; }

    /// <summary>How long the server asks to stay away, ms.</summary>
    internal long RetryAfterMs { get; }

    /// <summary>How the opening ended. A server that says when to come back is taken at its word by the link; only one that does not is left alone for as long as a maintenance.</summary>
    internal LinkEnd End => (Fault is LinkFault.HttpTooMany or LinkFault.HttpUnavailable) && RetryAfterMs == 0 ? LinkEnd.TooMany : LinkEnd.NotMade;
}
