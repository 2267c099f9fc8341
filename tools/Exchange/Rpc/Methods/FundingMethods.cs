using System;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Funding of a perpetual: over a stretch of time, hour by hour, and as a chart. A day is remembered.</summary>
internal static class FundingMethods
{
    private const long HourUs = 3600 * Units.SecondUs;
    private const long KeptUs = 24 * HourUs;

    public static readonly Method[] All =
    [
        new("public/get_funding_rate_value", GetValue, NeedsParams: true),
        new("public/get_funding_rate_history", GetHistory, NeedsParams: true),
        new("public/get_funding_chart_data", GetChart, NeedsParams: true),
    ];

    private static void GetValue(Call call)
    {
        if (Perpetual(call) is { } instrument && Times(call, out long startUs, out long endUs)) call.Out.Real(default, instrument.Funding.Between(startUs, endUs));
    }

    private static void GetHistory(Call call)
    {
        if (Perpetual(call) is not { } instrument || !Times(call, out long startUs, out long endUs)) return;
        call.Out.BeginArray();
        foreach (long hourUs in Hours(call, startUs, endUs))
        {
            if (instrument.Funding.IndexAt(hourUs) is not (> 0 and long indexE8)) continue;
            long before = instrument.Funding.IndexAt(hourUs - HourUs);
            call.Out.Begin();
            call.Out.Int("timestamp"u8, hourUs / 1000);
            call.Out.Decimal("index_price"u8, indexE8);
            call.Out.Decimal("prev_index_price"u8, before > 0 ? before : indexE8);
            call.Out.Real("interest_8h"u8, instrument.Funding.Between(hourUs - (8 * HourUs), hourUs));
            call.Out.Real("interest_1h"u8, instrument.Funding.Between(hourUs - HourUs, hourUs));
            call.Out.End();
        }

        call.Out.EndArray();
    }

    private static void GetChart(Call call)
    {
        Instrument? instrument = Perpetual(call);
        if (call.NeedText("length") is not ("8h" or "24h" or "1m")) call.Fail(RpcError.Invalid("length", "must be 8h, 24h or 1m"));
        if (call.Error is not null || instrument is null) return;
        long nowUs = call.Venue.NowUs;
        JsonOut to = call.Out;
        to.Begin();
        to.Real("current_interest"u8, instrument.FundingRate);
        to.Real("interest_8h"u8, TickerShape.Funding8h(instrument, nowUs));
        to.BeginArray("data"u8);
        foreach (long hourUs in Hours(call, nowUs - (call.Text("length") == "8h" ? 8 * HourUs : KeptUs), nowUs))
        {
            if (instrument.Funding.IndexAt(hourUs) is not (> 0 and long indexE8)) continue;
            to.Begin();
            to.Int("timestamp"u8, hourUs / 1000);
            to.Decimal("index_price"u8, indexE8);
            to.Real("interest_8h"u8, instrument.Funding.Between(hourUs - (8 * HourUs), hourUs));
            to.End();
        }

        to.EndArray();
        to.End();
    }

    private static System.Collections.Generic.IEnumerable<long> Hours(Call call, long startUs, long endUs)
    {
        long lastUs = Math.Min(endUs, call.Venue.NowUs) / HourUs * HourUs;
        for (long us = Math.Max(startUs, call.Venue.NowUs - KeptUs) / HourUs * HourUs; us <= lastUs; us += HourUs)
            if (us >= startUs) yield return us;
    }

    private static Instrument? Perpetual(Call call)
    {
        Instrument? instrument = call.NeedInstrument();
        if (instrument is { Spec.IsPerpetual: false }) call.Fail(RpcError.Invalid("instrument_name", "not a perpetual"));
        return call.Error is null ? instrument : null;
    }

    private static bool Times(Call call, out long startUs, out long endUs)
    {
        long? start = call.Int("start_timestamp"), end = call.Int("end_timestamp");
        if (start is null || end is null) call.Fail(RpcError.Invalid("start_timestamp", "value required"));
        startUs = Math.Clamp(start ?? 0, 0, long.MaxValue / 2_000) * 1000;
        endUs = Math.Clamp(end ?? 0, 0, long.MaxValue / 2_000) * 1000;
        return call.Error is null;
    }
}
