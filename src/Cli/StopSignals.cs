using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Minnow.Cli;

/// <summary>SIGINT and SIGTERM as tokens. The first asks for a clean stop; the second for a quick one if a verb takes it; any other ends the process as the kernel would.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile bool _secondIsTaken;

    internal StopSignals()
    {
        Stop = _stop.Token;
        Hurry = _hurry.Token;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    internal CancellationToken Stop { get; }

    internal CancellationToken Hurry { get; }

    /// <summary>The running verb has something left to do after the second signal.</summary>
    internal void TakeSecond() => _secondIsTaken = true;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
        _hurry.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        CancellationTokenSource next = _stop.IsCancellationRequested ? _hurry : _stop;
        if (next.IsCancellationRequested || (next == _hurry && !_secondIsTaken)) return; // not cancelled: the default action follows
        context.Cancel = true;
        next.Cancel();
    }
}
