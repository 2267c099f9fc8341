using System.Globalization;

namespace Minnow.Exchange.Faults;

/// <summary>Which messages and connections a line means.</summary>
internal static class FaultFilter
{
    public static bool FitsLink(FaultRule rule, FaultyWire wire) => rule.Option("link") switch
    {
        "" or "all" => true,
        "orders" => wire.CarriesOrders,
        "data" => wire.CarriesData && !wire.CarriesOrders,
        string number => number == wire.Number.ToString(CultureInfo.InvariantCulture),
    };

    public static bool FitsMessage(FaultRule rule, in PayloadLook look, bool isIn)
    {
        string messages = rule.Option("messages");
        bool meansIn = rule.Option("dir") == "in" || messages == "requests" || rule.Verb.Name is "lose-request" or "reject";
        if (meansIn != isIn) return false;
        string channel = rule.Option("channel");
        string method = rule.Option("method");
        if (messages == "frames" && look.Kind != PayloadKind.Notification && channel.Length == 0) return false;
        if (messages == "replies" && look.Kind != PayloadKind.Reply) return false;
        if (channel.Length > 0 && !(look.Kind is PayloadKind.Notification or PayloadKind.Heartbeat && PayloadLook.Fits(channel, look.Name))) return false;
        if (method.Length > 0 && !(look.Kind is PayloadKind.Request or PayloadKind.Reply && PayloadLook.Fits(method, look.Name))) return false;
        string instrument = rule.Option("instrument");
        return instrument.Length == 0 || look.Kind != PayloadKind.Notification || look.Name.Contains(instrument, System.StringComparison.Ordinal);
    }
}
