using System;
using System.Collections.Generic;
using Minnow.Exchange.Background.Toxic;

namespace Minnow.Tactics.Measures;

/// <summary>What the fills of a run were worth, from the exchange's own mid. Sides: +1 we bought, −1 we sold.</summary>
/// <remarks>
/// The mid of a fill is the one that stood before the taker came; the mid at a horizon is the last one at or before it, and the run's last if the run
/// ends before. Weighted by lots, so that sums over fills are sums over volume.
/// </remarks>
internal sealed class Ledger(long lotE8, long tickE8, bool isInverse)
{
    /// <summary>Horizons of the markouts, s.</summary>
    internal static readonly double[] HorizonsSeconds = [0.1, 1, 5, 30];

    /// <summary>Place of the 5 s in <see cref="HorizonsSeconds"/>.</summary>
    internal const int FiveSeconds = 2;

    private readonly Queue<(long DueUs, Row Row)>[] _pending = [new(), new(), new(), new()];
    private readonly double[] _adverse = new double[4];
    private readonly double[] _markout = new double[4];
    private readonly double _lot = lotE8 / 1e8;
    private readonly double _tick = tickE8 / 1e8;
    private double _mid;
    private double _spread;
    private double _inverseCost;
    private double _linearCost;
    private double _position;
    private double _squares;
    private long _positionSinceUs;
    private long _restingSinceUs = -1;
    private long _restingUs;

    private readonly double[] _lotsIn = new double[InCount];
    private readonly double[] _adverseIn = new double[InCount];

    /// <summary>What can be on when a fill comes: nothing, or one of the kinds of episodes.</summary>
    internal static readonly int InCount = 1 + Enum.GetValues<EpisodeKind>().Length;

    private readonly record struct Row(int Side, double Price, double Mid, double Lots, int In);

    internal long Fills { get; private set; }

    internal double Lots { get; private set; }

    internal double MakerLots { get; private set; }

    internal double VolumeCoin { get; private set; }

    internal double FeesCoin { get; private set; }

    internal void Start(long nowUs) => _positionSinceUs = nowUs;

    /// <summary>The exchange has another mid, ticks.</summary>
    internal void Mid(long nowUs, double ticks)
    {
        Settle(nowUs);
        _mid = ticks;
    }

    /// <summary>Whether any of our orders rests from now on.</summary>
    internal void Resting(long nowUs, bool any)
    {
        if (any == _restingSinceUs >= 0) return;
        if (!any) _restingUs += nowUs - _restingSinceUs;
        _restingSinceUs = any ? nowUs : -1;
    }

    internal void Fill(long nowUs, int side, long priceTicks, long lots, long feeE8, bool isMaker, Episode? during)
    {
        Hold(nowUs);
        Fills++;
        Lots += lots;
        if (isMaker) MakerLots += lots;
        double coin = Coin(lots, priceTicks);
        VolumeCoin += coin;
        FeesCoin += feeE8 / 1e8;
        _spread += lots * side * (_mid - priceTicks) / priceTicks * 1e4;
        _position += side * lots;
        _inverseCost += side * lots * _lot / (priceTicks * _tick);
        _linearCost += side * lots * _lot * priceTicks * _tick;
        Row row = new(side, priceTicks, _mid, lots, during is { } episode ? 1 + (int)episode.Kind : 0);
        _lotsIn[row.In] += lots;
        for (int i = 0; i < _pending.Length; i++) _pending[i].Enqueue((nowUs + (long)(HorizonsSeconds[i] * 1e6), row));
    }

    /// <summary>Closes the books.</summary>
    /// <param name="nowUs">The end, µs.</param>
    /// <param name="startUs">The beginning, µs.</param>
    /// <param name="orderLots">Lots of one order, for what is counted in orders.</param>
    internal RunResult Close(long nowUs, long startUs, double orderLots)
    {
        Settle(long.MaxValue);
        Hold(nowUs);
        Resting(nowUs, any: false);
        double end = _mid * _tick;
        // Inverse: n lots bought at P and worth something at M pay n(1/P − 1/M) coin; linear: n(M − P).
        double carried = isInverse ? _inverseCost - (_position * _lot / end) : (_position * _lot * end) - _linearCost;
        double pnl = carried - FeesCoin;
        double volume = isInverse ? VolumeCoin : Lots * _lot * end;
        double quotedHours = _restingUs / 3.6e9;
        return new RunResult
        {
            Seconds = (nowUs - startUs) / 1e6, Fills = Fills, VolumeLots = Lots, VolumeCoin = VolumeCoin, SpreadBps = _spread / Lots,
            AdverseBps = Array.ConvertAll(_adverse, sum => sum / Lots), MarkoutBps = Array.ConvertAll(_markout, sum => sum / Lots),
            AdverseBpsOrdersPerHour = Array.ConvertAll(_adverse, sum => sum / orderLots / quotedHours),
            FeesCoin = FeesCoin, FeeBps = FeesCoin / volume * 1e4, PnlCoin = pnl, PnlBps = pnl / volume * 1e4,
            InventoryRmsOrders = Math.Sqrt(_squares / (nowUs - startUs)) / orderLots, MakerShare = MakerLots / Lots, QuotedSeconds = _restingUs / 1e6,
            LotsDuring = _lotsIn, AdverseBpsLotsDuring = _adverseIn,
        };
    }

    private double Coin(double lots, double priceTicks) => isInverse ? lots * _lot / (priceTicks * _tick) : lots * _lot;

    private void Hold(long nowUs)
    {
        _squares += _position * _position * (nowUs - _positionSinceUs);
        _positionSinceUs = nowUs;
    }

    // What was due before now saw the mid that has stood until now.
    private void Settle(long nowUs)
    {
        for (int i = 0; i < _pending.Length; i++)
        {
            while (_pending[i].TryPeek(out (long DueUs, Row Row) next) && next.DueUs < nowUs)
            {
                Row row = _pending[i].Dequeue().Row;
                _adverse[i] += row.Lots * row.Side * (_mid - row.Mid) / row.Price * 1e4;
                if (i == FiveSeconds) _adverseIn[row.In] += row.Lots * row.Side * (_mid - row.Mid) / row.Price * 1e4;
                _markout[i] += row.Lots * row.Side * (_mid - row.Price) / row.Price * 1e4;
            }
        }
    }
}
