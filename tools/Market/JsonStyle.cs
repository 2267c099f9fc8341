using System;
using System.Globalization;
using System.Text;

namespace Minnow.Market;

/// <summary>How the venue happens to write a frame today: order of keys, form of numbers, unknown extra keys. Chance decides, meaning never changes.</summary>
public sealed class JsonStyle(Dice dice)
{
    /// <summary>A price in ticks of half a dollar.</summary>
    public string Price(long tick) => NumberText.Of(tick * 5, 1, AnyForm());

    /// <summary>An amount in lots of 10 USD.</summary>
    public string Amount(long lots) => NumberText.Of(lots * 100, 1, AnyForm());

    /// <summary>A price in cents.</summary>
    public string Cents(long cents) => NumberText.Of(cents, 2, AnyForm());

    /// <summary>A rate in units of 1e-19: small ones with an exponent, as the venue does.</summary>
    public static string Rate(long unitsE19) =>
        NumberText.Of(unitsE19, 19, unitsE19 == 0 ? NumberText.Form.Fraction : NumberText.Form.Exponent);

    /// <summary>A whole number: ids, times.</summary>
    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A string without characters that need escaping.</summary>
    public static string Text(string value) => $"\"{value}\"";

    /// <summary>An object of the given fields in an order of chance; now and then with a key that nobody has documented.</summary>
    public string Object(params ReadOnlySpan<(string Key, string Value)> fields)
    {
        StringBuilder text = new("{");
        int count = fields.Length;
        int order = dice.Below(20);
        int start = order < 3 ? dice.Below(count) : 0;
        for (int i = 0; i < count; i++)
        {
            int at = order == 3 ? count - 1 - i : (start + i) % count;
            if (i > 0) text.Append(',');
            text.Append('"').Append(fields[at].Key).Append("\":").Append(fields[at].Value);
        }

        if (dice.Below(200) == 0) text.Append(",\"reasons\":[{\"code\":null,\"more\":[1,2.5e-3,{}]}]");
        return text.Append('}').ToString();
    }

    /// <summary>The frame around a channel's data.</summary>
    public byte[] Notification(string channel, string data)
    {
        bool dataFirst = dice.Below(100) == 0;
        string parameters = dataFirst
            ? $"{{\"data\":{data},\"channel\":\"{channel}\"}}"
            : $"{{\"channel\":\"{channel}\",\"data\":{data}}}";
        return Encoding.ASCII.GetBytes(dice.Below(20) == 0
            ? $"{{\"params\":{parameters},\"method\":\"subscription\",\"jsonrpc\":\"2.0\"}}"
            : $"{{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{parameters}}}");
    }

    private NumberText.Form AnyForm()
    {
        int draw = dice.Below(20);
        if (draw < 17) return NumberText.Form.Fraction;
        return draw < 19 ? NumberText.Form.Shortest : NumberText.Form.Exponent;
    }
}
