namespace Minnow.Venues.Deribit.Session;

/// <summary>How often a channel may speak.</summary>
public enum FeedInterval : byte
{
    /// <summary>Every change; the connection must be authenticated.</summary>
    Raw = 0,

    /// <summary>At most every 100 ms.</summary>
    Ms100 = 1,
}
