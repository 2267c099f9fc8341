using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Minnow.Host.Configuration;
using Minnow.Venues.Session;

namespace Minnow.Host.Net;

/// <summary>A link over a WebSocket, with TLS as a rule.</summary>
/// <remarks>
/// Each opening has a reader thread of its own, which resolves, connects, verifies and upgrades, and then reads the socket into a pipe of bounded size.
/// The polling thread takes the frames apart and writes: it waits for nothing but the send limit. After an end the state stays
/// <see cref="LinkState.Open"/> until every payload that came before was received. Frames and texts cost no allocation on either thread; what TLS costs
/// is measured by a test. A server that answers 429 or 503 with <c>Retry-After</c> is not dialled before that time, at most five minutes.
/// </remarks>
public sealed class WebSocketLink : IVenueLink
{
    private const long MaxRetryAfterMs = 300_000;
    private const int FramesPerCall = 64;
    private const int LongestReason = 120;
    private const int LastWordsMs = 250;

    private readonly LinkOptions _options;
    private readonly Dialer _dialer;
    private readonly PipeShelf _pipes;
    private readonly WebSocketReader _reader;
    private readonly WebSocketWriter _writer;
    private readonly byte[] _sendBuffer;
    private LinkConnection? _connection;
    private LinkState _state;
    private long _notBeforeMs;
    private long _examinedBytes;
    private SequencePosition _payloadEnd;
    private long _payloadBytes;
    private bool _isDeaf;
    private string? _muteText;
    private long _mutedMs;

    /// <summary>Checks the options and reads the authorities; connects nothing.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="nowNs">The clock of receive times, ns since 1970. Called by the reader thread.</param>
    /// <exception cref="LinkSetupException">An option is wrong, or no authority can be read.</exception>
    public WebSocketLink(LinkOptions options, Func<long> nowNs)
        : this(options, nowNs, new NameLookup())
    {
    }

    internal WebSocketLink(LinkOptions options, Func<long> nowNs, NameLookup names)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(nowNs);
        ThrowIfWrong(options);
        _options = options;
        _pipes = new PipeShelf(options.MaxWaitingBytes);
        TrustAnchors? anchors = options.Url.Scheme == Uri.UriSchemeWss ? TrustAnchors.Load(options.CaFile) : null;
        _dialer = new Dialer(options, anchors, names, nowNs);
        _reader = new WebSocketReader(options.MaxMessageBytes);
        _writer = new WebSocketWriter(options.MaskSeed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
        _sendBuffer = GC.AllocateUninitializedArray<byte>(options.MaxSendBytes + WebSocketWriter.MaxHeadBytes, pinned: true);
    }

    /// <inheritdoc/>
    public LinkState State
    {
        get
        {
            if (_state == LinkState.Opening) LookAtOpening();
            else if (_muteText != null && _state == LinkState.Open && Environment.TickCount64 - _mutedMs > LastWordsMs) Finish(LinkEnd.Broken, LinkFault.Cut, _muteText);
            return _state;
        }
    }

    /// <inheritdoc/>
    public LinkEnd End { get; private set; }

    /// <inheritdoc/>
    public string EndText { get; private set; } = "";

    /// <summary>Which step failed, once it ended.</summary>
    public LinkFault Fault { get; private set; }

    /// <summary>Hash of the server's public key at the last verified opening, <c>sha256/BASE64</c>; empty before, and without TLS.</summary>
    public string PeerKeyHash { get; private set; } = "";

    /// <summary>Memory blocks that receiving has ever taken: grows only when payloads are not polled.</summary>
    internal int BlocksMade => _pipes.MadeCount;

    /// <inheritdoc/>
    public void Open()
    {
        if (_state != LinkState.Closed) throw new InvalidOperationException($"Open on a link that is {_state}.");
        (End, EndText, Fault, _isDeaf, _muteText) = (LinkEnd.Ours, "", LinkFault.None, false, null);
        (_payloadBytes, _examinedBytes) = (0, 0);
        _reader.Reset();
        _connection = _pipes.Next(_options, _dialer, _notBeforeMs);
        _state = LinkState.Opening;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_connection != null)
        {
            Finish(LinkEnd.Ours, LinkFault.None, "");
            _connection.Reader.Complete();
            _connection = null;
        }
        _payloadBytes = 0;
        _state = LinkState.Closed;
    }

    /// <inheritdoc/>
    public bool TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs)
    {
        payload = default;
        receivedNs = 0;
        if (_payloadBytes > 0) Release();
        if (_connection is not { } connection || _isDeaf || State == LinkState.Opening) return false;
        // Pings and parts are worked off here too, but a venue that sends nothing else must not hold the caller.
        for (int i = 0; i < FramesPerCall; i++)
        {
            bool isLast = connection.IsDone; // asked first: what is there after it is all there will be
            if (connection.WrittenBytes == _examinedBytes && !isLast) return false;
            if (!connection.Reader.TryRead(out ReadResult read))
            {
                _examinedBytes = connection.TakenBytes;
                return EndOfInput(isLast, connection, 0);
            }
            ReadOnlySequence<byte> bytes = read.Buffer;
            WebSocketStep step = _reader.Read(bytes, out payload, out long consumedBytes);
            if (step == WebSocketStep.NeedsMore)
            {
                _examinedBytes = connection.TakenBytes + bytes.Length;
                connection.ForgetStamps(bytes.Length);
                connection.Reader.AdvanceTo(bytes.Start, bytes.End);
                return EndOfInput(isLast, connection, bytes.Length);
            }
            _payloadEnd = bytes.GetPosition(consumedBytes);
            _payloadBytes = consumedBytes;
            if (step == WebSocketStep.Message)
            {
                receivedNs = connection.StampAfter(consumedBytes);
                return true;
            }
            if (!GoOn(step, payload)) break;
            Release();
        }
        payload = default;
        return false;
    }

    /// <inheritdoc/>
    public void Release()
    {
        if (_payloadBytes == 0 || _connection == null) return;
        _connection.Take(_payloadEnd);
        _payloadBytes = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The payload is longer than <see cref="LinkOptions.MaxSendBytes"/>: a bug of the caller.</exception>
    public bool TrySend(ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, _options.MaxSendBytes);
        return State == LinkState.Open && _muteText == null && Send(_writer.Write(WebSocketOpcode.Text, payload, _sendBuffer));
    }

    /// <summary>Closes, and waits up to a second for the reader thread.</summary>
    public void Dispose()
    {
        LinkConnection? last = _connection;
        Close();
        last?.Join(1000);
    }

    private static void ThrowIfWrong(LinkOptions options)
    {
        Uri url = options.Url;
        // An address that is refused is never printed whole: somebody may have written a password into it.
        if (!url.IsAbsoluteUri) throw Wrong("the address is not a whole one; write wss://host/path");
        if (url.UserInfo.Length > 0) throw Wrong("the address holds a name or password; credentials have a file of their own");
        if (url.Scheme is not ("ws" or "wss")) throw Wrong($"{url.Scheme}://{url.Host} is no address of a WebSocket; write wss://host/path");
        if (url.Scheme == "ws" && !url.IsLoopback) throw Wrong($"ws://{url.Authority} is not encrypted, and that is only for this machine itself; write wss://");
        if (options.ProxyUrl is { } proxy)
        {
            if (!proxy.IsAbsoluteUri || proxy.Scheme != "http") throw Wrong("the proxy's address must be http://host:port");
            if (proxy.UserInfo.Length > 0) throw Wrong("the proxy's address holds a name or password; a proxy with a login is not supported");
            if (url.Scheme == "ws") throw Wrong("a proxy is only for wss://");
        }
        if (options.MaxWaitingBytes < 2L * options.MaxMessageBytes) throw Wrong($"MaxWaitingBytes ({options.MaxWaitingBytes}) must be at least twice MaxMessageBytes ({options.MaxMessageBytes})");
        KeyPin.ThrowIfWrong(options.Pins);
    }

    private static LinkSetupException Wrong(string message) => new(ExitCode.Configuration, message);

    private void LookAtOpening()
    {
        LinkConnection connection = _connection!;
        bool isDone = connection.IsDone;
        if (connection.IsMade)
        {
            PeerKeyHash = connection.KeyHash;
            _state = LinkState.Open;
        }
        else if (isDone)
        {
            long waitMs = Math.Min(connection.RetryAfterMs, MaxRetryAfterMs);
            if (waitMs > 0) _notBeforeMs = Environment.TickCount64 + waitMs;
            string until = waitMs > 0 ? $"; waiting until {DateTimeOffset.UtcNow.AddMilliseconds(waitMs):HH:mm:ss} UTC, as it asks" : "";
            Finish(connection.End, connection.Fault, connection.Text + until);
        }
    }

    private bool EndOfInput(bool isLast, LinkConnection connection, long restBytes)
    {
        if (!isLast) return false;
        bool isCut = restBytes > 0 || _reader.IsInMessage;
        if (_muteText != null && connection.End == LinkEnd.Peer) Finish(LinkEnd.Broken, LinkFault.Cut, _muteText);
        else if (isCut && connection.End == LinkEnd.Peer) Finish(LinkEnd.Broken, LinkFault.Cut, "the venue closed the connection in the middle of a message, which is dropped");
        else Finish(connection.End, connection.Fault, connection.Text);
        return false;
    }

    // False: nothing is read any more.
    private bool GoOn(WebSocketStep step, in ReadOnlySequence<byte> payload)
    {
        switch (step)
        {
            case WebSocketStep.Ping:
                Span<byte> copy = stackalloc byte[125];
                payload.CopyTo(copy);
                // After a failed send what came before is still received; the answer to a ping is then not missed by anybody.
                if (CanSend) _ = Send(_writer.Write(WebSocketOpcode.Pong, copy[..(int)payload.Length], _sendBuffer));
                return true;
            case WebSocketStep.Close:
                _isDeaf = true;
                int code = _reader.CloseCode;
                FinishAfter(code == WebSocketCloseCode.None ? 0 : code, LinkEnd.Peer, LinkFault.ClosedByPeer, $"the venue closed with code {code}{Reason(_reader.CloseText)}");
                return false;
            case WebSocketStep.Violation:
                _isDeaf = true;
                FinishAfter(_reader.CloseCode, LinkEnd.Protocol, LinkFault.Protocol, $"closed by us with code {_reader.CloseCode}: {_reader.CloseText}");
                return false;
            default:
                return true;
        }
    }

    private static string Reason(string text)
    {
        if (text.Length == 0) return "";
        Span<char> shown = stackalloc char[Math.Min(LongestReason, text.Length)];
        for (int i = 0; i < shown.Length; i++) shown[i] = text[i] is >= ' ' and < (char)0x7F ? text[i] : '.';
        return $": '{shown}'";
    }

    private bool CanSend => _state == LinkState.Open && _muteText == null;

    // A close frame and the FIN behind it reach the venue only if nothing waits before them; else what waits is voided, as at any end.
    private void FinishAfter(int closeCode, LinkEnd end, LinkFault fault, string text)
    {
        bool isStuck = _connection!.HasUnsent;
        if (CanSend) isStuck |= Hand(_writer.WriteClose(closeCode, _sendBuffer), out _) != LinkFault.None;
        Finish(end, fault, text, isStuck);
    }

    private bool Send(int bytes)
    {
        LinkFault fault = Hand(bytes, out string text);
        if (fault == LinkFault.None) return true;
        if (fault == LinkFault.Stalled)
        {
            Finish(LinkEnd.Stalled, fault, text, isStuck: true);
            return false;
        }
        // The venue's own reason, a close frame as a rule, may have come already or be on its way through the reader: it is read first.
        (_muteText, _mutedMs) = (text, Environment.TickCount64);
        return false;
    }

    // A frame may hold a secret under a mask that stands beside it: it does not stay.
    private LinkFault Hand(int bytes, out string text)
    {
        LinkFault fault = _connection!.Send(_sendBuffer.AsSpan(0, bytes), out text);
        CryptographicOperations.ZeroMemory(_sendBuffer.AsSpan(0, bytes));
        return fault;
    }

    private void Finish(LinkEnd end, LinkFault fault, string text) => Finish(end, fault, text, _connection!.HasUnsent);

    // The first reason stays.
    private void Finish(LinkEnd end, LinkFault fault, string text, bool isStuck)
    {
        if (_state == LinkState.Ended) return;
        (_state, End, Fault, EndText) = (LinkState.Ended, end, fault, text);
        _connection!.Abandon(isStuck);
    }
}
