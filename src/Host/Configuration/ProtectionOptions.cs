namespace Minnow.Host.Configuration;

/// <summary>Market-maker protection: the venue pulls our orders when too much of them is taken in a short time.</summary>
public sealed record ProtectionOptions
{
    /// <summary>Whether orders are placed under protection; the venue must have enabled it for the account.</summary>
    [Setting("Whether orders are placed under protection; the venue must have enabled it for the account.")]
    public bool Enabled { get; init; } = false;

    /// <summary>Length of the window in which fills are added up, in seconds.</summary>
    [Setting("Length of the window in which fills are added up, in seconds.", Min = 1, Max = 3_600)]
    public int IntervalSeconds { get; init; } = 10;

    /// <summary>How long nothing new is taken after the venue pulled our orders, in seconds; 0 waits for a person.</summary>
    [Setting("How long nothing new is taken after the venue pulled our orders, in seconds; 0 waits for a person.", Min = 0, Max = 3_600)]
    public int FrozenSeconds { get; init; } = 0;

    /// <summary>Fills of one window that pull our orders, in the base coin; null for no such limit.</summary>
    [Setting("Fills of one window that pull our orders, in the base coin; null for no such limit.", Min = 0.0001, Max = 1_000_000)]
    public decimal? QuantityLimit { get; init; }

    /// <summary>Net change of delta in one window that pulls our orders, in the base coin; null for no such limit.</summary>
    [Setting("Net change of delta in one window that pulls our orders, in the base coin; null for no such limit.", Min = 0.0001, Max = 1_000_000)]
    public decimal? DeltaLimit { get; init; }

    /// <summary>Most that may rest on one side of an instrument under protection, in the base coin; required where protection is enabled.</summary>
    [Setting("Most that may rest on one side of an instrument under protection, in the base coin; required where protection is enabled.", Min = 0.0001, Max = 1_000_000)]
    public decimal? MaxQuoteQuantity { get; init; }

    /// <summary>Whether both sides of an instrument go out as one mass quote, under the protection group; the venue must have enabled it for the account.</summary>
    [Setting("Whether both sides of an instrument go out as one mass quote, under the protection group; the venue must have enabled it for the account.")]
    public bool MassQuotes { get; init; } = false;

    /// <summary>Protection group of the mass quotes, one of 16 that an account may have; required by massQuotes.</summary>
    [Setting("Protection group of the mass quotes, one of 16 that an account may have; required by massQuotes.")]
    public string? Group { get; init; }
}
