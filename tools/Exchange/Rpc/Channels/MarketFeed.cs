using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>Marks a feed whose channel belongs to one account.</summary>
internal interface IOfAccount
{
    Rpc.Access.AccountState Account { get; }
}

/// <summary>A feed about one instrument, or about all of a kind and currency. Hears of its instruments only.</summary>
internal abstract class MarketFeed(FeedHub hub, string channel, Interval interval, Instrument? instrument, string? currency) : Feed(hub, channel, interval)
{
    /// <summary>Its instrument; null when it has several.</summary>
    protected Instrument Instrument => instrument!;

    public bool Covers(Instrument other) => instrument is null ? currency is null || other.Spec.SettlementCurrency == currency : ReferenceEquals(instrument, other);

    public bool IsOnIndex(string indexName) => instrument is null || instrument.Spec.IndexName == indexName;

    public override void Open()
    {
        foreach (Instrument each in Hub.Venue.Engine.Instruments)
        {
            if (Covers(each)) Hub.Of(each).Add(this);
        }
    }

    public override void Shut()
    {
        foreach (Instrument each in Hub.Venue.Engine.Instruments) Hub.Of(each).Remove(this);
    }

    public virtual void OnLevel(OrderSide side, long priceE8, long amountE8, long previousE8)
    {
    }

    public virtual void OnBook()
    {
    }

    public virtual void OnTrade(Trade trade)
    {
    }

    /// <summary>Index, mark or state changed.</summary>
    public virtual void OnTicker()
    {
    }

    public virtual void OnState(Instrument changed)
    {
    }
}
