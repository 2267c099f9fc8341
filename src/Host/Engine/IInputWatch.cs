using System;
using Minnow.Core.Model;

namespace Minnow.Host.Engine;

/// <summary>Whoever must know what the quoter is told, on the thread that tells it.</summary>
public interface IInputWatch
{
    /// <summary>These events are in the input ring now, in this order.</summary>
    void Published(ReadOnlySpan<Event> events);
}
