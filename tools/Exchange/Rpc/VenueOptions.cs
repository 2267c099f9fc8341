using System.Collections.Generic;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Rpc;

/// <summary>What kind of venue to be. Most can be changed while it runs.</summary>
public sealed class VenueOptions
{
    /// <summary>The <c>testnet</c> member of every reply.</summary>
    public bool Testnet { get; set; } = true;

    /// <summary>The engine's own choices. Its retention bounds what <c>historical</c> can find.</summary>
    public EngineOptions Engine { get; set; } = new() { ClosedOrdersUs = 26L * 3600 * Units.SecondUs, TradesUs = 0 };

    /// <summary>Indexes and their first prices, 1e-8; set before the instruments are listed.</summary>
    public List<(string Name, long PriceE8)> Indexes { get; } = [];

    /// <summary>Instruments listed at the start.</summary>
    public List<InstrumentSpec> Instruments { get; } = [];

    /// <summary>Accounts made at the start.</summary>
    public List<AccountOptions> Accounts { get; } = [];

    /// <summary>API keys.</summary>
    public List<KeyOptions> Keys { get; } = [];

    /// <summary>How JSON is written.</summary>
    public JsonStyle Style { get; set; } = new();

    /// <summary>An edit or cancel that comes too late for its order is answered by any of the codes that say so, a draw each time; false: always by the engine options' own.</summary>
    public bool LostRaceCodesVary { get; set; } = true;

    /// <summary>Which error numbers are answered.</summary>
    public ErrorTable Errors { get; set; }

    /// <summary>Cancel-on-disconnect.</summary>
    public CodOptions Cod { get; set; } = new();

    /// <summary>The scope string that every authentication returns, whatever was asked and granted; null for the true one.</summary>
    public string? GrantedScope { get; set; }

    /// <summary>Life of an access token, s.</summary>
    public long TokenLifeSeconds { get; set; } = 31_536_000;

    /// <summary>Private calls on a connection-scoped socket must carry access_token.</summary>
    public bool StrictToken { get; set; } = true;

    /// <summary>A signature with a nonce that its key has used before is refused, within the time that signatures are good for.</summary>
    public bool RefusesUsedNonces { get; set; }

    /// <summary>Connections of one IP address; one more is refused with 429.</summary>
    public int MaxConnectionsPerIp { get; set; } = 32;

    /// <summary>Sessions of one key; one more pushes out the oldest.</summary>
    public int MaxSessionsPerKey { get; set; } = 16;

    /// <summary>platform_state tells two or three times a second that some other index is not locked, as it does in production.</summary>
    public bool PlatformChatter { get; set; }

    /// <summary>Channels of one connection.</summary>
    public int MaxChannelsPerConnection { get; set; } = 500;

    /// <summary>Channels of one subscribe call.</summary>
    public int MaxChannelsPerCall { get; set; } = 500;

    /// <summary>Largest request, bytes.</summary>
    public int MaxRequestBytes { get; set; } = 32 * 1024;

    /// <summary>Unread payload bytes at which a slow reader is dropped (<c>connection_too_slow</c>).</summary>
    public long MaxUnreadBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>A bare socket is closed after this time without a request, µs.</summary>
    public long IdleCloseUs { get; set; } = 60_000_000;

    /// <summary>Credits are counted.</summary>
    public bool RateLimits { get; set; } = true;

    /// <summary>10028 also ends the session.</summary>
    public bool RateLimitEndsSession { get; set; } = true;

    /// <summary>Matching-engine tier of every account at the start, 1 to 4; <see cref="Venue.SetTier"/> changes one.</summary>
    public int Tier { get; set; } = 4;

    /// <summary>Requests a second without authentication, one IP address.</summary>
    public int UnauthenticatedPerSecond { get; set; } = 20;

    /// <summary>Burst of the same.</summary>
    public int UnauthenticatedBurst { get; set; } = 100;

    /// <summary>Least time from a matching request to its reply (<c>usDiff</c>), µs.</summary>
    public long MatchingDelayMinUs { get; set; }

    /// <summary>Most of the same, µs; drawn uniformly.</summary>
    public long MatchingDelayMaxUs { get; set; }

    /// <summary>Least time from any other request to its reply, µs.</summary>
    public long OtherDelayMinUs { get; set; }

    /// <summary>Most of the same, µs; drawn uniformly.</summary>
    public long OtherDelayMaxUs { get; set; }

    /// <summary>Chance that the notifications of an order go out before the reply to the request that made them, 0 to 1.</summary>
    public double ResponseAfterNotification { get; set; }

    /// <summary>Time a notification takes more than a reply, at most, µs; drawn once a frame, order within a channel kept.</summary>
    public long NotificationDelayMaxUs { get; set; }

    /// <summary>Closed orders are found without <c>historical</c> for this time, µs.</summary>
    public long OrderRetentionUs { get; set; } = 30L * 60 * 1_000_000;

    /// <summary>Trades are found without <c>historical</c> for this time, µs.</summary>
    public long TradeRetentionUs { get; set; } = 24L * 3600 * 1_000_000;

    /// <summary>With <c>historical</c>, closed orders and trades are found only after this time, µs; 0 for at once.</summary>
    public long HistoricalLagUs { get; set; }

    /// <summary>Whether a query finds what is so old, µs.</summary>
    internal bool IsFound(bool historical, long ageUs, long retentionUs) => historical ? ageUs >= HistoricalLagUs : ageUs <= retentionUs;
}
