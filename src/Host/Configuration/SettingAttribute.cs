using System;

namespace Minnow.Host.Configuration;

/// <summary>What a configuration key means and which values it takes: the source of the schema, and through it of every check and message.</summary>
/// <param name="description">One or two plain sentences with the unit; equal to the property's doc summary (a test holds that).</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>Plain text for people.</summary>
    public string Description { get; } = description;

    /// <summary>Smallest number allowed; NaN for no bound.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Largest number allowed; NaN for no bound.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Only powers of two from <see cref="Min"/> to <see cref="Max"/>.</summary>
    public bool PowerOfTwo { get; init; }

    /// <summary>Fewest characters of a string; -1 for no bound.</summary>
    public int MinLength { get; init; } = -1;

    /// <summary>Most characters of a string; -1 for no bound.</summary>
    public int MaxLength { get; init; } = -1;
}
