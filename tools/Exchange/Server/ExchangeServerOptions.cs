using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>What trades beside the clients.</summary>
public enum MarketKind
{
    /// <summary>Nobody: empty books.</summary>
    None,

    /// <summary>A synthetic crowd.</summary>
    Synthetic,

    /// <summary>A recording.</summary>
    Recording,
}

/// <summary>How to run the exchange on a socket.</summary>
public sealed record ExchangeServerOptions
{
    /// <summary>The venue: instruments, accounts, keys, limits.</summary>
    public VenueOptions Venue { get; init; } = DemoVenue.Options();

    /// <summary>Address to listen on; loopback only.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>Port of TLS; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>Port of plain HTTP, for clients that can not be given a CA; 0 lets the system choose, null opens none.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Certificate in PEM; null makes one, and a CA of its own.</summary>
    public string? CertFile { get; init; }

    /// <summary>Its key in PEM.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where the CA's certificate is written; null puts it into a temporary file that goes with the server.</summary>
    public string? CaFile { get; init; }

    /// <summary>Of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What trades beside the clients.</summary>
    public MarketKind Market { get; init; } = MarketKind.Synthetic;

    /// <summary>The recording.</summary>
    public string? Recording { get; init; }

    /// <summary>Recorded seconds in a second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>What goes wrong.</summary>
    public FaultScript Faults { get; init; } = FaultScript.None;

    /// <summary>Keep a note of each request, for <see cref="ExchangeServer.Requests"/>.</summary>
    public bool NotesRequests { get; init; }

    /// <summary>The venue's time at the start, µs since 1970; null takes the wall clock's.</summary>
    public long? StartUs { get; init; }

    /// <summary>Messages that may wait for a client; one more, and it is dropped as too slow.</summary>
    public int MaxWaitingMessages { get; init; } = 20_000;

    /// <summary>Bytes that may wait for a client.</summary>
    public long MaxWaitingBytes { get; init; } = 16 * 1024 * 1024;
}
