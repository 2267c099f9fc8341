namespace Minnow.Venues.Deribit.Session;

/// <summary>Which of the venue's pools a request draws on.</summary>
public enum RequestPool : byte
{
    /// <summary>Everything that is none of the others.</summary>
    NonMatching = 0,

    /// <summary>Orders, changes, cancels.</summary>
    Matching = 1,

    /// <summary>Cancels of many orders at once.</summary>
    CancelAll = 2,

    /// <summary>Subscriptions.</summary>
    Subscribe = 3,

    /// <summary>Mass quotes: requests, and the sides in them.</summary>
    MassQuote = 4,
}
