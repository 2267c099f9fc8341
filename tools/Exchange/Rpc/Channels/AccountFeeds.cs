using System.Collections.Generic;
using System.Text;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>user.portfolio.{currency|any}: when the account changed, at most once a second, and at first.</summary>
internal sealed class PortfolioFeed(FeedHub hub, string channel, string? currency, AccountState account) : Feed(hub, channel, Interval.Slow), IOfAccount
{
    public AccountState Account { get; } = account;

    public override void Open() => Account.StateFeeds.Add(this);

    public override void Shut() => Account.StateFeeds.Remove(this);

    public void OnChange(string changed)
    {
        if (currency is null || currency == changed) Mark();
    }

    public override void Speak() => Each(null);

    public override void Greet(Connection connection) => Each(connection);

    private void Each(Connection? connection)
    {
        if (currency is not null)
        {
            One(currency, connection);
            return;
        }

        foreach (Wallet wallet in Account.Account.Wallets) One(wallet.Currency, connection);
    }

    private void One(string of, Connection? connection)
    {
        Out.Clear();
        Out.Begin();
        AccountShape.WriteMoney(Out, Account.Account, of);
        Out.End();
        if (connection is null) Send();
        else Send(connection);
    }
}

/// <summary>user.mmp_trigger.{index}, user.lock and user.access_log: news as they come.</summary>
internal sealed class NewsFeed(FeedHub hub, string channel, string topic, AccountState account) : Feed(hub, channel, Interval.Raw), IOfAccount
{
    private readonly List<byte[]> _news = [];

    public AccountState Account { get; } = account;

    /// <summary>"lock", or the index whose protection it tells of.</summary>
    public string Topic { get; } = topic;

    public override void Open() => Account.StateFeeds.Add(this);

    public override void Shut() => Account.StateFeeds.Remove(this);

    public void Say(string data)
    {
        _news.Add(Encoding.UTF8.GetBytes(data));
        Mark();
    }

    public override void Speak()
    {
        foreach (byte[] data in _news)
        {
            Out.Clear();
            Out.Raw(default, data);
            Send();
        }

        _news.Clear();
    }
}
