namespace Minnow.Exchange.Rpc;

/// <summary>Shapes that the venue's documentation and captures show in more than one way.</summary>
public sealed record ShapeStyle
{
    /// <summary>Limits stand under each currency's name rather than once for all.</summary>
    public bool LimitsPerCurrency { get; init; }

    /// <summary>Limits of quotes by their other names: quotes, max_quotes, guaranteed_quotes.</summary>
    public bool OtherLimitNames { get; init; }

    /// <summary>Fees as a map by index and kind rather than a list.</summary>
    public bool FeesAsMap { get; init; }

    /// <summary>Fees as multiples of the catalogue's rather than rates.</summary>
    public bool RelativeFees { get; init; }

    /// <summary>Every fourth fill says null for its profit.</summary>
    public bool NullProfits { get; init; }

    /// <summary>user.changes names its positions as the schema does, position, rather than as frames that were seen, positions.</summary>
    public bool PositionAlias { get; init; }

    /// <summary>One of all combinations.</summary>
    public static ShapeStyle Drawn(ulong seed)
    {
        ulong draw = new SplitMix(seed ^ 0x5348_4150_4553).Next();
        return new ShapeStyle
        {
            LimitsPerCurrency = (draw & 1) != 0, OtherLimitNames = (draw & 2) != 0, FeesAsMap = (draw & 4) != 0, RelativeFees = (draw & 8) != 0,
            NullProfits = (draw & 16) != 0, PositionAlias = (draw & 32) != 0,
        };
    }
}
