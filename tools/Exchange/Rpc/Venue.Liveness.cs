using System;
using System.Collections.Generic;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc;

public sealed partial class Venue
{
    private const long SecondUs = 1_000_000;
    private const long AnswerWithinUs = 10 * SecondUs;

    private static readonly byte[] Heartbeat = """{"params":{"type":"heartbeat"},"method":"heartbeat","jsonrpc":"2.0"}"""u8.ToArray();
    private static readonly byte[] TestRequest = """{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}"""u8.ToArray();

    private readonly Dictionary<string, int> _openByIp = [];
    private readonly List<Connection> _open = [];

    /// <summary>Connections that are open, oldest first.</summary>
    public IReadOnlyList<Connection> Connections => _open;

    /// <summary>A WebSocket upgrade. Null: refused with HTTP 429, too many connections of this address.</summary>
    public Connection? Connect(string ip)
    {
        ArgumentNullException.ThrowIfNull(ip);
        int open = _openByIp.GetValueOrDefault(ip);
        if (open >= Options.MaxConnectionsPerIp) return null;
        _openByIp[ip] = open + 1;
        Connection connection = new(++_lastConnection, ip, NowUs);
        _open.Add(connection);
        Agenda.Add(NowUs + Options.IdleCloseUs, () => CheckIdle(connection));
        return connection;
    }

    /// <summary>The client went away, or the transport did. Idempotent.</summary>
    public void Disconnect(Connection connection, DisconnectKind how)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Close(connection, how == DisconnectKind.Fin ? (ushort)1000 : (ushort)1006, "", how);
    }

    /// <summary>Ends a connection from the venue's side, with what that does to its orders.</summary>
    public void Close(Connection connection, ushort code, string reason, DisconnectKind how)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!connection.IsOpen) return;
        connection.Closed = (code, reason);
        _open.Remove(connection);
        _openByIp[connection.Ip]--;
        _hub.Leave(connection);
        if (connection.Session is { Name: null } session) Sessions.End(session);
        if (!connection.IsProtected || !Options.Cod.Acts(how)) return;
        connection.IsSwept = true;
        if (IsDropped(connection)) DropWaiting(connection);
        Sweep(connection);
    }

    private bool IsDropped(Connection connection) => connection.IsSwept && Options.Cod.DropsWaiting;

    private void DropWaiting(Connection connection)
    {
        foreach (AccountState state in _accounts.Values)
        {
            foreach (WorkQueue queue in state.Queues.Values)
            {
                for (LinkedListNode<Call>? node = queue.Waiting.First; node is not null;)
                {
                    LinkedListNode<Call>? after = node.Next;
                    if (ReferenceEquals(node.Value.Connection, connection))
                    {
                        queue.Waiting.Remove(node);
                        node.Value.Dispose();
                    }

                    node = after;
                }
            }
        }
    }

    private void Sweep(Connection connection)
    {
        // A channel that is being told must not be told again inside; the cancels then come right after.
        if (Options.Cod.DelayUs <= 0 && !_hub.IsSpeaking) CancelOrdersOf(connection);
        else Agenda.Add(NowUs + Math.Max(0, Options.Cod.DelayUs), () => CancelOrdersOf(connection));
    }

    internal void SetHeartbeat(Connection connection, int seconds)
    {
        connection.HeartbeatSeconds = seconds;
        connection.TestRequestedUs = null;
        int generation = ++connection.HeartbeatGeneration;
        if (seconds == 0) return;
        Agenda.Add(NowUs + (seconds * SecondUs) + (2 * SecondUs) + Random.Below(600_000), () => RequestTest(connection, generation));
        Agenda.Add(NowUs + (seconds * SecondUs), () => Beat(connection, generation));
    }

    private void CancelOrdersOf(Connection connection)
    {
        Engine.CancelConnection(connection.Number, Options.Cod.WaitsForSettlement, out bool isLeft);
        if (isLeft) Agenda.Add(NowUs + (SecondUs / 10), () => CancelOrdersOf(connection));
        Flush();
    }

    private void RequestTest(Connection connection, int generation)
    {
        if (!connection.IsOpen || connection.HeartbeatGeneration != generation) return;
        if (connection.TestRequestedUs is null)
        {
            long since = NowUs;
            connection.TestRequestedUs = since;
            Agenda.Add(NowUs + AnswerWithinUs, () => CheckAnswered(connection, since));
        }

        Notify(connection, "heartbeat", TestRequest);
        Agenda.Add(NowUs + (connection.HeartbeatSeconds * SecondUs) + 600_000 + Random.Below(100_000), () => RequestTest(connection, generation));
    }

    private void CheckAnswered(Connection connection, long since)
    {
        if (connection.IsOpen && connection.TestRequestedUs == since) Close(connection, 4000, "heartbeat close", DisconnectKind.HeartbeatFailure);
    }

    // Only a socket that is otherwise silent gets these.
    private void Beat(Connection connection, int generation)
    {
        if (!connection.IsOpen || connection.HeartbeatGeneration != generation) return;
        long interval = connection.HeartbeatSeconds * SecondUs;
        bool isQuiet = NowUs - connection.LastSentUs >= interval;
        if (isQuiet) Notify(connection, "heartbeat", Heartbeat);
        Agenda.Add(isQuiet ? NowUs + interval : connection.LastSentUs + interval, () => Beat(connection, generation));
    }

    private void CheckIdle(Connection connection)
    {
        if (!connection.IsOpen) return;
        long due = connection.LastRequestUs + Options.IdleCloseUs;
        bool isBare = connection.Feeds.Count == 0 && connection.HeartbeatSeconds == 0;
        if (isBare && NowUs >= due) Close(connection, 1006, "", DisconnectKind.Inactivity);
        else Agenda.Add(Math.Max(due, NowUs + SecondUs), () => CheckIdle(connection));
    }

    internal void Notify(Connection connection, string channel, byte[] payload)
    {
        FrameFate fate = Hooks.BeforeNotification?.Invoke(new OutgoingNotification(connection, channel, payload)) ?? default;
        Deliver(connection, payload, 0, fate);
    }
}
