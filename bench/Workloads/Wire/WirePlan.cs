namespace Minnow.Workloads.Wire;

/// <summary>What one run over the wire does.</summary>
public sealed record WirePlan
{
    /// <summary>TLS, or plain bytes.</summary>
    public bool IsSecure { get; init; }

    /// <summary>The configuration's section <c>threads</c>, JSON.</summary>
    public string Threads { get; init; } = "{}";

    /// <summary>Book messages before the first that counts.</summary>
    public int WarmFrames { get; init; } = 100;

    /// <summary>Book messages that count.</summary>
    public int Frames { get; init; } = 400;

    /// <summary>Echoes among them; 0 for none.</summary>
    public int Echoes { get; init; } = 400;

    /// <summary>Messages or echoes in a row, before it is the other's turn.</summary>
    public int InRow { get; init; } = 50;

    /// <summary>Quiet time before each message and each echo, ns. Long enough that the session, which sends at most a thousand orders a second, never waits for its budget.</summary>
    public long PauseNs { get; init; } = 1_150_000;
}
