namespace Minnow.Host.Counters;

/// <summary>Which thread of the path a measurement is about. The value is part of the counter's id: never renumber.</summary>
public enum ThreadRole
{
    /// <summary>Feed alone.</summary>
    Feed = 0,

    /// <summary>Quoter alone.</summary>
    Quoter = 1,

    /// <summary>Journal alone.</summary>
    Journal = 2,

    /// <summary>Gateway alone.</summary>
    Gateway = 3,

    /// <summary>Feed and quoter on one thread.</summary>
    Fused = 4,

    /// <summary>All agents on the thread that started the session.</summary>
    Inline = 5,
}
