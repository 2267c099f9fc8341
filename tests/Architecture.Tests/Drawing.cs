using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Minnow.Tests.Architecture;

/// <summary>The two lists of docs/ARCHITECTURE.md that say who may use whom.</summary>
internal static class Drawing
{
    public const string Page = "docs/ARCHITECTURE.md";

    /// <summary>Block <c>projects</c>: "Name: what it references", one project of src a line.</summary>
    public static Dictionary<string, string[]> Projects() => Block("projects")
        .Select(static line => line.Split(':'))
        .ToDictionary(static parts => parts[0].Trim(), static parts => Words(parts[1]));

    /// <summary>Block <c>folders</c>: a folder of Core a line; it may use those above it, or exactly those named after a colon.</summary>
    public static Dictionary<string, string[]> CoreFolders()
    {
        Dictionary<string, string[]> allowed = [];
        List<string> above = [];
        foreach (string line in Block("folders"))
        {
            string[] parts = line.Split(':');
            string name = parts[0].Trim();
            if (parts.Length == 2)
            {
                allowed.Add(name, Words(parts[1]));
                continue; // stands aside: nobody below may use it either
            }

            allowed.Add(name, [.. above]);
            above.Add(name);
        }

        return allowed;
    }

    private static string[] Block(string name)
    {
        string[] lines = Tree.Lines(Page);
        int start = Array.IndexOf(lines, "```" + name);
        Assert.True(start >= 0, $"{Page} has no fenced block named {name}.");
        string[] block = lines.Skip(start + 1).TakeWhile(static line => line != "```").ToArray();
        Assert.NotEmpty(block);
        return block;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
