using System;
using System.Collections.Generic;
using Minnow.Core.Numerics;

namespace Minnow.Host.Configuration;

/// <summary>A configuration file that passed every check.</summary>
public sealed class LoadedConfiguration
{
    internal LoadedConfiguration(string file, ReadOnlyMemory<byte> text, MinnowConfiguration value, IReadOnlyList<EffectiveSetting> settings)
    {
        File = file;
        Text = text;
        Value = value;
        Settings = settings;
        Hash = XxHash64.Hash(text.Span);
    }

    /// <summary>The file as it was named.</summary>
    public string File { get; }

    /// <summary>The file's bytes, comments included, for the journal: with the build they explain every setting of a run.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>XXH64 of <see cref="Text"/>: the configuration's name in the journal.</summary>
    public ulong Hash { get; }

    /// <summary>The values.</summary>
    public MinnowConfiguration Value { get; }

    /// <summary>Every value with its origin, in the schema's order.</summary>
    public IReadOnlyList<EffectiveSetting> Settings { get; }

    /// <summary>What a live run should know before it begins: money limits that it has not, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => RiskRules.Warnings(Value);

    /// <summary>The same file with other values: what a run takes back from it. The text stays what the file says.</summary>
    internal LoadedConfiguration With(MinnowConfiguration value) => new(File, Text, value, Settings);
}
