using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>The way to a venue. A file without it serves recorded runs only.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Where we trade: production (real money), testnet, or loopback (an exchange on this machine).</summary>
    [Setting("Where we trade: production (real money), testnet, or loopback (an exchange on this machine).")]
    public required VenueEnvironment Environment { get; init; }

    /// <summary>Address of a loopback exchange, as in wss://127.0.0.1:8443/ws/api/v2; the other environments have their own.</summary>
    [Setting("Address of a loopback exchange, as in wss://127.0.0.1:8443/ws/api/v2; the other environments have their own.", MaxLength = 200)]
    public string? Url { get; init; }

    /// <summary>File of certificate authorities (PEM) to trust instead of the system's; null takes the system's.</summary>
    [Setting("File of certificate authorities (PEM) to trust instead of the system's; null takes the system's.", MinLength = 1, MaxLength = 4_096)]
    public string? CaFile { get; init; }

    /// <summary>HTTP proxy to go through, as in http://10.0.0.1:3128; null goes straight.</summary>
    [Setting("HTTP proxy to go through, as in http://10.0.0.1:3128; null goes straight.", MaxLength = 200)]
    public string? Proxy { get; init; }

    /// <summary>File that holds the key, or credential:NAME for one that systemd hands over; never the key itself. A dry run on 100ms needs none.</summary>
    [Setting("File that holds the key, or credential:NAME for one that systemd hands over; never the key itself. A dry run on 100ms needs none.", MinLength = 1, MaxLength = 4_096)]
    public string? Credentials { get; init; }

    /// <summary>How we prove who we are: clientSignature never sends the secret.</summary>
    [Setting("How we prove who we are: clientSignature never sends the secret.")]
    public AuthenticationGrant Grant { get; init; } = AuthenticationGrant.ClientSignature;

    /// <summary>Scopes that the key may have beyond those needed; a key that can do more is refused.</summary>
    [Setting("Scopes that the key may have beyond those needed; a key that can do more is refused.")]
    public IReadOnlyList<string> AllowedScopes { get; init; } = [];

    /// <summary>How often the venue sends changes of a book: raw (each one, needs the key) or 100ms.</summary>
    [Setting("How often the venue sends changes of a book: raw (each one, needs the key) or 100ms.")]
    public FeedInterval Interval { get; init; } = FeedInterval.Raw;

    /// <summary>Levels a side that the venue states beside its changes, against which the kept book is compared: 1, 10 or 20; 0 compares only the best prices.</summary>
    [Setting("Levels a side that the venue states beside its changes, against which the kept book is compared: 1, 10 or 20; 0 compares only the best prices.", Min = 0, Max = 20)]
    public int AuditDepth { get; init; } = 10;

    /// <summary>Time between two heartbeats that the venue asks of us, in seconds: our orders are pulled when we fall silent.</summary>
    [Setting("Time between two heartbeats that the venue asks of us, in seconds: our orders are pulled when we fall silent.", Min = 10, Max = 60)]
    public int HeartbeatSeconds { get; init; } = 10;

    /// <summary>Whether cancel-on-disconnect is tried out with a small order before the first quote.</summary>
    [Setting("Whether cancel-on-disconnect is tried out with a small order before the first quote.")]
    public bool CancelOnDisconnectDrill { get; init; } = true;

    /// <summary>How long an order may take to the venue's matching engine, in milliseconds; one that comes later is refused there.</summary>
    [Setting("How long an order may take to the venue's matching engine, in milliseconds; one that comes later is refused there.", Min = 100, Max = 60_000)]
    public int ValidForMs { get; init; } = 2000;

    /// <summary>Part of the venue's rate limits that we use, in percent.</summary>
    [Setting("Part of the venue's rate limits that we use, in percent.", Min = 1, Max = 80)]
    public int BudgetPercent { get; init; } = 80;

    /// <summary>Part of our rate budget that is kept for cancels, in percent.</summary>
    [Setting("Part of our rate budget that is kept for cancels, in percent.", Min = 5, Max = 90)]
    public int CancelReservePercent { get; init; } = 20;

    /// <summary>How long a cancel may stay without any answer of the venue, in milliseconds; then the connection is given up, so that the venue pulls what rests.</summary>
    [Setting("How long a cancel may stay without any answer of the venue, in milliseconds; then the connection is given up, so that the venue pulls what rests.", Min = 500, Max = 10_000)]
    public int CancelSilenceMs { get; init; } = 1000;

    /// <summary>What the account's own self-trade prevention must be at the venue; any looks at none.</summary>
    [Setting("What the account's own self-trade prevention must be at the venue; any looks at none.")]
    public SelfTradeModeName SelfTradeMode { get; init; } = SelfTradeModeName.RejectTaker;

    /// <summary>Whether a run is refused where the venue states another one; else it is said and counted.</summary>
    [Setting("Whether a run is refused where the venue states another one; else it is said and counted.")]
    public bool SelfTradeStrict { get; init; } = true;

    /// <summary>A run ends when it could not understand the venue for so long, in seconds: its definitions, a book, or what the order connection needs.</summary>
    [Setting("A run ends when it could not understand the venue for so long, in seconds: its definitions, a book, or what the order connection needs.", Min = 1, Max = 3_600)]
    public int ProtocolSeconds { get; init; } = 20;

    /// <summary>Keys of the server that are accepted, as sha256/ and the base64 of the SubjectPublicKeyInfo's hash. Empty accepts each certificate that verifies.</summary>
    [Setting("Keys of the server that are accepted, as sha256/ and the base64 of the SubjectPublicKeyInfo's hash. Empty accepts each certificate that verifies.")]
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>Market-maker protection at the venue.</summary>
    [Setting("Market-maker protection at the venue.")]
    public ProtectionOptions Protection { get; init; } = new();

    /// <summary>Part of each money limit that a canary run uses, in percent, rounded down to lots.</summary>
    [Setting("Part of each money limit that a canary run uses, in percent, rounded down to lots.", Min = 1, Max = 50)]
    public int CanaryPercent { get; init; } = 10;

    /// <summary>The address that the environment stands for.</summary>
    [JsonIgnore]
    public Uri Address => new(Environment switch
    {
        VenueEnvironment.Production => "wss://www.deribit.com/ws/api/v2",
        VenueEnvironment.Testnet => "wss://test.deribit.com/ws/api/v2",
        _ => Url ?? throw new InvalidOperationException("A loopback environment has a url: ConnectionRules."),
    });
}
