using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Channels;

namespace Minnow.Exchange.Rpc.Access;

/// <summary>What the venue keeps of an account beside the engine: credits, queues, channels, and what is falsified about it.</summary>
internal sealed class AccountState(Account account, int tier, long nowUs)
{
    public Account Account { get; } = account;

    public string Name => Account.Name;

    public Credits Credits { get; } = new(tier, nowUs);

    /// <summary>Cancel-on-disconnect of account scope: new connections start with it on.</summary>
    public bool CodByDefault { get; set; }

    /// <summary>Channels of this account that somebody listens to.</summary>
    public List<UserFeed> Feeds { get; } = [];

    /// <summary>Portfolio, protection and lock channels of this account.</summary>
    public List<Feed> StateFeeds { get; } = [];

    /// <summary>Matching requests that wait, by currency.</summary>
    public Dictionary<string, WorkQueue> Queues { get; } = [];

    /// <summary>How wrong each reported position is, by instrument, 1e-8.</summary>
    public Dictionary<string, long> PositionShiftsE8 { get; } = [];

    public UserTrade? LastFill { get; set; }

    public WorkQueue QueueOf(string currency)
    {
        if (!Queues.TryGetValue(currency, out WorkQueue? queue)) Queues.Add(currency, queue = new WorkQueue());
        return queue;
    }

    public long ReportedSizeE8(Position position) =>
        position.SizeE8 + (PositionShiftsE8.Count == 0 ? 0 : PositionShiftsE8.GetValueOrDefault(position.Instrument.Name));
}
