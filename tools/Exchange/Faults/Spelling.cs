using System;
using System.Collections.Generic;
using System.Linq;

namespace Minnow.Exchange.Faults;

/// <summary>Guesses which word was meant.</summary>
internal static class Spelling
{
    /// <summary>The end of an error message: " Did you mean 'x'?", or a list of the choices, if there are few.</summary>
    public static string Hint(string word, IEnumerable<string> choices)
    {
        string[] known = choices.ToArray();
        (string Choice, int Distance) best = known.Select(choice => (choice, Distance(word, choice))).DefaultIfEmpty(("", 99)).MinBy(static c => c.Item2);
        if (best.Distance < word.Length && best.Distance <= Math.Max(2, word.Length / 3)) return $" Did you mean '{best.Choice}'?";
        return known.Length <= 12 ? $" Expected one of: {string.Join(", ", known)}." : "";
    }

    // Edits to get from one word to the other, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
