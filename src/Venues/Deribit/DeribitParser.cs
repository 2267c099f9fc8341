using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <summary>Turns one frame of the Deribit v2 JSON-RPC protocol into events. All of a frame or nothing of it.</summary>
/// <remarks>
/// Accepts keys in any order and unknown keys; refuses duplicate keys, text that is not UTF-8 and numbers that it can not hold exactly.
/// Thread: the feed's, one at a time. No allocation after construction, except for the exception inside <see cref="Utf8JsonReader"/> when a
/// frame is not JSON. Cost: one pass, O(frame). Channels, units and refusals: docs/venues/deribit.md.
/// </remarks>
public sealed partial class DeribitParser
{
    private const int MaxDepth = 32;
    private const int MaxUnknownKeys = 256;
    private const int MaxChannelBytes = 256;

    /// <summary>The number of a key that no key table has.</summary>
    internal const int UnknownKey = 63;

    private static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = MaxDepth,
        CommentHandling = JsonCommentHandling.Disallow,
        AllowTrailingCommas = false,
    };

    private readonly DeribitParserLimits _limits;
    private readonly InstrumentTable _instruments;
    private readonly byte[] _gathered;     // a frame that arrived in pieces, put together
    private readonly byte[] _unescaped;    // the last text that had escapes in it
    private readonly byte[] _channelText;  // a channel that had escapes in it: outlives other texts of its frame
    private readonly ulong[] _unknownKeys; // hashes of the unknown keys of the objects that are open

    // Of the frame at hand.
    private EventBatch _batch = null!;
    private long _receivedNs;
    private int _unknownTop;
    private int _ownEvents;
    private long _refusedAtBytes;
    private BookScope _scope;
    private int _slot;

    /// <summary>Takes all memory: two buffers of <see cref="DeribitParserLimits.MaxFrameBytes"/>. The last allocation this type makes.</summary>
    /// <param name="instruments">Instruments known so far; the parser adds to it.</param>
    /// <param name="limits">What is accepted at most; by default <see cref="DeribitParserLimits"/> as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not positive.</exception>
    public DeribitParser(InstrumentTable instruments, DeribitParserLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = instruments;
        _limits = limits ?? new DeribitParserLimits();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_limits.MaxFrameBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_limits.MaxLevels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_limits.MaxTrades);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_limits.MaxInstrumentRows);
        _gathered = GC.AllocateUninitializedArray<byte>(_limits.MaxFrameBytes);
        _unescaped = GC.AllocateUninitializedArray<byte>(_limits.MaxFrameBytes);
        _channelText = new byte[MaxChannelBytes];
        _unknownKeys = new ulong[MaxUnknownKeys];
    }

    /// <summary>Which books a refused frame may have been about.</summary>
    private enum BookScope : byte
    {
        /// <summary>Nothing is known of the frame yet: any book.</summary>
        All,

        /// <summary>The book of <see cref="_slot"/>.</summary>
        One,

        /// <summary>The frame is about something else.</summary>
        None,
    }

    /// <summary>Instruments known so far.</summary>
    public InstrumentTable Instruments => _instruments;

    /// <summary>Rows of instrument replies left out because the name is longer than <see cref="Units.MaxNameBytes"/>.</summary>
    public long LeftOutInstruments { get; private set; }

    /// <summary>Reads one frame. Pieces are first put together: one code path, so that where a frame was cut can not matter.</summary>
    /// <param name="frame">One WebSocket text payload. Borrowed for the call.</param>
    /// <param name="receivedNs">When it arrived, ns since 1970; copied into the events.</param>
    /// <param name="batch">Is cleared first. On <see cref="ParseStatus.Ok"/> it holds the frame's events, possibly none. On a refusal it
    /// holds no market event, but one <see cref="EventKind.BookInvalid"/> if the frame is or could be a book message; new
    /// instruments may be named before it.</param>
    /// <returns>The caller counts each status. Never throws on any bytes.</returns>
    public ParseStatus Parse(in ReadOnlySequence<byte> frame, long receivedNs, EventBatch batch)
    {
        if (frame.IsSingleSegment) return Parse(frame.FirstSpan, receivedNs, batch);
        if (frame.Length > _limits.MaxFrameBytes) return RefuseTooLarge(frame.Length, receivedNs, batch);
        frame.CopyTo(_gathered);
        return Parse(_gathered.AsSpan(0, (int)frame.Length), receivedNs, batch);
    }

    /// <summary>As <see cref="Parse(in ReadOnlySequence{byte}, long, EventBatch)"/> for a frame in one piece.</summary>
    public ParseStatus Parse(ReadOnlySpan<byte> frame, long receivedNs, EventBatch batch)
    {
        if (frame.Length > _limits.MaxFrameBytes) return RefuseTooLarge(frame.Length, receivedNs, batch);
        Begin(receivedNs, batch);
        if (!Ascii.IsValid(frame) && !Utf8.IsValid(frame)) return Refuse(ParseStatus.InvalidUtf8, frame.Length, Units.Missing);
        if (frame.Length == 0) return Refuse(ParseStatus.MalformedJson, 0, 0);

        Utf8JsonReader reader = new(frame, ReaderOptions);
        ParseStatus status;
        try
        {
            status = ReadRoot(ref reader, frame);
        }
        catch (JsonException)
        {
            // The depth that the reader reports does not count a bracket that it has just read.
            int open = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);
            bool deep = open >= MaxDepth && OpensNext(frame[(_movedBytes + (int)reader.BytesConsumed)..]);
            return Refuse(deep ? ParseStatus.TooDeep : ParseStatus.MalformedJson, frame.Length, _movedBytes + reader.BytesConsumed);
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 that has no other half: no such text exists in UTF-8.
            return Refuse(ParseStatus.InvalidUtf8, frame.Length, Units.Missing);
        }

        if (status > ParseStatus.Ignored)
            return Refuse(status, frame.Length, _refusedAtBytes == Units.Missing ? _movedBytes + reader.TokenStartIndex : _refusedAtBytes);
        FlagFirstAndLast();
        return status;
    }

    /// <summary>Gives an instrument its index now, as market data that names it would do.</summary>
    /// <param name="name">The venue's name.</param>
    /// <param name="receivedNs">The time that the events carry.</param>
    /// <param name="batch">Is cleared; then holds the naming events unless the instrument was tracked already.</param>
    public ParseStatus Track(ReadOnlySpan<byte> name, long receivedNs, EventBatch batch)
    {
        Begin(receivedNs, batch);
        ParseStatus status = FindAndTrack(name, out _);
        return status;
    }

    private static bool OpensNext(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.Length > 0 && rest[0] is (byte)'[' or (byte)'{';
    }

    private void Begin(long receivedNs, EventBatch batch)
    {
        batch.Clear();
        _batch = batch;
        _receivedNs = receivedNs;
        _unknownTop = 0;
        _movedBytes = 0;
        _ownEvents = 0;
        _refusedAtBytes = Units.Missing;
        _scope = BookScope.All;
        _slot = -1;
        _stateSlot = -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ParseStatus RefuseTooLarge(long frameBytes, long receivedNs, EventBatch batch)
    {
        Begin(receivedNs, batch);
        return Refuse(ParseStatus.TooLarge, frameBytes, Units.Missing);
    }
}
