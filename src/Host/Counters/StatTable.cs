using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Minnow.Host.Counters;

/// <summary>A snapshot as a table for people.</summary>
internal static class StatTable
{
    internal static void Write(CountersSnapshot snapshot, string? filter, TextWriter output)
    {
        double age = (snapshot.TakenNs - snapshot.HeartbeatNs) / 1e9;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"process {snapshot.Pid}  {Describe(snapshot.State)}  started {Time(snapshot.StartNs)}  last heartbeat {age:0.0} s ago"));
        List<CounterValue> rows = Select(snapshot.Counters, filter);
        int width = 4;
        foreach (CounterValue row in rows) width = Math.Max(width, row.Name.Length);
        output.WriteLine($"  id  {"name".PadRight(width)}  {"value",20}  unit");
        foreach (CounterValue row in rows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Id,4}  {row.Name.PadRight(width)}  {row.Value,20}  {Unit(row.Unit)}"));
        if (snapshot.Errors.Count == 0) return;
        output.WriteLine($"{snapshot.Errors.Count} distinct errors, {snapshot.ErrorsDropped} occurrences not kept");
        foreach (ErrorRecord error in snapshot.Errors)
            output.WriteLine($"{error.Count} x  first {Time(error.FirstNs)}  last {Time(error.LastNs)}  {error.Text}");
    }

    /// <summary>The counters whose name contains the filter; blocks of instruments that there are not are left out.</summary>
    internal static List<CounterValue> Select(IReadOnlyList<CounterValue> counters, string? filter)
    {
        long instruments = 0;
        foreach (CounterValue counter in counters)
            if (counter.Id == (int)CounterId.QuoterInstruments) instruments = Math.Clamp(counter.Value, 0, CounterIds.Positions);
        int end = (int)CounterIds.Instrument((int)instruments, 0);
        List<CounterValue> rows = [];
        foreach (CounterValue counter in counters)
        {
            bool isOfNone = counter.Id >= end && counter.Id < (int)CounterIds.Instrument(CounterIds.Positions, 0);
            if (!isOfNone && (filter == null || counter.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))) rows.Add(counter);
        }
        return rows;
    }

    internal static string State(WriterState state) => state.ToString().ToLowerInvariant();

    internal static string Unit(CounterUnit unit) => unit.ToString().ToLowerInvariant();

    private static string Describe(WriterState state) => state switch
    {
        WriterState.Running => "running",
        WriterState.Stale => "stale: it exists but does not beat",
        WriterState.Stopped => "stopped cleanly: last values",
        _ => "gone without a clean stop: last values",
    };

    private static string Time(long ns)
    {
        // A damaged or foreign time is shown as its number.
        if (ns < 0 || ns / 100 > DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) return ns.ToString(CultureInfo.InvariantCulture);
        return DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }
}
