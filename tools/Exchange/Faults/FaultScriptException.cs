using System;

namespace Minnow.Exchange.Faults;

/// <summary>A fault script that can not be understood: where, why, and what may have been meant.</summary>
/// <param name="file">Name of the script, for the message.</param>
/// <param name="line">Line, from 1.</param>
/// <param name="column">Column, from 1.</param>
/// <param name="why">What is wrong.</param>
public sealed class FaultScriptException(string file, int line, int column, string why) : Exception($"{file}:{line}:{column}: {why}")
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;
}
