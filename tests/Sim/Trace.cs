using System;
using System.Globalization;
using System.IO;
using System.Text;
using Minnow.Core.Model;

namespace Minnow.Sim;

/// <summary>Writes what happens in a world, one line each, with the virtual time in seconds. Market data frames are left out unless all are asked for.</summary>
internal sealed class Trace(TextWriter to, bool withMarketData)
{
    internal void Say(long nowNs, string text) =>
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(nowNs - World.StartNs) / 1e9,11:F6} {text}"));

    internal void Say(long nowNs, string wire, string does, byte[] payload)
    {
        string text = Encoding.UTF8.GetString(payload);
        bool isMarketData = text.Contains("\"channel\":\"", StringComparison.Ordinal) && !text.Contains("\"channel\":\"user.", StringComparison.Ordinal);
        if (!isMarketData || withMarketData) Say(nowNs, $"{wire} {does}: {text}");
    }

    internal void Say(long nowNs, ref readonly OutputRecord command) =>
        Say(nowNs, $"command {command.Verb} {command.OrderId} {(command.Flags != 0 ? "sell" : "buy")} {command.SizeLots} at {command.PriceTicks}");

    internal void Say(long nowNs, ref readonly Event e)
    {
        string side = e.Has(EventFlags.Ask) ? "sell" : "buy";
        string? text = e.Kind switch
        {
            EventKind.Gateway => $"{(GatewayPhase)e.Detail} {e.Gateway.Reason} {e.Gateway.ErrorCode}",
            EventKind.OrderUpdate => $"{e.Order.OrderId} {side} {e.Order.Report} {e.Order.Reason} {e.Order.ErrorCode}: open {e.Order.OpenLots}, filled {e.Order.FilledLots}, at {e.Order.PriceTicks}, stamp {e.ExchangeNs / 1000}",
            EventKind.Fill => $"{e.Fill.OrderId} {side} {e.Fill.SizeLots} at {e.Fill.PriceTicks}, trade {e.Fill.TradeId}, {(FillDetails)e.Detail}, stamp {e.ExchangeNs / 1000}",
            EventKind.Position => $"{e.Position.SizeLots}{(e.Has(EventFlags.Snapshot) ? " opening" : "")}, stamp {e.ExchangeNs / 1000}",
            EventKind.Account or EventKind.Protection or EventKind.AccountLock or EventKind.Operator or EventKind.FeedState or EventKind.PlatformState or EventKind.BookInvalid or EventKind.InstrumentState => $"{e.Detail}",
            _ => null,
        };
        if (text != null) Say(nowNs, $"event {e.Kind} {text}");
    }
}
