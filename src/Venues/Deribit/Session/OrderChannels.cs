using System.Collections.Generic;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Names of the channels of the order connection.</summary>
internal static class OrderChannels
{
    /// <summary>All of them, each once, in a fixed order.</summary>
    internal static List<string> Of(OrderSessionOptions options)
    {
        List<string> names = [];
        foreach (SessionInstrument i in options.Instruments) names.Add($"user.changes.{i.Name}.raw");
        foreach (SessionInstrument i in options.Instruments) AddOnce(names, $"user.portfolio.{i.Currency.ToLowerInvariant()}");
        names.Add("user.lock");
        if (!options.UsesProtection) return names;
        foreach (SessionInstrument i in options.Instruments) AddOnce(names, $"user.mmp_trigger.{i.IndexName}");
        return names;
    }

    private static void AddOnce(List<string> names, string name)
    {
        if (!names.Contains(name)) names.Add(name);
    }
}
