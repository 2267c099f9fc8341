using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Minnow.Host.Net;

/// <summary>Reads the frames that a server sends: bytes in, whole text messages out, without I/O.</summary>
/// <remarks>
/// Stricter than most: a masked server frame, reserved bits or opcodes, a length that is not written in the fewest bytes, a fragmented or long control
/// frame, a wrong close frame are all violations; a claimed length is believed by nobody, and one over the limit ends the link before a byte of it is
/// kept. An unfragmented message is a slice of the input; the parts of a fragmented one are copied together. Whether a text is valid UTF-8 is left to
/// the JSON parser behind, which looks at every byte anyway. No allocation after construction but the text of a close reason. Source: RFC 6455, 5 and 7.
/// </remarks>
public sealed class WebSocketReader
{
    private const int MaxControlBytes = 125;
    private const int MaxHeadBytes = 10;

    private readonly int _maxMessageBytes;
    private readonly byte[] _parts;
    private int _partBytes;
    private bool _isInMessage;
    private bool _isBroken;

    /// <summary>A reader at the start of a connection.</summary>
    /// <param name="maxMessageBytes">Longest message that is taken; as much is reserved for the parts of fragmented ones.</param>
    public WebSocketReader(int maxMessageBytes = 1 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, MaxControlBytes);
        _maxMessageBytes = maxMessageBytes;
        // Untouched pages cost nothing: a venue that never fragments never has them.
        _parts = GC.AllocateUninitializedArray<byte>(maxMessageBytes);
    }

    /// <summary>After <see cref="WebSocketStep.Close"/> the peer's code (<see cref="WebSocketCloseCode.None"/> without one), after <see cref="WebSocketStep.Violation"/> the one to send.</summary>
    public int CloseCode { get; private set; } = WebSocketCloseCode.None;

    /// <summary>After a close the peer's words, unchecked but for UTF-8; after a violation what was wrong.</summary>
    public string CloseText { get; private set; } = "";

    /// <summary>True between the first and the last part of a fragmented message.</summary>
    public bool IsInMessage => _isInMessage;

    /// <summary>Back to the start of a connection.</summary>
    public void Reset()
    {
        (_partBytes, _isInMessage, _isBroken) = (0, false, false);
        (CloseCode, CloseText) = (WebSocketCloseCode.None, "");
    }

    /// <summary>Reads one frame from the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What came and was not consumed yet.</param>
    /// <param name="payload">A message's or ping's payload; borrowed until the consumed bytes are given back or the next call.</param>
    /// <param name="consumedBytes">How much of the input the frame was; 0 when more is needed.</param>
    public WebSocketStep Read(in ReadOnlySequence<byte> bytes, out ReadOnlySequence<byte> payload, out long consumedBytes)
    {
        payload = default;
        consumedBytes = 0;
        if (_isBroken) return WebSocketStep.Violation;
        ReadOnlySpan<byte> head = bytes.FirstSpan;
        if (head.Length < MaxHeadBytes && head.Length < bytes.Length)
        {
            Span<byte> copy = stackalloc byte[MaxHeadBytes];
            int there = (int)Math.Min(MaxHeadBytes, bytes.Length);
            bytes.Slice(0, there).CopyTo(copy);
            return ReadFrame(bytes, copy[..there], out payload, out consumedBytes);
        }
        return ReadFrame(bytes, head, out payload, out consumedBytes);
    }

    private WebSocketStep ReadFrame(in ReadOnlySequence<byte> bytes, ReadOnlySpan<byte> head, out ReadOnlySequence<byte> payload, out long consumedBytes)
    {
        payload = default;
        consumedBytes = 0;
        // What is wrong already in the first bytes is said at once, without waiting for the rest of the frame.
        if (head.IsEmpty) return WebSocketStep.NeedsMore;
        bool isFinal = (head[0] & 0x80) != 0;
        var opcode = (WebSocketOpcode)(head[0] & 0x0F);
        if ((head[0] & 0x70) != 0) return Violate("reserved bits are set though nothing was agreed that uses them");
        if (CheckOpcode(opcode, isFinal) is { } wrong) return Violate(wrong.Code, wrong.Text);
        if (head.Length < 2) return WebSocketStep.NeedsMore;
        if ((head[1] & 0x80) != 0) return Violate("a frame from the server is masked");
        int shortLength = head[1] & 0x7F;
        bool isControl = opcode >= WebSocketOpcode.Close;
        if (isControl && shortLength > MaxControlBytes) return Violate("a control frame is longer than 125 bytes");
        int headBytes = shortLength switch { 126 => 4, 127 => 10, _ => 2 };
        if (head.Length < headBytes) return WebSocketStep.NeedsMore;
        ulong length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(head[2..]),
            _ => (ulong)shortLength,
        };
        if (length > long.MaxValue) return Violate("a length has its highest bit set");
        if ((headBytes == 4 && length < 126) || (headBytes == 10 && length <= ushort.MaxValue)) return Violate("a length is written in more bytes than it needs");
        if (!isControl && length + (ulong)_partBytes > (ulong)_maxMessageBytes)
            return Violate(WebSocketCloseCode.TooBig, $"a message is longer than {_maxMessageBytes} bytes");
        if ((ulong)bytes.Length < (ulong)headBytes + length) return WebSocketStep.NeedsMore;
        consumedBytes = headBytes + (long)length;
        payload = bytes.Slice(headBytes, (long)length);
        return opcode switch
        {
            WebSocketOpcode.Ping => WebSocketStep.Ping,
            WebSocketOpcode.Pong => WebSocketStep.Pong,
            WebSocketOpcode.Close => ReadClose(payload),
            _ => Assemble(isFinal, ref payload),
        };
    }

    private (int Code, string Text)? CheckOpcode(WebSocketOpcode opcode, bool isFinal)
    {
        switch (opcode)
        {
            case WebSocketOpcode.Text:
                return _isInMessage ? (WebSocketCloseCode.Protocol, "a message begins inside another") : null;
            case WebSocketOpcode.Binary:
                return (WebSocketCloseCode.Unsupported, "a binary message; only text is taken");
            case WebSocketOpcode.Continuation:
                return _isInMessage ? null : (WebSocketCloseCode.Protocol, "a message continues that never began");
            case WebSocketOpcode.Close or WebSocketOpcode.Ping or WebSocketOpcode.Pong:
                return isFinal ? null : (WebSocketCloseCode.Protocol, "a control frame is fragmented");
            default:
                return (WebSocketCloseCode.Protocol, "an opcode that does not exist");
        }
    }

    private WebSocketStep Assemble(bool isFinal, ref ReadOnlySequence<byte> payload)
    {
        if (isFinal && !_isInMessage) return WebSocketStep.Message;
        payload.CopyTo(_parts.AsSpan(_partBytes));
        _partBytes += (int)payload.Length;
        _isInMessage = !isFinal;
        if (!isFinal) return WebSocketStep.Part;
        payload = new ReadOnlySequence<byte>(_parts, 0, _partBytes);
        _partBytes = 0;
        return WebSocketStep.Message;
    }

    private WebSocketStep ReadClose(in ReadOnlySequence<byte> payload)
    {
        Span<byte> copy = stackalloc byte[MaxControlBytes];
        payload.CopyTo(copy);
        ReadOnlySpan<byte> body = copy[..(int)payload.Length];
        if (body.Length == 1) return Violate("a close frame holds half a code");
        if (body.Length >= 2)
        {
            int code = BinaryPrimitives.ReadUInt16BigEndian(body);
            if (!WebSocketCloseCode.MayBeSent(code)) return Violate($"the close code {code} may not be sent");
            if (!Utf8.IsValid(body[2..])) return Violate("a close reason is no valid UTF-8");
            CloseCode = code;
            CloseText = Encoding.UTF8.GetString(body[2..]);
        }
        _isBroken = true; // nothing may follow a close frame
        return WebSocketStep.Close;
    }

    private WebSocketStep Violate(string text) => Violate(WebSocketCloseCode.Protocol, text);

    private WebSocketStep Violate(int code, string text)
    {
        _isBroken = true;
        (CloseCode, CloseText) = (code, text);
        return WebSocketStep.Violation;
    }
}
