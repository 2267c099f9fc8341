using System;
using System.Buffers;
using System.Globalization;

namespace Minnow.Host.Net;

/// <summary>The head of an HTTP/1.1 answer: status and fields, bounded and strict. The body behind it is never looked at.</summary>
/// <remarks>Source: RFC 9112, 4 and 5. For the opening of a connection, so it may allocate.</remarks>
public readonly ref struct HttpHead
{
    /// <summary>Longest head that is read, bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const string NameCharacters = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(System.Text.Encoding.ASCII.GetBytes(NameCharacters));

    private readonly ReadOnlySpan<byte> _fields;

    private HttpHead(int status, bool isCurrent, ReadOnlySpan<byte> fields)
    {
        Status = status;
        IsCurrent = isCurrent;
        _fields = fields;
    }

    /// <summary>The status code, 100 to 599.</summary>
    public int Status { get; }

    /// <summary>True for HTTP/1.1, false for HTTP/1.0, in which nothing can be upgraded.</summary>
    public bool IsCurrent { get; }

    /// <summary>True if a whole head is 1xx but not 101: the answer itself follows it. Source: RFC 9110, 15.2.</summary>
    public static bool IsInterim(ReadOnlySpan<byte> head) => TryRead(head[..Length(head)], out HttpHead read) && read.Status is < 200 and not 101;

    /// <summary>Length of the head at the start of <paramref name="bytes"/>, with its empty line; 0 if the empty line is not there yet.</summary>
    public static int Length(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\r\n\r\n"u8) is var at and >= 0 ? at + 4 : 0;

    /// <summary>Reads a whole head.</summary>
    /// <returns>False if this is no HTTP/1.x answer, or holds what no honest server sends: control characters, folded lines, a line that is no field.</returns>
    public static bool TryRead(ReadOnlySpan<byte> head, out HttpHead read)
    {
        read = default;
        int end = head.IndexOf("\r\n"u8);
        if (end < 12 || !head.StartsWith("HTTP/1."u8) || head[7] is not ((byte)'0' or (byte)'1') || head[8] != ' ') return false;
        if (end > 12 && head[12] != ' ') return false;
        int status = 0;
        for (int i = 9; i < 12; i++)
        {
            if (head[i] is < (byte)'0' or > (byte)'9') return false;
            status = status * 10 + head[i] - '0';
        }
        if (status is < 100 or > 599) return false;
        if (!IsPlain(head[..end])) return false;
        for (ReadOnlySpan<byte> rest = head[(end + 2)..]; rest.IndexOf("\r\n"u8) is var length and > 0; rest = rest[(length + 2)..])
        {
            ReadOnlySpan<byte> line = rest[..length];
            if (line.IndexOf((byte)':') is not (> 0 and var colon) || line[..colon].ContainsAnyExcept(NameBytes) || !IsPlain(line[(colon + 1)..])) return false;
        }
        read = new HttpHead(status, head[7] == '1', head[(end + 2)..]);
        return true;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
            if (b is (< 0x20 and not (byte)'\t') or 0x7F) return false;
        return true;
    }

    /// <summary>True if the field is there at all, be it twice.</summary>
    public bool Has(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = _fields;
        return TryNext(name, ref rest, out _);
    }

    /// <summary>The value of a field without blanks around it. A field that stands twice is as good as missing: nobody can say which one counts.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> rest = _fields;
        return TryNext(name, ref rest, out value) && !TryNext(name, ref rest, out _);
    }

    /// <summary>True if the field is a list that holds <paramref name="token"/>, in any case of its letters. A list may stand in several lines.</summary>
    public bool Holds(ReadOnlySpan<byte> name, ReadOnlySpan<byte> token)
    {
        for (ReadOnlySpan<byte> rest = _fields; TryNext(name, ref rest, out ReadOnlySpan<byte> list);)
            foreach (Range part in list.Split((byte)','))
                if (System.Text.Ascii.EqualsIgnoreCase(list[part].Trim(" \t"u8), token)) return true;
        return false;
    }

    // The next line with this name, and what stands behind it.
    private static bool TryNext(ReadOnlySpan<byte> name, scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        while (rest.IndexOf("\r\n"u8) is var end and > 0)
        {
            ReadOnlySpan<byte> line = rest[..end];
            rest = rest[(end + 2)..];
            if (line.Length <= name.Length || line[name.Length] != ':' || !System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name)) continue;
            value = line[(name.Length + 1)..].Trim(" \t"u8);
            return true;
        }
        return false;
    }

    /// <summary>What <c>Retry-After</c> asks for, ms; 0 without one. Source: RFC 9110, 10.2.3.</summary>
    /// <param name="nowUtc">Against which a date is taken.</param>
    public long RetryAfterMs(DateTimeOffset nowUtc)
    {
        if (!TryGet("Retry-After"u8, out ReadOnlySpan<byte> value)) return 0;
        string text = System.Text.Encoding.ASCII.GetString(value);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)) return Math.Min(seconds, 1_000_000) * 1000;
        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? Math.Max(0, (long)(at - nowUtc).TotalMilliseconds)
            : 0;
    }

    /// <summary>A field for a person: printable ASCII, at most 120 characters, everything else a dot.</summary>
    public string Shown(ReadOnlySpan<byte> name)
    {
        if (!TryGet(name, out ReadOnlySpan<byte> value)) return "";
        Span<char> text = stackalloc char[Math.Min(120, value.Length)];
        for (int i = 0; i < text.Length; i++) text[i] = value[i] is >= 0x20 and < 0x7F ? (char)value[i] : '.';
        return new string(text);
    }
}
