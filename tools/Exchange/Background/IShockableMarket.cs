namespace Minnow.Exchange.Background;

/// <summary>A market whose prices can be made to jump.</summary>
public interface IShockableMarket
{
    /// <summary>Moves every fair value by a share, 0.01 being one per cent up.</summary>
    void Shock(double share);
}
