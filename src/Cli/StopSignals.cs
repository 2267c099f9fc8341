using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Minnow.Cli;

/// <summary>SIGINT and SIGTERM as a token. The first asks for a clean stop; the second ends the process as the kernel would.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    internal StopSignals()
    {
        Stop = _source.Token;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    internal CancellationToken Stop { get; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested) return; // not cancelled: the default action follows
        context.Cancel = true;
        _source.Cancel();
    }
}
