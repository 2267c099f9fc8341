namespace Minnow.Core.Ring;

/// <summary>How many threads may publish into a ring. The value is stored in the ring's header.</summary>
public enum ProducerKind
{
    /// <summary>One thread at a time claims and publishes. Cheapest: a publish is one release store.</summary>
    Single = 0,

    /// <summary>Any number of threads claim by compare-and-swap and publish slot by slot.</summary>
    Multi = 1,
}
