using Minnow.Core.Model;
using Minnow.Core.Risk.Monitors;

namespace Minnow.Core.Engine.Monitors;

/// <summary>Looks at the figures of one subject, and writes a record for each alert that is raised or ends, and for each step of the size.</summary>
internal readonly ref struct MonitorNotes
{
    private readonly OutputBatch _output;
    private readonly ref readonly QuoterState _head;
    private readonly ref SizeSteps _steps;
    private readonly ushort _index;

    internal MonitorNotes(OutputBatch output, ref readonly QuoterState head, ref SizeSteps steps, ushort index)
    {
        _output = output;
        _head = ref head;
        _steps = ref steps;
        _index = index;
    }

    internal void Look(MonitorKind kind, double value, double limit)
    {
        if (SizeSteps.Look(ref _steps, kind, value, limit, _head.Monitors.Parameters.ReleaseShare, _head.NowNs)) Write(kind, value, limit);
    }

    internal void Step()
    {
        if (SizeSteps.Step(ref _steps, in _head.Monitors.Parameters, _head.NowNs)) Write(MonitorKind.None, double.NaN, double.NaN);
    }

    private void Write(MonitorKind kind, double value, double limit)
    {
        MonitorRecord record = default;
        record.Kind = OutputKind.Monitor;
        record.Monitor = kind;
        record.InstrumentIndex = _index;
        record.IsRaised = (_steps.Alerts & (1L << (int)kind)) != 0 ? (byte)1 : (byte)0;
        record.Steps = (byte)_steps.Steps;
        record.CauseSequence = _head.LastSequence;
        record.TimeNs = _head.NowNs;
        record.Value = value;
        record.Limit = limit;
        record.Alerts = _steps.Alerts;
        record.SizeFactor = SizeSteps.Factor(_steps.Steps, _head.Monitors.Parameters.StepFactor);
        _output.AddMonitor(in record);
    }
}
