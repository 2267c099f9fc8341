using System;
using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Native;

namespace Minnow.Host.Control;

/// <summary>Asks a running engine, and waits no longer than it is told to: an engine that hangs or is stopped takes the connection and never answers.</summary>
public sealed class ControlClient : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _room = new byte[16 * ControlRequest.MaxBytes];
    private int _length;

    private ControlClient(Socket socket) => _socket = socket;

    /// <summary>Connects to the run in a directory.</summary>
    /// <returns>Null if nobody listens there, or this user may not.</returns>
    public static ControlClient? TryConnect(string runDirectory) => ControlSocket.TryConnect(runDirectory) is { } socket ? new ControlClient(socket) : null;

    /// <summary>Sends a request.</summary>
    /// <returns>False if the other side has ended.</returns>
    public bool TryAsk(string verb, string by, string reason, Action<Utf8JsonWriter>? arguments = null)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("v", ControlRequest.Version);
            json.WriteString("verb", verb);
            json.WriteString("by", by);
            json.WriteString("reason", reason);
            if (arguments != null)
            {
                json.WriteStartObject("arguments");
                arguments(json);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
        try
        {
            return _socket.Send(bytes.WrittenSpan, SocketFlags.None, out SocketError error) == bytes.WrittenCount && error == SocketError.Success;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The next line that it says.</summary>
    /// <param name="limitMs">Longest wait, ms.</param>
    /// <returns>Null if none came, or it was none of this protocol.</returns>
    public JsonElement? Answer(long limitMs)
    {
        long endNs = LibcClock.MonotonicNs() + limitMs * Units.NsPerMs;
        while (true)
        {
            int end = _room.AsSpan(0, _length).IndexOf((byte)'\n');
            if (end >= 0) return Take(end);
            long leftMs = (endNs - LibcClock.MonotonicNs()) / Units.NsPerMs;
            if (leftMs < 0 || _length == _room.Length || !Receive((int)Math.Min(leftMs, 1_000))) return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool Receive(int limitMs)
    {
        PollWish wish = new() { Descriptor = (int)_socket.Handle, Events = LibcLocalSocket.Readable };
        _ = LibcLocalSocket.Wait(new Span<PollWish>(ref wish), limitMs, out int ready);
        if (ready == 0) return true;
        int got = _socket.Receive(_room.AsSpan(_length), SocketFlags.None, out SocketError error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) return false;
        if (got == 0 && error == SocketError.Success) return false;
        _length += got;
        return true;
    }

    private JsonElement? Take(int end)
    {
        try
        {
            using JsonDocument line = JsonDocument.Parse(_room.AsMemory(0, end));
            JsonElement answer = line.RootElement.Clone();
            _room.AsSpan(end + 1, _length - end - 1).CopyTo(_room);
            _length -= end + 1;
            return answer.ValueKind == JsonValueKind.Object ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
