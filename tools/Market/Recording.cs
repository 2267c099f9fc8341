using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Minnow.Market;

/// <summary>Writes frames as lines: receive time in ns since 1970, a space, the frame. Can damage book frames on purpose.</summary>
public sealed class Recording : IFrameSink, IDisposable
{
    private readonly Stream _stream;
    private readonly Faults _faults;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long[] _frames = new long[Enum.GetValues<Channel>().Length];

    /// <summary>Starts a recording.</summary>
    /// <param name="stream">Receives the text; the caller closes it.</param>
    /// <param name="faults">What to damage.</param>
    public Recording(Stream stream, Faults faults = default)
    {
        _stream = stream;
        _faults = faults;
    }

    /// <summary>Book frames that the market sent, also the dropped one.</summary>
    public long BookFrames { get; private set; }

    /// <summary>Frames written.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes written, before any compression.</summary>
    public long Bytes { get; private set; }

    /// <summary>Frames written of one channel.</summary>
    public long FramesOf(Channel channel) => _frames[(int)channel];

    /// <summary>SHA-256 of all text written so far, lower-case hex.</summary>
    public string TextHash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Frame(Channel channel, long receivedNs, byte[] frame)
    {
        if (channel == Channel.Book)
        {
            BookFrames++;
            if (BookFrames == _faults.DropBookFrame) return;

            // A control character is not JSON anywhere, so whatever the middle of the frame is, the frame is malformed.
            if (BookFrames == _faults.CorruptBookFrame) frame[frame.Length / 2] = 0x01;
        }

        Frames++;
        _frames[(int)channel]++;
        Write(Encoding.ASCII.GetBytes(receivedNs.ToString(CultureInfo.InvariantCulture) + " "));
        Write(frame);
        Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Write(ReadOnlySpan<byte> text)
    {
        _stream.Write(text);
        _hash.AppendData(text);
        Bytes += text.Length;
    }
}
