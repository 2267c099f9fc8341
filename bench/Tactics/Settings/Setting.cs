using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Minnow.Core.Quoting;

namespace Minnow.Tactics.Settings;

/// <summary>One parameter of the quoter and its value.</summary>
/// <param name="Name">Name of a <see cref="ParameterId"/>: a field of <see cref="QuotingParameters"/>, or of a group inside it.</param>
/// <param name="Text">Value as written.</param>
/// <param name="Id">Flat index of the field; <see cref="UnknownId"/> if this build has no such parameter.</param>
/// <param name="Bits">Value as the quoter takes it.</param>
internal readonly record struct Setting(string Name, string Text, uint Id, long Bits)
{
    /// <summary>No parameter.</summary>
    internal const uint UnknownId = uint.MaxValue;

    // Those after the fields belong to the quoter as a whole; all of them are whole numbers.
    private static readonly (string Name, bool IsReal)[] s_fields =
        [.. Flat(typeof(QuotingParameters)), .. Enum.GetNames<ParameterId>().Skip(QuotingParameters.Count).Select(static name => (name, false))];


    /// <summary>True if the quoter of this build has it.</summary>
    internal bool IsKnown => Id != UnknownId;

    /// <summary>Names of all parameters, in the order of their ids.</summary>
    internal static IEnumerable<string> Names => s_fields.Select(static one => one.Name);

    /// <summary>Reads "Name=Value Name=Value". Real numbers may be nan; whole numbers may be written 5e9.</summary>
    /// <exception cref="FormatException">Not of this form.</exception>
    internal static List<Setting> ParseAll(string text) =>
        [.. text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>Later settings take the place of earlier ones of the same name.</summary>
    internal static List<Setting> Merge(params IEnumerable<Setting>[] layers)
    {
        Dictionary<string, Setting> merged = [];
        foreach (Setting setting in layers.SelectMany(static layer => layer)) merged[setting.Name] = setting;
        return [.. merged.Values];
    }

    private static Setting Parse(string word)
    {
        int at = word.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0) throw new FormatException($"'{word}' is not Name=Value.");
        (string name, string value) = (word[..at], word[(at + 1)..]);
        int id = Array.FindIndex(s_fields, field => field.Name == name);
        bool isReal = id >= 0 && s_fields[id].IsReal;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            throw new FormatException($"'{word}': '{value}' is no number.");
        if (id < 0) return new Setting(name, value, UnknownId, 0);
        if (isReal) return new Setting(name, value, (uint)id, BitConverter.DoubleToInt64Bits(number));
        // Beyond 2^53 a double would not be the number that was written.
        bool isWhole = number == Math.Floor(number) && Math.Abs(number) <= 9007199254740992;
        if (!isWhole) throw new FormatException($"'{word}': {name} takes a whole number.");
        return new Setting(name, value, (uint)id, (long)number);
    }

    private static IEnumerable<(string Name, bool IsReal)> Flat(Type type)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public).OrderBy(static field => field.MetadataToken))
        {
            if (field.FieldType == typeof(double) || field.FieldType == typeof(long)) yield return (field.Name, field.FieldType == typeof(double));
            else foreach ((string Name, bool IsReal) inner in Flat(field.FieldType)) yield return inner;
        }
    }
}
