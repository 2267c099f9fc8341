using System;

namespace Minnow.Host.Drill;

/// <summary>The drill itself can not go on: what it watches with is gone, or the engine does not start.</summary>
/// <param name="message">What and why.</param>
public sealed class DrillException(string message) : Exception(message);
