using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Book;

namespace Minnow.Core.Signals;

/// <summary>Order-flow imbalance: what came to the bids and left the asks, over what usually rests, at the touch and below.</summary>
/// <remarks>
/// Per level rank, from book to book: e = qb·1{Pb ≥ Pb'} - qb'·1{Pb ≤ Pb'} - qa·1{Pa ≤ Pa'} + qa'·1{Pa ≥ Pa'}; a missing level has 0 lots at a price worse
/// than all. The sum of e fades, over it stands the mean of (qb + qa) / 2 with the same weights. Cont, Kukanov and Stoikov 2014; Xu, Gould and
/// Howison 2018; models document, 7.2 and 7.3. Not bounded: the consumer clamps. After a gap e has no meaning for one step, so that begins anew.
/// Cost: O(levels). All-zero bytes are never defined.
/// </remarks>
public struct OrderFlowImbalance
{
    /// <summary>Most level ranks.</summary>
    public const int MaxLevels = 5;

    /// <summary>Effective books below which it is undefined.</summary>
    public const double DefaultMinSamples = 10;

    private struct Rank
    {
        public long BidTicks, BidLots, AskTicks, AskLots;
        public double FlowLots, DepthLots;
    }

    [InlineArray(MaxLevels)]
    private struct Ranks
    {
        private Rank _first;
    }

    private Decay _clock;
    private Ranks _ranks;
    private long _levels;
    private long _hasBook;
    private double _steps;
    private double _books;
    private double _minSamples;

    /// <summary>A signal without a book.</summary>
    /// <param name="levels">Level ranks, 1 to 5; outside, the nearest of them.</param>
    /// <param name="halfLifeSeconds">Time in which half of the flow fades, s, above 0; else never defined.</param>
    /// <param name="minSamples">Effective steps from book to book below which it is undefined.</param>
    public static OrderFlowImbalance With(int levels, double halfLifeSeconds, double minSamples = DefaultMinSamples)
    {
        OrderFlowImbalance state = new() { _minSamples = minSamples };
        Tune(ref state, levels, halfLifeSeconds);
        return state;
    }

    /// <summary>Changes what is measured. Another number of levels begins all sums anew, another half-life none.</summary>
    /// <inheritdoc cref="With"/>
    public static void Tune(ref OrderFlowImbalance state, int levels, double halfLifeSeconds)
    {
        int count = Math.Clamp(levels, 1, MaxLevels);
        if (state._levels != count)
        {
            state._ranks = default;
            state._hasBook = 0;
            state._steps = state._books = 0;
        }
        state._levels = count;
        Decay.Tune(ref state._clock, halfLifeSeconds);
    }

    /// <summary>Takes a book after a whole message. A missed one corrupts a step: call <see cref="Reset"/> after a gap.</summary>
    /// <param name="state">The signal.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="bids">The bids.</param>
    /// <param name="asks">The asks.</param>
    /// <param name="own">What of it is ours: neither rests nor flows.</param>
    public static void Observe(ref OrderFlowImbalance state, long nowNs, ref readonly BookSide bids, ref readonly BookSide asks, ref readonly OwnDepth own)
    {
        Fade(ref state, Decay.Pass(ref state._clock, nowNs));
        bool counts = state._hasBook != 0;
        int bid = 0, ask = 0;
        for (int i = 0; i < (int)state._levels; i++)
        {
            ref Rank rank = ref state._ranks[i];
            Rank now = default;
            Read(in bids, in own, sell: false, ref bid, long.MinValue, out now.BidTicks, out now.BidLots);
            Read(in asks, in own, sell: true, ref ask, long.MaxValue, out now.AskTicks, out now.AskLots);
            now.FlowLots = counts ? rank.FlowLots + Flow(in rank, in now) : rank.FlowLots;
            now.DepthLots = rank.DepthLots + ((double)now.BidLots + now.AskLots) / 2;
            rank = now;
        }
        state._books++;
        if (counts) state._steps++;
        state._hasBook = 1;
    }

    /// <summary>A taker took what no book step shows, because it was ours: flow at the touch all the same.</summary>
    /// <param name="state">The signal.</param>
    /// <param name="bought">True if the taker bought.</param>
    /// <param name="lots">Amount.</param>
    public static void Taken(ref OrderFlowImbalance state, bool bought, long lots) => state._ranks[0].FlowLots += bought ? lots : -lots;

    /// <summary>Lets time pass without a book.</summary>
    public static void Advance(ref OrderFlowImbalance state, long nowNs) => Fade(ref state, Decay.Pass(ref state._clock, nowNs));

    /// <summary>The next book is no step from the last one: a gap, a snapshot, a lost feed. The sums stay and fade.</summary>
    public static void Reset(ref OrderFlowImbalance state) => state._hasBook = 0;

    /// <summary>What the touch tells, in usual depths of one side; positive pushes up; NaN while undefined.</summary>
    public readonly double Touch => IsDefined ? OfRank(0) : double.NaN;

    /// <summary>What all ranks tell together, sum of flows over sum of depths; positive pushes up; NaN while undefined.</summary>
    public readonly double Value
    {
        get
        {
            if (!IsDefined) return double.NaN;
            double flow = 0, depth = 0;
            for (int i = 0; i < (int)_levels; i++)
            {
                flow += _ranks[i].FlowLots;
                depth += _ranks[i].DepthLots;
            }
            return flow / (depth / _books);
        }
    }

    /// <summary>Flow of one rank over its mean depth, whatever the number of samples.</summary>
    /// <param name="rank">Rank, 0 being the touch.</param>
    /// <returns>NaN without depth, or if the rank is not measured.</returns>
    public readonly double OfRank(int rank) => MeanDepthLots(rank) > 0 ? _ranks[rank].FlowLots / MeanDepthLots(rank) : double.NaN;

    /// <summary>Flow of one rank, lots; NaN if it is not measured.</summary>
    public readonly double FlowLots(int rank) => (uint)rank < (uint)_levels ? _ranks[rank].FlowLots : double.NaN;

    /// <summary>Mean of what rests at one rank, lots of one side; NaN if it is not measured.</summary>
    public readonly double MeanDepthLots(int rank) => (uint)rank < (uint)_levels && _books > 0 ? _ranks[rank].DepthLots / _books : double.NaN;

    /// <summary>Steps from book to book, as they weigh now.</summary>
    public readonly double SampleCount => _steps;

    /// <summary>True if there are enough steps and any depth.</summary>
    public readonly bool IsDefined => _clock.IsSet && _levels != 0 && _steps > 0 && _steps >= _minSamples && _ranks[0].DepthLots > 0;

    private static void Fade(ref OrderFlowImbalance state, double gone)
    {
        if (gone == 0) return;
        state._steps -= gone * state._steps;
        state._books -= gone * state._books;
        for (int i = 0; i < (int)state._levels; i++)
        {
            ref Rank rank = ref state._ranks[i];
            rank.FlowLots -= gone * rank.FlowLots;
            rank.DepthLots -= gone * rank.DepthLots;
        }
    }

    private static void Read(
        ref readonly BookSide side, ref readonly OwnDepth own, bool sell, ref int index, long none, out long ticks, out long lots)
    {
        bool there = OwnDepth.Next(in side, in own, sell, ref index, out PriceLevel level);
        ticks = there ? level.PriceTicks : none;
        lots = level.SizeLots;
    }

    private static double Flow(in Rank before, in Rank now) =>
        (now.BidTicks >= before.BidTicks ? (double)now.BidLots : 0) - (now.BidTicks <= before.BidTicks ? (double)before.BidLots : 0)
        - (now.AskTicks <= before.AskTicks ? (double)now.AskLots : 0) + (now.AskTicks >= before.AskTicks ? (double)before.AskLots : 0);
}
