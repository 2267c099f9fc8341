using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Risk;

/// <summary>Alerts that were raised and not cleared: one for each kind, source and instrument, or all of them.</summary>
/// <remarks>One that finds no place counts as raised for good, and for all: what nobody can clear must not be forgotten. All-zero bytes: none.</remarks>
public struct AlertBoard
{
    /// <summary>Most alerts at a time.</summary>
    public const int Capacity = 32;

    private Places _places;

    /// <summary>Places taken.</summary>
    private long _count;

    /// <summary>Steps of alerts that found no place: the highest by kind.</summary>
    private Kinds _lost;

    /// <summary>Alerts that found no place.</summary>
    public long LostCount;

    private struct Alert
    {
        internal ulong Source;
        internal long Kind;
        internal long Step;

        /// <summary>Index of its instrument and 1; 0 for all.</summary>
        internal long Of;
    }

    [InlineArray(Capacity)]
    private struct Places
    {
        private Alert _first;
    }

    [InlineArray((int)AlertKind.External + 1)]
    private struct Kinds
    {
        private long _first;
    }

    /// <summary>An alert was raised, or raised again with another step.</summary>
    public static void Raise(ref AlertBoard board, AlertKind kind, ulong source, long step, ushort instrument = Units.NoInstrument)
    {
        int free = -1;
        long of = Of(instrument);
        for (int i = 0; i < Capacity; i++)
        {
            ref Alert alert = ref board._places[i];
            if (alert.Kind == 0 && free < 0) free = i;
            if (alert.Kind != (long)kind || alert.Source != source || alert.Of != of) continue;
            alert.Step = Math.Max(alert.Step, step);
            return;
        }
        if (free < 0)
        {
            board.LostCount++;
            board._lost[(int)kind] = Math.Max(board._lost[(int)kind], Math.Max(1, step));
            return;
        }
        board._count++;
        board._places[free] = new Alert { Source = source, Kind = (long)kind, Step = step, Of = of };
    }

    /// <summary>An alert is over.</summary>
    public static void Clear(ref AlertBoard board, AlertKind kind, ulong source, ushort instrument = Units.NoInstrument)
    {
        long of = Of(instrument);
        for (int i = 0; i < Capacity; i++)
        {
            if (board._places[i].Kind != (long)kind || board._places[i].Source != source || board._places[i].Of != of) continue;
            board._places[i] = default;
            board._count--;
        }
    }

    /// <summary>True if none has a place.</summary>
    public readonly bool IsEmpty => _count == 0;

    /// <summary>True if an alert of this kind is raised for all, or for one instrument.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="step">The highest step that one of them asks for; 0 if none asks for one of its own.</param>
    /// <param name="instrument">The instrument; else those for all.</param>
    public readonly bool IsRaised(AlertKind kind, out long step, ushort instrument = Units.NoInstrument)
    {
        long of = Of(instrument);
        step = of == 0 ? _lost[(int)kind] : 0;
        bool any = step != 0;
        if (_count == 0) return any;
        for (int i = 0; i < Capacity; i++)
        {
            if (_places[i].Kind != (long)kind || _places[i].Of != of) continue;
            any = true;
            step = Math.Max(step, _places[i].Step);
        }
        return any;
    }

    private static long Of(ushort instrument) => instrument == Units.NoInstrument ? 0 : instrument + 1L;
}
