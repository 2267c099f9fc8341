using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>What a private channel tells of.</summary>
internal enum UserSubject : byte
{
    Orders,
    Trades,
    Changes,
}

/// <summary>user.orders, user.trades and user.changes of one instrument or of a kind and currency. Raw tells each group of a request; the others what gathered.</summary>
internal sealed class UserFeed(FeedHub hub, string channel, Interval interval, Instrument? instrument, string? currency, UserSubject subject, AccountState account)
    : MarketFeed(hub, channel, interval, instrument, currency), IOfAccount
{
    private readonly List<Group> _groups = [];

    public AccountState Account { get; } = account;

    public override void Open() => Account.Feeds.Add(this);

    public override void Shut() => Account.Feeds.Remove(this);

    public void AddOrder(Instrument of, long number, byte[] text)
    {
        if (subject == UserSubject.Trades) return;
        Group group = OpenGroup(of);
        int known = Interval == Interval.Raw && subject == UserSubject.Orders ? -1 : group.Orders.FindIndex(order => order.Number == number);
        if (known >= 0) group.Orders[known] = (number, text);
        else group.Orders.Add((number, text));
    }

    public void AddTrade(Instrument of, byte[] text)
    {
        if (subject != UserSubject.Orders) OpenGroup(of).Trades.Add(text);
    }

    public void AddPosition(Instrument of, byte[] text)
    {
        if (subject == UserSubject.Changes) OpenGroup(of).Position = text;
    }

    /// <summary>A request is through with an instrument.</summary>
    public void CloseGroup(Instrument of)
    {
        Group? group = _groups.FindLast(other => ReferenceEquals(other.Instrument, of) && !other.IsClosed);
        if (group is null) return;
        group.IsClosed = Interval == Interval.Raw;
        Mark();
    }

    public override void Speak()
    {
        Group[] told = [.. _groups];
        _groups.Clear();
        foreach (Group group in told) Tell(group);
    }

    private Group OpenGroup(Instrument of)
    {
        Group? group = _groups.FindLast(other => ReferenceEquals(other.Instrument, of) && !other.IsClosed);
        if (group is null) _groups.Add(group = new Group(of));
        return group;
    }

    private void Tell(Group group)
    {
        if (subject == UserSubject.Orders && Interval == Interval.Raw)
        {
            foreach ((_, byte[] text) in group.Orders)
            {
                Out.Clear();
                Out.Raw(default, text);
                Send();
            }

            return;
        }

        if (subject == UserSubject.Changes ? group.IsEmpty : subject == UserSubject.Orders ? group.Orders.Count == 0 : group.Trades.Count == 0) return;
        Out.Clear();
        if (subject == UserSubject.Changes)
        {
            Out.Begin();
            Out.Text("instrument_name"u8, group.Instrument.Name);
            Orders(group, "orders"u8);
            Trades(group, "trades"u8);
            Out.BeginArray(Out.Shapes.PositionAlias ? "position"u8 : "positions"u8);
            if (group.Position is not null) Out.Raw(default, group.Position);
            Out.EndArray();
            Out.End();
        }
        else if (subject == UserSubject.Orders)
        {
            Orders(group, default);
        }
        else
        {
            Trades(group, default);
        }

        Send();
    }

    private void Orders(Group group, System.ReadOnlySpan<byte> name)
    {
        Out.BeginArray(name);
        foreach ((_, byte[] text) in group.Orders) Out.Raw(default, text);
        Out.EndArray();
    }

    private void Trades(Group group, System.ReadOnlySpan<byte> name)
    {
        Out.BeginArray(name);
        foreach (byte[] text in group.Trades) Out.Raw(default, text);
        Out.EndArray();
    }

    private sealed class Group(Instrument instrument)
    {
        public Instrument Instrument { get; } = instrument;

        public List<(long Number, byte[] Text)> Orders { get; } = [];

        public List<byte[]> Trades { get; } = [];

        public byte[]? Position { get; set; }

        public bool IsClosed { get; set; }

        public bool IsEmpty => Orders.Count == 0 && Trades.Count == 0 && Position is null;
    }
}
