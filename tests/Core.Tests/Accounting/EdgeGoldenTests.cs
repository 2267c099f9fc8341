using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Tests.Signals;
using Xunit;
using static Minnow.Core.Tests.Accounting.LedgerGoldenTests;

namespace Minnow.Core.Tests.Accounting;

/// <summary>Where profit came from, by the golden file.</summary>
public sealed class EdgeGoldenTests
{
    [Fact]
    public void The_parts_of_each_fill_are_the_golden_ones_and_leave_nothing()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("edge_attribution.json", "attribution"))
        {
            ContractTerms terms = Inverse(item.Number("contract_usd"));
            long final = Half(item.Number("final_mark"));
            PositionLedger ledger = default;
            EdgeParts sum = default;
            JsonElement wanted = item.Expected.GetProperty("fills");
            int at = 0;
            foreach (JsonElement one in item.Inputs.GetProperty("fills").EnumerateArray())
            {
                FillEdge fill = new() { SignedLots = Lots(one), PriceHalfE8 = Half(one.GetProperty("price").GetDouble()), MidHalfE8 = Half(one.GetProperty("mid_at_fill").GetDouble()) };
                fill.After[Markouts.AdverseIndex] = Half(one.GetProperty("mid_at_horizon").GetDouble());
                Int128 notional = terms.NotionalE24(fill.SignedLots, fill.PriceHalfE8);
                fill.FeeE24 = Money.DivideRound(notional * RateE8(one.GetProperty("fee_rate").GetDouble()), Units.E8);
                EdgeParts parts = fill.Parts(in terms, final);
                EdgeParts.Add(ref sum, in parts);
                PositionLedger.Fill(ref ledger, in terms, fill.SignedLots, fill.PriceHalfE8, fill.FeeE24);
                JsonElement want = wanted[at++];
                item.Near(want.GetProperty("spread_btc"), Coins(parts.SpreadE24), "spread_btc");
                item.Near(want.GetProperty("adverse_btc"), Coins(parts.AdverseE24), "adverse_btc");
                item.Near(want.GetProperty("drift_btc"), Coins(parts.DriftE24), "drift_btc");
                item.Near(want.GetProperty("rebate_btc"), -Coins(parts.FeesE24), "rebate_btc");
                item.Near(want.GetProperty("spread_bps"), Coins(parts.SpreadE24) / Coins(notional) * 1e4, "spread_bps");
            }
            foreach (double funding in item.Numbers("funding_received_btc"))
            {
                Int128 received = (Int128)(decimal)(funding * 1e12) * 1_000_000_000_000;
                ledger.Funding.ReceivedE24 += received;
                sum.FundingE24 += received;
            }
            item.Near("total_spread_btc", Coins(sum.SpreadE24));
            item.Near("total_adverse_btc", Coins(sum.AdverseE24));
            item.Near("total_drift_btc", Coins(sum.DriftE24));
            item.Near("total_rebate_btc", -Coins(sum.FeesE24));
            item.Near("position_contracts", ledger.PositionLots);
            item.Near("equity_change_btc", Coins(ledger.TotalE24(in terms, final)));
            Assert.Equal(ledger.TotalE24(in terms, final), sum.TotalE24);
            cases++;
        }
        Assert.Equal(5, cases);
    }

    [Fact]
    public void Markouts_are_the_golden_ones_where_golden_horizons_are_ours()
    {
        GoldenFile.Case item = Assert.Single(GoldenFile.Cases("edge_attribution.json", "markout"));
        double[] times = item.Numbers("mid_times_s"), mids = item.Numbers("mids");
        List<JsonElement> coming = [.. item.Inputs.GetProperty("fills").EnumerateArray()];
        List<FillEdge> fills = [];
        Markouts markouts = default;
        for (int i = 0; i <= times.Length; i++)
        {
            double now = i < times.Length ? times[i] : double.MaxValue;
            while (coming.Count > 0 && coming[0].GetProperty("t").GetDouble() < now)
            {
                JsonElement fill = coming[0];
                coming.RemoveAt(0);
                fills.Add(new FillEdge
                {
                    TimeNs = Ns(fill.GetProperty("t").GetDouble()), SignedLots = fill.GetProperty("side").GetString() == "buy" ? 1 : -1,
                    PriceHalfE8 = Half(fill.GetProperty("price").GetDouble()), MidHalfE8 = Half(mids[i - 1]),
                });
            }
            if (i > 0 && i < times.Length) Markouts.Leaving(ref markouts, CollectionsMarshal.AsSpan(fills), Ns(now), Half(mids[i - 1]));
        }
        Markouts.End(ref markouts, CollectionsMarshal.AsSpan(fills), Ns(times[^1]), Half(mids[^1]));
        JsonElement rows = item.Expected.GetProperty("rows");
        for (int i = 0; i < fills.Count; i++)
        {
            item.Near(rows[i].GetProperty("half_spread_bps"), fills[i].HalfSpreadBps, "half_spread_bps");
            foreach ((int horizon, int seconds) in ((int, int)[])[(1, 1), (2, 5), (3, 30)])
            {
                item.Near(rows[i].GetProperty($"markout_{seconds}s_bps"), fills[i].MarkoutBps(horizon), $"markout_{seconds}s_bps");
                item.Near(rows[i].GetProperty($"adverse_{seconds}s_bps"), fills[i].MarkoutBps(horizon) - fills[i].HalfSpreadBps, $"adverse_{seconds}s_bps");
            }
        }
        Assert.Equal(4, fills.Count);
        Assert.Equal([100, 1000, 5000, 30_000, 300_000], Markouts.HorizonsNs.ToArray().Select(static ns => ns / Units.NsPerMs));
    }

    private static long Ns(double seconds) => (long)Math.Round(seconds * 1e9);
}
