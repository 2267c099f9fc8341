using Minnow.Core.Model;

namespace Minnow.Core.Signals;

/// <summary>How often the best bid and ask move, and which way.</summary>
/// <remarks>Each move of each side counts one, however far it goes. A side that is missing moves nowhere. O(1). All-zero bytes are never defined.</remarks>
public struct TopDynamics
{
    private DirectedRate _moves;
    private long _bidTicks;
    private long _askTicks;
    private long _hasTop;

    /// <summary>A signal without a book.</summary>
    /// <param name="halfLifeSeconds">Time in which half of the moves fade, s, above 0 and finite; else never defined.</param>
    public static TopDynamics WithHalfLife(double halfLifeSeconds) => new() { _moves = DirectedRate.WithHalfLife(halfLifeSeconds) };

    /// <summary>Changes the half-life; the moves so far stay.</summary>
    public static void Tune(ref TopDynamics top, double halfLifeSeconds) => DirectedRate.Tune(ref top._moves, halfLifeSeconds);

    /// <summary>Takes the best prices after a whole message.</summary>
    /// <param name="top">The signal.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="bidTicks">Best bid; <see cref="Units.Missing"/> if there is none.</param>
    /// <param name="askTicks">Best ask; <see cref="Units.Missing"/> if there is none.</param>
    /// <returns>Moves up less moves down, -2 to 2.</returns>
    public static int Observe(ref TopDynamics top, long nowNs, long bidTicks, long askTicks)
    {
        DirectedRate.Advance(ref top._moves, nowNs);
        int up = 0, down = 0;
        if (top._hasTop != 0)
        {
            Compare(top._bidTicks, bidTicks, ref up, ref down);
            Compare(top._askTicks, askTicks, ref up, ref down);
            if ((up | down) != 0) DirectedRate.Count(ref top._moves, up, down);
        }
        top._bidTicks = bidTicks;
        top._askTicks = askTicks;
        top._hasTop = 1;
        return up - down;
    }

    /// <summary>Lets time pass without a book.</summary>
    public static void Advance(ref TopDynamics top, long nowNs) => DirectedRate.Advance(ref top._moves, nowNs);

    /// <summary>What happened since the last book is not known: the count begins anew.</summary>
    public static void Reset(ref TopDynamics top)
    {
        DirectedRate.Reset(ref top._moves);
        top._hasTop = 0;
    }

    /// <summary>Moves up less moves down per second; NaN while undefined.</summary>
    public readonly double Value => _moves.UpPerSecond - _moves.DownPerSecond;

    /// <summary>Moves per second; NaN while undefined. Never below the size of <see cref="Value"/>.</summary>
    public readonly double MovesPerSecond => _moves.UpPerSecond + _moves.DownPerSecond;

    /// <summary>Watched time, s, as it weighs now.</summary>
    public readonly double EffectiveSeconds => _moves.EffectiveSeconds;

    /// <summary>True if a half-life was watched since the last <see cref="Reset"/>.</summary>
    public readonly bool IsDefined => _moves.IsDefined;

    private static void Compare(long before, long now, ref int up, ref int down)
    {
        if (before == Units.Missing || now == Units.Missing) return;
        if (now > before) up++;
        if (now < before) down++;
    }
}
