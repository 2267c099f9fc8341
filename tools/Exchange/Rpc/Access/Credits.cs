namespace Minnow.Exchange.Rpc.Access;

/// <summary>Which pool a method draws from.</summary>
internal enum Pool : byte
{
    Default,
    Subscribe,
    Instruments,
    TransactionLog,
    Matching,
    CancelAll,
    MassQuote,
}

/// <summary>The credit pools of one (sub)account.</summary>
internal sealed class Credits(int tier, long nowUs)
{
    public const int NonMatchingBurst = 100;
    public const int NonMatchingRate = 20;
    public const int CancelAllBurst = 250;
    public const int CancelAllRate = 200;

    private readonly Bucket _default = new(50_000, 10_000, nowUs);
    private readonly Bucket _subscribe = new(30_000, 10_000, nowUs);
    private readonly Bucket _instruments = new(50_000, 1_000, nowUs);
    private readonly Bucket _log = new(80_000, 10_000, nowUs);
    private readonly Bucket _matching = new(BurstOf(tier), RateOf(tier), nowUs);
    private readonly Bucket _cancelAll = new(CancelAllBurst, CancelAllRate, nowUs);
    private readonly Bucket _massQuote = new(100, 10, nowUs);

    public int Tier { get; private set; } = tier;

    public int MatchingBurst => BurstOf(Tier);

    public int MatchingRate => RateOf(Tier);

    public static int RateOf(int tier) => tier switch { 1 => 30, 2 => 20, 3 => 10, _ => 5 };

    public static int BurstOf(int tier) => tier switch { 1 => 100, 2 => 50, 3 => 30, _ => 20 };

    public void SetTier(int next, long atUs)
    {
        Tier = next;
        _matching.Change(BurstOf(next), RateOf(next), atUs);
    }

    public bool TryTake(Pool pool, long atUs) => pool switch
    {
        Pool.Subscribe => _subscribe.TryTake(3_000, atUs),
        Pool.Instruments => _instruments.TryTake(10_000, atUs),
        Pool.TransactionLog => _log.TryTake(10_000, atUs),
        Pool.Matching => _matching.TryTake(1, atUs),
        Pool.CancelAll => _cancelAll.TryTake(1, atUs),
        Pool.MassQuote => _massQuote.TryTake(1, atUs),
        _ => _default.TryTake(500, atUs),
    };
}
