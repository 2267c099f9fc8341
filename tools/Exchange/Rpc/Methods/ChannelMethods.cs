using System;
using System.Collections.Generic;
using System.Text.Json;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Subscriptions.</summary>
internal static class ChannelMethods
{
    private const int MaxLabelChars = 16;

    public static readonly Method[] All =
    [
        new("public/subscribe", static call => Subscribe(call, false), Pool.Subscribe, Pace: Pace.Late, NeedsParams: true, SocketOnly: true),
        new("private/subscribe", static call => Subscribe(call, true), Pool.Subscribe, Pace: Pace.Late, NeedsParams: true, SocketOnly: true),
        new("public/unsubscribe", Unsubscribe, Pace: Pace.Late, NeedsParams: true, SocketOnly: true),
        new("private/unsubscribe", Unsubscribe, Pace: Pace.Late, NeedsParams: true, SocketOnly: true),
        new("public/unsubscribe_all", UnsubscribeAll, Pace: Pace.Late, SocketOnly: true),
        new("private/unsubscribe_all", UnsubscribeAll, Pace: Pace.Late, SocketOnly: true),
    ];

    private static void Subscribe(Call call, bool isPrivate)
    {
        List<string> channels = Channels(call);
        string? label = isPrivate ? call.Text("label") : null;
        if (label?.Length > MaxLabelChars) call.Fail(RpcError.Invalid("label", "too long"));
        AccountState? account = call.Session is { } session && session.IsLive(call.Venue.NowUs) ? session.Account : null;
        foreach (string channel in channels)
        {
            if (account is null && channel.EndsWith(".raw", StringComparison.Ordinal) && !channel.StartsWith("user.", StringComparison.Ordinal))
                call.Fail(RpcError.RawUnauthorized);
        }

        int more = channels.FindAll(channel => !call.Connection!.Feeds.Exists(feed => feed.Channel == channel)).Count;
        if (call.Connection!.Feeds.Count + more > call.Venue.Options.MaxChannelsPerConnection) call.Fail(RpcError.Invalid("channels", "too many channels"));
        if (call.Error is not null) return;
        call.Out.BeginArray();
        foreach (string channel in channels)
        {
            if (Allowed(call, channel, isPrivate, account) && call.Venue.Hub.Join(call.Connection!, channel, account, label)) call.Out.Text(channel);
        }

        call.Out.EndArray();
    }

    // Private channels want private/subscribe and the right that their queries want.
    private static bool Allowed(Call call, string channel, bool isPrivate, AccountState? account)
    {
        if (!channel.StartsWith("user.", StringComparison.Ordinal)) return true;
        if (!isPrivate || account is null) return false;
        bool isOfAccount = channel.StartsWith("user.portfolio", StringComparison.Ordinal) || channel is "user.lock" or "user.access_log";
        return call.Session!.Scope.Allows(isOfAccount ? Right.Account : Right.Trade, Scope.Read);
    }

    private static void Unsubscribe(Call call)
    {
        List<string> channels = Channels(call);
        if (call.Error is not null) return;
        call.Out.BeginArray();
        foreach (string channel in channels)
        {
            if (call.Venue.Hub.Leave(call.Connection!, channel)) call.Out.Text(channel);
        }

        call.Out.EndArray();
    }

    private static void UnsubscribeAll(Call call)
    {
        call.Venue.Hub.Leave(call.Connection!);
        call.Out.Text("ok");
    }

    private static List<string> Channels(Call call)
    {
        List<string> channels = [];
        if (call.Element("channels") is not { ValueKind: JsonValueKind.Array } given)
        {
            call.Fail(RpcError.Invalid("channels", "must be a list"));
            return channels;
        }

        foreach (JsonElement channel in given.EnumerateArray())
        {
            if (channel.ValueKind != JsonValueKind.String) call.Fail(RpcError.Invalid("channels", "must be strings"));
            else if (!channels.Contains(channel.GetString()!)) channels.Add(channel.GetString()!);
        }

        if (channels.Count > call.Venue.Options.MaxChannelsPerCall) call.Fail(RpcError.Invalid("channels", "too many channels"));
        return channels;
    }
}
