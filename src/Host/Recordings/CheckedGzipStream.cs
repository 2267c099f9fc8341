using System;
using System.IO;
using System.IO.Compression;

namespace Minnow.Host.Recordings;

/// <summary>gzip that notices when the file is cut short.</summary>
/// <remarks>
/// <see cref="GZipStream"/> takes the end of its input for the end of the data, wherever that falls. A whole file of one member ends with the checksum and
/// the length of its text (RFC 1952): where all of the file is read and both agree, it has ended. Else one more member with a known text is put behind
/// the input: if the text comes out, and nothing else, the member before it was whole. By then all that the file held was given out. Only this second way
/// allocates.
/// </remarks>
internal sealed class CheckedGzipStream : ForwardOnlyStream
{
    private readonly ProbedInput _input;
    private readonly long _fileBytes;
    private uint _crc;
    private uint _lengthModulo;
    private bool _ended;

    /// <param name="compressed">The file.</param>
    /// <param name="fileBytes">Its length; −1 if nobody knows, as of a pipe.</param>
    internal CheckedGzipStream(Stream compressed, long fileBytes)
        : this(new ProbedInput(compressed, Pack("end"u8)), fileBytes)
    {
    }

    private CheckedGzipStream(ProbedInput input, long fileBytes)
        : base(new GZipStream(input, CompressionMode.Decompress)) => (_input, _fileBytes) = (input, fileBytes);

    /// <exception cref="EndOfStreamException">The input stopped before the end of the data; everything before it was given out.</exception>
    /// <exception cref="InvalidDataException">The compressed bytes or the checksum are wrong.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty) return 0;
        // Asked once more at its end, the inner stream would look for another member, and allocate.
        if (_input.ReadBytes == _fileBytes && TrailerAgrees)
        {
            _ended = true;
            return 0;
        }
        int count = Rest.Read(buffer);
        _crc = Crc32.Append(_crc, buffer[..count]);
        _lengthModulo += (uint)count;
        if (count > 0) return count;
        _ended = true;
        return TrailerAgrees || IsWhole() ? 0 : throw new EndOfStreamException("the compressed data stops before its end mark");
    }

    private bool TrailerAgrees => _lengthModulo > 0 && ((ulong)_lengthModulo << 32 | _crc) == _input.LastEightBytes;

    private bool IsWhole()
    {
        _input.GiveProbe();
        Span<byte> text = stackalloc byte[16];
        int length = 0;
        try
        {
            while (length < text.Length && Rest.Read(text[length..]) is > 0 and int count) length += count;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        return text[..length].SequenceEqual("end"u8);
    }

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(text);
        return packed.ToArray();
    }

    /// <summary>The file's bytes, and behind them the probe once it is asked for.</summary>
    private sealed class ProbedInput(Stream compressed, byte[] probe) : ForwardOnlyStream(compressed)
    {
        private int _probeLeft;

        /// <summary>The last eight bytes of the file read so far, as a little-endian number.</summary>
        internal ulong LastEightBytes { get; private set; }

        internal long ReadBytes { get; private set; }

        internal void GiveProbe() => _probeLeft = probe.Length;

        public override int Read(Span<byte> buffer)
        {
            int count;
            if (_probeLeft == 0)
            {
                count = Rest.Read(buffer);
                ReadBytes += count;
                foreach (byte b in buffer[Math.Max(0, count - 8)..count]) LastEightBytes = LastEightBytes >> 8 | (ulong)b << 56;
                return count;
            }
            count = Math.Min(_probeLeft, buffer.Length);
            probe.AsSpan(probe.Length - _probeLeft, count).CopyTo(buffer);
            _probeLeft -= count;
            return count;
        }
    }
}
