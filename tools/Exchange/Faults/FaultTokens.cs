using System.Collections.Generic;
using System.Globalization;

namespace Minnow.Exchange.Faults;

/// <summary>One word of a line.</summary>
/// <param name="Text">The word, without its quotation marks.</param>
/// <param name="Column">Where it starts, from 1.</param>
/// <param name="Quoted">Stood in quotation marks.</param>
internal readonly record struct FaultToken(string Text, int Column, bool Quoted);

/// <summary>Cuts lines into words and reads times.</summary>
internal static class FaultTokens
{
    /// <summary>The words of a line up to a <c>#</c> that stands before a blank or begins the line.</summary>
    /// <returns>False if a quotation mark is not closed; the last token is where it was opened.</returns>
    public static bool TryCut(string line, List<FaultToken> tokens)
    {
        for (int at = 0; at < line.Length;)
        {
            char c = line[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            if (c == '#' && (at + 1 == line.Length || line[at + 1] == ' ' || at == 0)) return true;
            int start = at;
            if (c is '"' or '\'')
            {
                int end = line.IndexOf(c, at + 1);
                tokens.Add(new FaultToken(end < 0 ? line[(at + 1)..] : line[(at + 1)..end], start + 1, true));
                if (end < 0) return false;
                at = end + 1;
                continue;
            }

            while (at < line.Length && !char.IsWhiteSpace(line[at])) at++;
            tokens.Add(new FaultToken(line[start..at], start + 1, false));
        }

        return true;
    }

    /// <summary>Reads <c>250us</c>, <c>300ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>, with an optional sign.</summary>
    public static bool TryTime(string text, out long us)
    {
        us = 0;
        int unitAt = text.Length;
        while (unitAt > 0 && char.IsLetter(text[unitAt - 1])) unitAt--;
        long scale = text[unitAt..] switch { "us" => 1, "ms" => 1_000, "s" => 1_000_000, "m" => 60_000_000, "h" => 3_600_000_000, _ => 0 };
        if (scale == 0) return false;
        if (!decimal.TryParse(text[..unitAt], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value))
            return false;
        us = (long)(value * scale);
        return true;
    }
}
