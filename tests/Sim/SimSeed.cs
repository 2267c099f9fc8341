using Minnow.Core.Numerics;

namespace Minnow.Sim;

/// <summary>What a seed chooses: the venue's manners, how lively the market is, and how much of each fault there is. Swarm sampling: many faults are off in any one seed.</summary>
internal sealed record SimSeed
{
    private SplitMix64 _random;

    internal SimSeed(ulong number)
    {
        Number = number;
        _random = new SplitMix64(number ^ 0x5EED);
        FaultSeconds = 30 + _random.NextIndex(50);
        ChooseVenue();
        ChooseMarket();
        ChooseFaults();
        Script = FaultLines.Draw(ref _random, FaultSeconds);
        ChooseQuotes();
        Risk = new SimRisk(this);
    }

    internal ulong Number { get; }

    /// <summary>How long the faults go on, s.</summary>
    internal int FaultSeconds { get; }

    // The venue.
    internal int Tier { get; private set; }
    internal double Wildness { get; private set; }
    internal double WildEnvelopes { get; private set; }
    internal bool DrawsShapes { get; private set; }
    internal double ReplyAfterNotification { get; private set; }
    internal long MatchingDelayUs { get; private set; }
    internal long OtherDelayUs { get; private set; }
    internal long NotificationDelayUs { get; private set; }
    internal long HistoricalLagUs { get; private set; }
    internal long CancelDelayUs { get; private set; }
    internal bool DropsWaiting { get; private set; }
    internal bool Chatters { get; private set; }
    internal bool RefusesUsedNonces { get; private set; }
    internal long TokenLifeSeconds { get; private set; }
    internal bool Drills { get; private set; }

    /// <summary>Orders of a lost connection in a book that settles go when it opens again.</summary>
    internal bool WaitsForSettlement { get; private set; }

    // The market and we in it.
    internal SimMarket[] Markets { get; private set; } = [];
    internal double TakeChance { get; private set; }
    internal int TakePieces { get; private set; }
    internal double BurstsPerMinute { get; private set; }

    /// <summary>Orders of ours that may fill within the window of the market-maker protection; 0: it is not used.</summary>
    internal int ProtectionOrders { get; private set; }
    internal int ProtectionSeconds { get; private set; }

    /// <summary>Both sides of an instrument go out as one mass quote.</summary>
    internal bool MassQuotes { get; private set; }

    /// <summary>The session is told when the commands of a step were given, as the host does; else it finds out by itself.</summary>
    internal bool Flushes { get; private set; }

    // The faults.
    internal double DropBook { get; private set; }
    internal double DuplicateBook { get; private set; }
    internal double LoseReply { get; private set; }
    internal double LateReply { get; private set; }
    internal double DuplicateNotification { get; private set; }
    internal double LoseRequest { get; private set; }
    internal double RandomError { get; private set; }
    internal double RepeatFill { get; private set; }
    internal double SpikeChance { get; private set; }
    internal int SpikeMs { get; private set; }
    internal double CutsPerMinute { get; private set; }
    internal double HalfOpensPerMinute { get; private set; }
    internal double RefusalsPerMinute { get; private set; }
    internal double SilencesPerMinute { get; private set; }
    internal double JumpsPerMinute { get; private set; }
    internal double MaintenancePerMinute { get; private set; }
    internal double LocksPerMinute { get; private set; }
    internal double AccountLocksPerMinute { get; private set; }
    internal double PositionLiesPerMinute { get; private set; }
    internal double SettlementsPerMinute { get; private set; }
    internal double StrangersPerMinute { get; private set; }
    internal double OrphansPerMinute { get; private set; }
    internal double TierChangesPerMinute { get; private set; }
    internal double FeeChangesPerMinute { get; private set; }
    internal double RestartsPerMinute { get; private set; }
    internal double PowerLoss { get; private set; }
    internal bool ExpiresTokens { get; private set; }

    /// <summary>Limits, the kill ladder, and what persons do.</summary>
    internal SimRisk Risk { get; }

    /// <summary>Lines of a fault script that is at work beside all this; empty in most seeds.</summary>
    internal FaultLines Script { get; }

    private void ChooseVenue()
    {
        Tier = 1 + _random.NextIndex(4);
        Wildness = Some(0.5);
        WildEnvelopes = Some(0.3);
        DrawsShapes = Half();
        ReplyAfterNotification = Some(1);
        MatchingDelayUs = (long)(Some(1) * 20_000);
        OtherDelayUs = (long)(Some(1) * 60_000);
        NotificationDelayUs = (long)(Some(1) * 30_000);
        HistoricalLagUs = (long)(Some(1) * 5_000_000);
        CancelDelayUs = (long)(Some(1) * 300_000);
        DropsWaiting = Half();
        Chatters = _random.NextIndex(4) == 0;
        RefusesUsedNonces = Half();
        TokenLifeSeconds = Half() ? 31_536_000 : 8;
        Drills = _random.NextIndex(4) == 0;
    }

    private void ChooseMarket()
    {
        long order = 50 + 50 * _random.NextIndex(3);
        long most = order * (2 + _random.NextIndex(9));
        Markets = _random.NextIndex(6) switch
        {
            0 => [SimMarket.Perpetual(order, most), SimMarket.Dated(order, most)],
            1 => [SimMarket.Perpetual(order, most), SimMarket.OtherCoin(order, most)],
            _ => [SimMarket.Perpetual(order, most)],
        };
        TakeChance = 0.2 + 0.5 * _random.NextDouble();
        TakePieces = 4 + _random.NextIndex(40);
        BurstsPerMinute = Some(12);
        ProtectionOrders = _random.NextIndex(4) == 0 ? 2 + _random.NextIndex(4) : 0;
        ProtectionSeconds = 1 + _random.NextIndex(5);
    }

    private void ChooseFaults()
    {
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
        AccountLocksPerMinute = Some(2);
        PositionLiesPerMinute = Some(1.5);
        SettlementsPerMinute = Some(1);
        StrangersPerMinute = Some(3);
        OrphansPerMinute = Some(3);
        TierChangesPerMinute = Some(3);
        FeeChangesPerMinute = Some(3);
        RestartsPerMinute = Half() ? 0.5 + 4 * _random.NextDouble() : 0;
        PowerLoss = Some(1);
        ExpiresTokens = _random.NextIndex(8) == 0;
    }

    // Drawn last, so that what the others drew stays.
    private void ChooseQuotes()
    {
        MassQuotes = _random.NextIndex(5) == 0;
        Flushes = _random.NextIndex(4) > 0;
        WaitsForSettlement = Half();
        if (MassQuotes) ProtectionOrders = 0;
    }

    private bool Half() => _random.NextIndex(2) == 0;

    // Off in two seeds of three; else up to the most.
    private double Some(double most) => _random.NextIndex(3) == 0 ? _random.NextDouble() * most : 0;
}
