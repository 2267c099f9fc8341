using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Parsing;

/// <summary>The bare reader: every token is visited and every number becomes a whole one, by our decimal. No key is looked at, nothing is kept.</summary>
public sealed class BareReaderParse(FrameSet frames) : IWorkload
{
    // Longer numbers are times and ids: the two conversions that prices and times take in the product.
    private const int LongestPrice = 11;

    /// <inheritdoc/>
    public string Name => "parse/bare reader";

    /// <inheritdoc/>
    public int Items => frames.Count;

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong sum = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            Utf8JsonReader reader = new(frames.Receive(i));
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Number)
                {
                    DecimalText.TryParse(reader.ValueSpan, out DecimalText number);
                    long value;
                    if (reader.ValueSpan.Length > LongestPrice) number.TryToInteger(out value);
                    else number.TryToTicks(tickE8: 1, out value);
                    sum += (ulong)value;
                }
                else
                {
                    sum += (ulong)reader.ValueSpan.Length;
                }
            }
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
