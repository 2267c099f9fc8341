using System;
using System.Globalization;
using System.Text;
using Minnow.Core.Model;

namespace Minnow.Venues.Session;

/// <summary>The last message of a venue that could not be understood: what was wrong, and where. Keeps nothing of the message but its channel, so no secret. Allocates only for a person.</summary>
public sealed class RefusedFrame
{
    private const int MostBytes = 64;

    private readonly byte[] _channel = new byte[MostBytes];
    private int _length;
    private string _answer = "";

    /// <summary>What was wrong; Ok while nothing was.</summary>
    public ParseStatus Status { get; private set; }

    /// <summary>For a person: as in <c>MissingField in book.BTC-PERPETUAL.raw</c>.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Status} in {(_length > 0 ? Encoding.ASCII.GetString(_channel, 0, _length) : _answer)}");

    /// <summary>Notes one.</summary>
    /// <param name="status">What is wrong.</param>
    /// <param name="payload">The message.</param>
    /// <param name="answer">What it is if it is of no channel; a constant.</param>
    public void Note(ParseStatus status, ReadOnlySpan<byte> payload, string answer)
    {
        Status = status;
        _answer = answer;
        _length = 0;
        int start = payload.IndexOf("\"channel\":\""u8);
        if (start < 0) return;
        foreach (byte letter in payload[(start + "\"channel\":\"".Length)..])
        {
            if (letter is (byte)'"' or < 0x20 or > 0x7E || _length == MostBytes) return;
            _channel[_length++] = letter;
        }
    }
}
