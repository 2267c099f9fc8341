namespace Minnow.Market;

/// <summary>What the crowd sees of a market: enough to act on, whoever runs the book.</summary>
public interface IMarketView
{
    /// <summary>Best resting price of a side, ticks.</summary>
    long BestTick(Side side);

    /// <summary>The crowd's resting orders on a side.</summary>
    int OrderCount(Side side);

    /// <summary>One of them. Numbering is arbitrary and changes with each change of the book.</summary>
    /// <param name="side">Which side.</param>
    /// <param name="index">From 0 to <see cref="OrderCount"/> - 1.</param>
    RestingOrder OrderAt(Side side, int index);

    /// <summary>The oldest of the crowd's orders at the best price.</summary>
    RestingOrder FirstAtBest(Side side);
}
