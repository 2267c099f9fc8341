using System.Globalization;
using System.IO;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Host.Why;

/// <summary>What was wanted of a hedge instrument, and the sum of each way's cost, so that the choice can be checked by hand.</summary>
internal sealed class HedgeText(TextWriter output, Instruments instruments)
{
    /// <summary>Writes it.</summary>
    internal void Write(in HedgeRecord what, in HedgeCostRecord cost)
    {
        string net = string.Create(CultureInfo.InvariantCulture, $"net position {what.NetE8 * 1e-8:0.########} coin, of this one's position {instruments.AmountText(what.InstrumentIndex, what.HedgeLots)} are hedges");
        Line("hedge", $"{Aim(what.Aim)}; {net}");
        if (what.Aim == HedgeAim.None) return;
        string side = what.IsSell != 0 ? "sell" : "buy";
        string room = what.Lots < what.WantedLots ? $", of which the limits leave {instruments.AmountText(what.InstrumentIndex, what.Lots)}" : "";
        Line("", $"{Way(what.Way)}: {side} {instruments.AmountText(what.InstrumentIndex, what.WantedLots)}{room}");
        if (what.UnwindE4 != HedgeCostRecord.Unknown) Line("", $"undoing it gains {Bps(what.UnwindE4)} bps");
        Sum("quotes alone", ("time at risk", cost.SkewRiskE4), ("given away", cost.SkewGivenE4));
        Sum("at rest", ("maker fee", cost.PassiveFeeE4), ("adverse less half-spread", cost.PassiveSpreadE4), ("time at risk", cost.PassiveRiskE4), ("exit", cost.ExitE4));
        Sum("taking", ("taker fee", cost.TakeFeeE4), ("half-spread and depth", cost.TakeSpreadE4), ("time at risk", cost.TakeRiskE4), ("exit", cost.ExitE4));
    }

    private void Sum(string name, params (string Name, int E4)[] parts)
    {
        long sum = 0;
        bool isKnown = true;
        string[] words = new string[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            isKnown &= parts[i].E4 != HedgeCostRecord.Unknown;
            sum += parts[i].E4;
            words[i] = $"{parts[i].Name} {Bps(parts[i].E4)}";
        }
        Line("", $"cost {name,-13}{(isKnown ? Bps(sum) : "not known")} bps = {string.Join(" + ", words)}");
    }

    private static string Aim(HedgeAim aim) => aim switch
    {
        HedgeAim.None => "nothing to hedge",
        HedgeAim.Net => "the net position is above its trigger",
        HedgeAim.Roll => "its expiry is near: the hedge is closed here",
        HedgeAim.Unwind => "undoing the hedge pays",
        _ => aim.ToString(),
    };

    private static string Way(HedgeWay way) => way switch
    {
        HedgeWay.None => "nothing",
        HedgeWay.Skew => "left to the quotes",
        HedgeWay.Passive => "at rest",
        HedgeWay.Take => "by taking",
        _ => way.ToString(),
    };

    private static string Bps(long e4) => e4 == HedgeCostRecord.Unknown ? "not known" : (e4 * 1e-4).ToString("0.0000", CultureInfo.InvariantCulture);

    private void Line(string name, string text) => output.WriteLine($"  {name,-13} {text}");
}
