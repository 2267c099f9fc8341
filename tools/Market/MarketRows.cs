namespace Minnow.Market;

/// <summary>One resting order hit by a taker.</summary>
/// <param name="TakerSide">Who came.</param>
/// <param name="Tick">The resting order's price.</param>
/// <param name="Lots">How much.</param>
public readonly record struct MarketFill(Side TakerSide, long Tick, long Lots);

/// <summary>One level of the book that changed.</summary>
/// <param name="Tick">Its price.</param>
/// <param name="LotsBefore">Amount before; 0 if the level is new.</param>
/// <param name="Lots">Amount now; 0 if the level is gone.</param>
public readonly record struct LevelChange(long Tick, long LotsBefore, long Lots);
