using System;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>A series of moments, made from one number. Prices move about one centre in steps that stay clear of every threshold.</summary>
internal sealed class Series
{
    /// <summary>Twice the price about which all is mirrored, ticks.</summary>
    public const long CentreHalfTicks = 120_000;

    private readonly Random _random;
    private long _nowNs = Desk.Start;

    public Series(int number)
    {
        _random = new Random(number);
        Parameters = new()
        {
            MomentumCancelSigmas = On(3.5), MomentumCancelBps = On(2), MomentumWindowNs = Time(), LargeTradeAmountE8 = (long)On(100), LargeTradeHoldNs = Time(),
            SweepLevels = (long)On(3), SweepHoldNs = Time(), OneSidedFlow = On(0.6), TacticalJoin = (long)On(1), PostFillHoldNs = Time(),
            PostFillBothSides = (long)On(1), CancelOppositeOnFill = (long)On(1), PartialFillPolicy = _random.Next(3), ReentryWaitNs = Time(), ReentryDriftBps = On(2),
            PullShare = On(0.5), PullHoldNs = Time(), CollapseSpreadBps = On(1), CollapseNs = Time(), BlowOutZ = On(3), BlowOutHoldNs = Time(),
            AggressionShare = On(0.3), AggressionFlow = 0.2, AggressionSlippageBps = _random.Next(4) + 0.1, AggressionSizeShare = On(0.4), AggressionIntervalNs = 1 + Time(),
        };
    }

    public TacticParameters Parameters;

    /// <summary>Always the conditions under which a position is reduced by taking, but for the position.</summary>
    public bool IsLoud { get; init; }

    /// <summary>Time is set back now and then.</summary>
    public bool StepsBack { get; init; }

    /// <summary>When an order that takes was last sent; whoever carries a plan out sets it.</summary>
    public long LastTakeNs { get; set; }

    public TacticInputs Next()
    {
        _nowNs += StepsBack && _random.Next(8) == 0 ? -_random.NextInt64(3600 * Desk.Second) : _random.NextInt64(Desk.Second);
        long half = 1 + _random.Next(8);
        long centre = CentreHalfTicks / 2 + 60 * (_random.Next(3) - 1);
        long position = _random.Next(-900, 901);
        long untoldBuy = _random.Next(3) == 0 ? _random.Next(100) : 0;
        long untoldSell = _random.Next(3) == 0 ? _random.Next(100) : 0;
        TacticInputs inputs = new()
        {
            NowNs = _nowNs, BestBidTicks = centre - half, BestAskTicks = centre + half, MidHalfTicks = 2 * centre, SpreadBps = 2e4 * half / centre,
            MidMoveBps = Unknown(_random.Next(-16, 17) * 0.25), MidMoveSeconds = 0.25, SigmaBps = Unknown(0.9), SpreadZ = Unknown(_random.NextDouble() * 4),
            Flow = _random.NextDouble() * 2 - 1, IsFlowDefined = IsLoud || _random.Next(4) != 0,
            SweepSide = Side(), SweepNs = Recently(), SweepLevels = _random.Next(5),
            LargeTradeSide = Side(), LargeTradeNs = Recently(), LargeTradeAmountE8 = _random.Next(200),
            BidPullShare = Unknown(_random.NextDouble()), BidPullNs = Recently(), AskPullShare = Unknown(_random.NextDouble()), AskPullNs = Recently(),
            PositionLots = position, MaxPositionLots = 900, MinLots = 1 + _random.Next(3),
            UntoldBuyLots = untoldBuy, UntoldSellLots = untoldSell, LastTakeNs = LastTakeNs,
            OwnBidTicks = _random.Next(2) * (centre - half - _random.Next(30)), OwnAskTicks = _random.Next(2) * (centre + half + _random.Next(30)),
            IsTakerWorking = _random.Next(8) == 0, FillSide = Side(), FillNs = Recently(), FillTicks = centre + 60 * (_random.Next(3) - 1),
            Mode = (MarketModeKind)_random.Next(5), CascadePulls = _random.Next(2),
            TakerFeeBps = Unknown(5), ExpectedLossBps = Unknown(IsLoud ? 30 : _random.NextDouble() * 20), WidenRoomBps = 20,
        };
        return inputs;
    }

    /// <summary>Nothing happens any more; what happened stays as it is told.</summary>
    public static void Quieten(ref TacticInputs inputs)
    {
        inputs.MidMoveBps = inputs.SpreadZ = inputs.Flow = 0;
        inputs.SigmaBps = 0.9;
        inputs.SpreadBps = 5;
        inputs.Mode = MarketModeKind.Normal;
        inputs.PositionLots = 0;
    }

    private double On(double value) => _random.Next(3) != 0 ? value : 0;

    private long Time() => _random.Next(4) == 0 ? 0 : _random.NextInt64(4 * Desk.Second);

    private long Recently() => _nowNs - _random.NextInt64(2 * Desk.Second);

    private TacticSide Side() => (TacticSide)_random.Next(3);

    private double Unknown(double value) => IsLoud || _random.Next(8) != 0 ? value : double.NaN;
}
