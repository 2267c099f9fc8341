using System;
using System.Net.Sockets;
using Minnow.Native;

namespace Minnow.Host.Control;

/// <summary>One connection to the control socket: a request comes, is carried out, is answered. Never waits.</summary>
internal sealed class ControlConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _line = new byte[ControlRequest.MaxBytes];
    private int _length;
    private bool _wasTaken;

    internal ControlConnection(Socket socket, PeerOwner peer, long openedNs)
    {
        _socket = socket;
        Peer = peer;
        OpenedNs = openedNs;
    }

    internal PeerOwner Peer { get; }

    internal long OpenedNs { get; }

    internal IControlTask? Task { get; set; }

    /// <summary>What it asks for; empty until that is known.</summary>
    internal string Verb { get; set; } = "";

    internal int Descriptor => (int)_socket.Handle;

    /// <summary>Takes what there is to read.</summary>
    /// <param name="line">The whole request, once its end is there.</param>
    /// <returns>False if nothing more will come of it: it ended, failed or is too long.</returns>
    internal bool Read(out ReadOnlySpan<byte> line)
    {
        line = default;
        try
        {
            int got = _socket.Receive(_line.AsSpan(_length), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) return true;
            if (error != SocketError.Success || got == 0) return false;
            int end = _line.AsSpan(_length, got).IndexOf((byte)'\n');
            if (end >= 0) line = _line.AsSpan(0, _length + end);
            _length += got;
            return end >= 0 || _length < _line.Length;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Says once that the request was taken up.</summary>
    internal void SayTaken()
    {
        if (_wasTaken) return;
        _wasTaken = true;
        Say(ControlAnswer.TakenLine);
    }

    /// <summary>Says it as far as the other side takes it: an answer fits into the socket's memory, and nobody is waited for.</summary>
    internal void Say(ReadOnlySpan<byte> line)
    {
        try
        {
            _socket.Send(line, SocketFlags.None, out _);
        }
        catch (ObjectDisposedException)
        {
            // It went away.
        }
    }

    public void Dispose() => _socket.Dispose();
}
