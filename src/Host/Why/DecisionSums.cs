using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Minnow.Core.Quoting;

namespace Minnow.Host.Why;

/// <summary>The two sums of a decision as tables: from the market's price to the reservation price, and from the model to each half-spread.</summary>
internal sealed class DecisionSums(TextWriter output, Instruments instruments)
{
    private const int BpsDigits = 4;
    private const double BpsInOne = 1e4;

    private static readonly string[] s_fairKinds = ["mid of best bid and ask", "mid weighted by size", "micro-price"];

    /// <summary>Writes both tables and the first quotes that follow of them; a part that shows as 0 is left out.</summary>
    internal void Write(in DecisionRecord r)
    {
        Prices(in r);
        HalfSpreads(in r);
    }

    private void Prices(in DecisionRecord r)
    {
        output.WriteLine($"  {"price",-32}{"price",16}{"bps",12}");
        string from = (r.FairFlags & FairFlags.FromMark) != 0 ? "mark price" : (r.FairFlags & FairFlags.FromLast) != 0 ? "last trade" : s_fairKinds[Math.Min((int)r.FairKind, 2)];
        double alpha = r.ImbalanceBps + r.FlowBps + r.TradeBps + r.TopBps + r.MomentumBps;
        Sum(in r, from, r.BaseTicks,
            [("book imbalance", r.ImbalanceBps), ("order flow", r.FlowBps), ("traded flow", r.TradeBps), ("best-price moves", r.TopBps), ("momentum", r.MomentumBps),
                ("clamp of the five together", r.AlphaBps - alpha), ("basis", r.BasisBps), ("paired instrument", r.PairBps)],
            "fair price", r.FairTicks);
        Sum(in r, "", r.FairTicks, [("inventory skew", r.SkewBps), ("drift", r.DriftBps), ("funding", r.FundingBps)], "reservation price", r.ReservationTicks);
    }

    private void Sum(in DecisionRecord r, string from, double fromTicks, (string Name, double Bps)[] shifts, string result, double resultTicks)
    {
        ushort index = r.InstrumentIndex;
        List<string> names = [];
        List<double> bps = [], prices = [instruments.Price(index, fromTicks)];
        double sum = 0;
        foreach ((string name, double shift) in shifts)
        {
            sum += shift;
            names.Add(name);
            bps.Add(shift);
            prices.Add(instruments.Price(index, fromTicks * shift / BpsInOne));
        }
        int digits = instruments.PriceDigits(index) + 3;
        decimal[] shownPrices = ShownSum.Round([.. prices], instruments.Price(index, resultTicks), digits);
        decimal[] shownBps = ShownSum.Round([.. bps], sum, BpsDigits);
        if (from.Length > 0) output.WriteLine($"    {from,-30}{Number(shownPrices[0], digits),16}");
        for (int i = 0; i < names.Count; i++)
            if (shownPrices[i + 1] != 0 || shownBps[i] != 0) output.WriteLine($"    {names[i],-30}{Signed(shownPrices[i + 1], digits),16}{Signed(shownBps[i], BpsDigits),12}");
        if (shownPrices[^1] != 0) output.WriteLine($"    {"not explained",-30}{Signed(shownPrices[^1], digits),16}");
        output.WriteLine($"    {"= " + result,-30}{Number(ShownSum.Shown(instruments.Price(index, resultTicks), digits), digits),16}{Signed(ShownSum.Shown(sum, BpsDigits), BpsDigits),12}");
    }

    private void HalfSpreads(in DecisionRecord r)
    {
        ushort index = r.InstrumentIndex;
        (string Name, double Bid, double Ask)[] parts =
        [
            ("fill intensity", r.IntensityBps, r.IntensityBps), ("inventory risk", r.InventoryBps, r.InventoryBps), ("adverse selection", r.ImpactBps, r.ImpactBps),
            ("maker fee", r.FeeBps, r.FeeBps), ("volatility", r.VolatilityAddBps, r.VolatilityAddBps), ("market mode", r.ModeBps, r.ModeBps),
            ("latency", r.LatencyPadBps, r.LatencyPadBps), ("flow against the side", r.FlowBidBps, r.FlowAskBps), ("carry", r.CarryBidBps, r.CarryAskBps),
            ("tactics", r.TacticBidBps, r.TacticAskBps), ("raised to the minimum", r.MinRaisedBidBps, r.MinRaisedAskBps),
            ("cut to the maximum", -r.MaxCutBidBps, -r.MaxCutAskBps), ("raised to fee plus edge", r.FloorRaisedBidBps, r.FloorRaisedAskBps), ("kill ladder", r.RiskBps, r.RiskBps),
        ];
        decimal[] bids = ShownSum.Round(Array.ConvertAll(parts, static one => one.Bid), r.HalfSpreadBidBps, BpsDigits);
        decimal[] asks = ShownSum.Round(Array.ConvertAll(parts, static one => one.Ask), r.HalfSpreadAskBps, BpsDigits);
        output.WriteLine($"  {"half-spread, bps of fair price",-32}{"bid",16}{"ask",16}");
        for (int i = 0; i < parts.Length; i++)
            if (bids[i] != 0 || asks[i] != 0) output.WriteLine($"    {parts[i].Name,-30}{Signed(bids[i], BpsDigits),16}{Signed(asks[i], BpsDigits),16}");
        if (bids[^1] != 0 || asks[^1] != 0) output.WriteLine($"    {"not explained",-30}{Signed(bids[^1], BpsDigits),16}{Signed(asks[^1], BpsDigits),16}");
        output.WriteLine($"    {"= half-spread",-30}{Number(ShownSum.Shown(r.HalfSpreadBidBps, BpsDigits), BpsDigits),16}{Number(ShownSum.Shown(r.HalfSpreadAskBps, BpsDigits), BpsDigits),16}");
        int digits = instruments.PriceDigits(index) + 3;
        output.WriteLine($"    {"reservation price -/+ that",-30}{Number(ShownSum.Shown(instruments.Price(index, r.RawBidTicks), digits), digits),16}{Number(ShownSum.Shown(instruments.Price(index, r.RawAskTicks), digits), digits),16}");
        if (r.TouchBidTicks != 0 || r.TouchAskTicks != 0) output.WriteLine($"    {"moved by the touch rule, ticks",-30}{Ticks(r.TouchBidTicks),16}{Ticks(-r.TouchAskTicks),16}");
    }

    private static string Ticks(long towardsUp) => towardsUp.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    private static string Number(decimal value, int digits) => value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Signed(decimal value, int digits) => (value > 0 ? "+" : "") + Number(value, digits);
}
