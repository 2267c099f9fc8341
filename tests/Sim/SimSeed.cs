using Minnow.Core.Numerics;

namespace Minnow.Sim;

/// <summary>What a seed chooses: the venue's manners and how much of each fault there is. Swarm sampling: many faults are off in any one seed.</summary>
internal sealed record SimSeed
{
    private SplitMix64 _random;

    internal SimSeed(ulong number)
    {
        Number = number;
        _random = new SplitMix64(number ^ 0x5EED);
        Tier = 1 + _random.NextIndex(4);
        Wildness = Some(0.5);
        ReplyAfterNotification = Some(1);
        MatchingDelayUs = (long)(Some(1) * 20_000);
        NotificationDelayUs = (long)(Some(1) * 30_000);
        TokenLifeSeconds = Half() ? 31_536_000 : 8;
        Drills = _random.NextIndex(4) == 0;
        DropBook = Some(0.1);
        DuplicateBook = Some(0.3);
        LoseReply = Some(0.15);
        LateReply = Some(0.2);
        DuplicateNotification = Some(0.3);
        LoseRequest = Some(0.08);
        RandomError = Some(0.1);
        RepeatFill = Some(0.2);
        SpikeChance = Some(0.02);
        SpikeMs = 50 + _random.NextIndex(3000);
        CutsPerMinute = Some(20);
        HalfOpensPerMinute = Some(4);
        RefusalsPerMinute = Some(4);
        SilencesPerMinute = Some(4);
        JumpsPerMinute = Some(10);
        MaintenancePerMinute = Some(2);
        LocksPerMinute = Some(3);
        PositionLiesPerMinute = Some(1.5);
        SettlementsPerMinute = Some(1);
        StrangersPerMinute = Some(3);
        OrphansPerMinute = Some(3);
        ExpiresTokens = _random.NextIndex(8) == 0;
    }

    internal ulong Number { get; }
    internal int Tier { get; }
    internal double Wildness { get; }
    internal double ReplyAfterNotification { get; }
    internal long MatchingDelayUs { get; }
    internal long NotificationDelayUs { get; }
    internal long TokenLifeSeconds { get; }
    internal bool Drills { get; }
    internal double DropBook { get; }
    internal double DuplicateBook { get; }
    internal double LoseReply { get; }
    internal double LateReply { get; }
    internal double DuplicateNotification { get; }
    internal double LoseRequest { get; }
    internal double RandomError { get; }
    internal double RepeatFill { get; }
    internal double SpikeChance { get; }
    internal int SpikeMs { get; }
    internal double CutsPerMinute { get; }
    internal double HalfOpensPerMinute { get; }
    internal double RefusalsPerMinute { get; }
    internal double SilencesPerMinute { get; }
    internal double JumpsPerMinute { get; }
    internal double MaintenancePerMinute { get; }
    internal double LocksPerMinute { get; }
    internal double PositionLiesPerMinute { get; }
    internal double SettlementsPerMinute { get; }
    internal double StrangersPerMinute { get; }
    internal double OrphansPerMinute { get; }
    internal bool ExpiresTokens { get; }

    private bool Half() => _random.NextIndex(2) == 0;

    // Off in two seeds of three; else up to the most.
    private double Some(double most) => _random.NextIndex(3) == 0 ? _random.NextDouble() * most : 0;
}
