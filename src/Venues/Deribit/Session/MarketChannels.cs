using System.Collections.Generic;
using System.Globalization;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Names of the channels that the market connection follows.</summary>
internal static class MarketChannels
{
    internal static string Book(SessionInstrument instrument, FeedInterval interval) => $"book.{instrument.Name}.{Word(interval)}";

    /// <summary>All of them, each once, in a fixed order.</summary>
    internal static List<string> Of(MarketSessionOptions options)
    {
        string word = Word(options.Interval);
        List<string> names = [];
        foreach (SessionInstrument i in options.Instruments)
        {
            names.Add(Book(i, options.Interval));
            if (options.AuditLevels > 0) names.Add(string.Create(CultureInfo.InvariantCulture, $"book.{i.Name}.none.{options.AuditLevels}.100ms"));
            names.Add($"quote.{i.Name}");
            names.Add($"ticker.{i.Name}.{word}");
            names.Add($"trades.{i.Name}.{word}");
            if (i.Name.EndsWith("-PERPETUAL", System.StringComparison.Ordinal)) names.Add($"perpetual.{i.Name}.{word}");
        }

        foreach (SessionInstrument i in options.Instruments) AddOnce(names, $"deribit_price_index.{i.IndexName}");
        names.Add("platform_state");
        foreach (SessionInstrument i in options.Instruments) AddOnce(names, $"instrument.state.future.{i.Currency}");
        return names;
    }

    private static string Word(FeedInterval interval) => interval == FeedInterval.Raw ? "raw" : "100ms";

    private static void AddOnce(List<string> names, string name)
    {
        if (!names.Contains(name)) names.Add(name);
    }
}
