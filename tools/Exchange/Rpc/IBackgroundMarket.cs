using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Rpc;

/// <summary>The other people of the market. The venue steps it in virtual time, and sends what its step caused.</summary>
public interface IBackgroundMarket
{
    /// <summary>When it acts next, µs since 1970; <see cref="long.MaxValue"/> for never.</summary>
    long NextUs { get; }

    /// <summary>Acts: the engine stands at <paramref name="nowUs"/>. Must move <see cref="NextUs"/> on.</summary>
    void Step(ExchangeEngine engine, long nowUs);
}
