using System;
using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Host.Gate;

/// <summary>A limit of the gate as a person writes it: the name and the unit of its setting.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Name">The key of the configuration.</param>
/// <param name="Scale">The gate's own units in one of the person's.</param>
/// <param name="Unit">The person's unit.</param>
/// <param name="Control">The control that holds it.</param>
public sealed record GateWord(GateLimit Limit, string Name, long Scale, string Unit, GateControl Control)
{
    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<GateWord> All { get; } =
    [
        new(GateLimit.CollarPpm, "collarBps", 100, "bps", GateControl.Collar),
        new(GateLimit.ReduceCollarPpm, "reduceCollarBps", 100, "bps", GateControl.Collar),
        new(GateLimit.ReferenceAgeNs, "maxReferenceAgeMs", Units.NsPerMs, "ms", GateControl.Reference),
        new(GateLimit.MessagesPerSecond, "messagesPerSecond", 1, "messages", GateControl.MessageRate),
        new(GateLimit.MessageBurst, "messageBurst", 1, "messages", GateControl.MessageRate),
        new(GateLimit.MessagesPerDay, "messagesPerDay", 1, "messages", GateControl.DailyMessages),
        new(GateLimit.FreeMessagesPerDay, "freeMessagesPerDay", 1, "messages", GateControl.OrderToVolume),
        new(GateLimit.MessagesPerCoin, "messagesPerCoin", 1, "messages", GateControl.OrderToVolume),
        new(GateLimit.RepeatedFills, "repeatedFills", 1, "orders", GateControl.RepeatedFills),
        new(GateLimit.NetExposureE8, "maxNetExposure", Units.E8, "coin", GateControl.NetExposure),
        new(GateLimit.OrderAmountE8, "maxOrderAmount", Units.E8, "amount", GateControl.OrderAmount),
        new(GateLimit.OrderNotionalE8, "maxOrderNotional", Units.E8, "quote currency", GateControl.OrderNotional),
        new(GateLimit.OpenOrders, "maxOpenOrders", 1, "orders", GateControl.OpenOrders),
        new(GateLimit.PositionAmountE8, "maxPositionAmount", Units.E8, "amount", GateControl.Position),
    ];

    /// <summary>The limit of this name; null if there is none.</summary>
    public static GateWord? Find(string name)
    {
        foreach (GateWord word in All)
            if (string.Equals(word.Name, name, StringComparison.OrdinalIgnoreCase)) return word;
        return null;
    }

    /// <summary>A value as a person reads it; null if it limits nothing or is not known.</summary>
    public decimal? Shown(long value) => value is GateLimits.None or < 0 ? null : (decimal)value / Scale;

    /// <summary>Reads a value of a person.</summary>
    /// <returns>False if it is no number, or none of whole units.</returns>
    public bool TryRead(string text, out long value)
    {
        value = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal given) || given > long.MaxValue / 2m / Scale) return false;
        given *= Scale;
        value = (long)given;
        return value == given;
    }
}
