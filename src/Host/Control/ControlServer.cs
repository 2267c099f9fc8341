using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Host.Counters;
using Minnow.Native;

namespace Minnow.Host.Control;

/// <summary>Serves the control socket on a thread of its own, so that neither a request nor whoever sends it can hold the engine.</summary>
/// <remarks>
/// One request a connection. Bounds: <see cref="ControlRequest.MaxBytes"/> a request, a second until it is whole, eight connections; a ninth takes the place of
/// the oldest that has not asked yet. What is refused is counted. Only our own user and root are heard (fault H11). An idle round allocates nothing.
/// A bug behind a request never leaves this thread, whose end would be the end of a process with resting orders: it is counted, written down and answered.
/// </remarks>
public sealed class ControlServer : IDisposable
{
    private const int MaxConnections = 8;
    private const int IdleMs = 20;
    private const int BusyMs = 1;
    private const int EndMs = 2_000;
    private const long RequestLimitNs = Units.NsPerSecond;

    private readonly Socket _listener;
    private readonly Dictionary<string, IControlVerb> _verbs = new(StringComparer.Ordinal);
    private readonly CounterSet _counters;
    private readonly ErrorLog _errors;
    private readonly Action<long>? _round;
    private readonly List<ControlConnection> _connections = new(MaxConnections);
    private readonly PollWish[] _wishes = new PollWish[MaxConnections + 1];
    private readonly Thread _thread;
    private volatile bool _stop;

    /// <summary>A server that listens; <see cref="Start"/> begins to answer.</summary>
    /// <param name="directory">The directory of the run.</param>
    /// <param name="verbs">What can be asked for.</param>
    /// <param name="page">Where it is counted, and what fails is written down.</param>
    /// <param name="round">Called in each round on this thread, some fifty times a second; must not block.</param>
    /// <exception cref="System.IO.IOException">The socket can not be made.</exception>
    public ControlServer(string directory, IEnumerable<IControlVerb> verbs, CountersPage page, Action<long>? round = null)
    {
        ArgumentNullException.ThrowIfNull(verbs);
        ArgumentNullException.ThrowIfNull(page);
        foreach (IControlVerb verb in verbs) _verbs.Add(verb.Name, verb);
        _counters = page.Counters;
        _errors = page.Errors;
        _round = round;
        _listener = ControlSocket.Listen(directory);
        _thread = new Thread(Run) { IsBackground = true, Name = "control" };
    }

    /// <summary>Begins to answer.</summary>
    public void Start() => _thread.Start();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop = true;
        if (_thread.IsAlive && !_thread.Join(EndMs)) return; // what it reads stays its own; the process is about to end
        foreach (ControlConnection connection in _connections) connection.Dispose();
        _connections.Clear();
        _listener.Dispose();
    }

    private void Run()
    {
        LibcThread.SetName("control");
        while (!_stop)
        {
            try
            {
                Turn();
            }
            catch (Exception e)
            {
                Fail("a round", e);
                Thread.Sleep(IdleMs); // should it fail again and again
            }
        }
    }

    private void Turn()
    {
        int count = Wish();
        bool isBusy = false;
        foreach (ControlConnection connection in _connections) isBusy |= connection.Task != null;
        _ = LibcLocalSocket.Wait(_wishes.AsSpan(0, count), isBusy ? BusyMs : IdleMs, out int ready);
        long nowNs = LibcClock.MonotonicNs();
        Round(nowNs);
        if (ready > 0 || _connections.Count > 0) Serve(nowNs, ready > 0 ? count : 0);
    }

    // Of its own: a round that fails must not keep out those who ask.
    private void Round(long nowNs)
    {
        try
        {
            _round?.Invoke(nowNs);
        }
        catch (Exception e)
        {
            Fail("what is looked at in each round", e);
        }
    }

    private int Wish()
    {
        _wishes[0] = new PollWish { Descriptor = (int)_listener.Handle, Events = LibcLocalSocket.Readable };
        for (int i = 0; i < _connections.Count; i++)
        {
            // One whose request is under way is not read any more: it has said all that it may.
            int descriptor = _connections[i].Task == null ? _connections[i].Descriptor : -1;
            _wishes[i + 1] = new PollWish { Descriptor = descriptor, Events = LibcLocalSocket.Readable };
        }
        return _connections.Count + 1;
    }

    private void Serve(long nowNs, int count)
    {
        for (int i = _connections.Count - 1; i >= 0; i--)
        {
            ControlConnection connection = _connections[i];
            bool isReadable = i + 1 < count && _wishes[i + 1].Found != 0;
            if (TryAdvance(connection, isReadable, nowNs)) continue;
            connection.Dispose();
            _connections.RemoveAt(i);
        }
        if (count > 0 && _wishes[0].Found != 0) Accept(nowNs);
    }

    // False: it is over.
    private bool TryAdvance(ControlConnection connection, bool isReadable, long nowNs)
    {
        try
        {
            return Advance(connection, isReadable, nowNs);
        }
        catch (Exception e)
        {
            Fail(connection.Verb.Length == 0 ? "a request" : connection.Verb, e);
            connection.Task?.GiveUp();
            connection.Say(new ControlAnswer(false, $"failed inside the engine, which goes on ({e.GetType().Name}: {e.Message}); what it did before that is not known: look with 'minnow status'").Line());
            return false;
        }
    }

    private bool Advance(ControlConnection connection, bool isReadable, long nowNs)
    {
        if (connection.Task == null && isReadable)
        {
            if (!connection.Read(out ReadOnlySpan<byte> line)) return Refuse(connection, "a request is one line of at most 4096 bytes");
            if (!line.IsEmpty && !Begin(connection, line)) return false;
        }
        if (connection.Task == null) return nowNs - connection.OpenedNs < RequestLimitNs || Refuse(connection, "no whole request came within a second");
        if (connection.Task.IsTaken) connection.SayTaken();
        if (!connection.Task.TryFinish(LibcClock.MonotonicNs(), out ControlAnswer answer)) return true;
        connection.Say(answer.Line());
        return false;
    }

    private bool Begin(ControlConnection connection, ReadOnlySpan<byte> line)
    {
        if (!ControlRequest.TryParse(line, out ControlRequest? request, out string why)) return Refuse(connection, why);
        if (!_verbs.TryGetValue(request.Verb, out IControlVerb? verb)) return Refuse(connection, "it names no verb of this build");
        _counters.Increment(CounterId.ControlRequests);
        connection.Verb = verb.Name;
        connection.Task = verb.Begin(request, connection.Peer);
        return true;
    }

    private void Accept(long nowNs)
    {
        Socket socket;
        try
        {
            socket = _listener.Accept();
        }
        catch (SocketException)
        {
            return; // it went away again
        }
        _counters.Increment(CounterId.ControlConnections);
        Errno error = LibcLocalSocket.Peer(socket.SafeHandle, out PeerOwner peer);
        bool isAllowed = error == Errno.Ok && (peer.User == LibcOwner.EffectiveUser || peer.User == 0);
        if (!isAllowed || (_connections.Count == MaxConnections && !EvictOldest()))
        {
            _counters.Increment(CounterId.ControlRefused);
            socket.Dispose();
            return;
        }
        socket.Blocking = false;
        _connections.Add(new ControlConnection(socket, peer, nowNs));
    }

    // Those who connect and say nothing must not keep others out.
    private bool EvictOldest()
    {
        for (int i = 0; i < _connections.Count; i++)
        {
            if (_connections[i].Task != null) continue;
            _counters.Increment(CounterId.ControlRefused);
            _connections[i].Dispose();
            _connections.RemoveAt(i);
            return true;
        }
        return false;
    }

    private void Fail(string what, Exception e)
    {
        _counters.Increment(CounterId.ControlFailures);
        _errors.Record($"{what} on thread control failed: {e.GetType().Name}: {e.Message}", LibcClock.RealtimeNs());
    }

    private bool Refuse(ControlConnection connection, string why)
    {
        _counters.Increment(CounterId.ControlRefused);
        connection.Say(new ControlAnswer(false, $"refused: {why}").Line());
        return false;
    }
}
