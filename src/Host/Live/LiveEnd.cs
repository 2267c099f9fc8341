namespace Minnow.Host.Live;

/// <summary>Why a live run ended, and with it what the caller says and exits with.</summary>
public enum LiveEnd : byte
{
    /// <summary>It runs.</summary>
    None = 0,

    /// <summary>Stopped on request, and the venue said that nothing of ours rests.</summary>
    Stopped = 1,

    /// <summary>Stopped on request, and the venue did not say so in time: orders may rest until its dead-man switch.</summary>
    OrdersMayRest = 2,

    /// <summary>The venue refused the key, or its scope is not what is allowed, before anything was sent.</summary>
    NotPermitted = 3,

    /// <summary>A money limit of the canary comes to less than the venue's smallest order.</summary>
    CanaryTooSmall = 4,

    /// <summary>Stopped on request before the first order connection: this run sent nothing, and what a former one left was not asked.</summary>
    NotChecked = 5,

    /// <summary>The venue had locked the account before anything was sent.</summary>
    AccountLocked = 6,

    /// <summary>Stopped on request, nothing of ours rests, and the venue had locked the account while we traded: a person must look.</summary>
    AccountLockedLater = 7,

    /// <summary>The venue speaks otherwise than its documents: what it sends can not be understood.</summary>
    ProtocolError = 8,
}
