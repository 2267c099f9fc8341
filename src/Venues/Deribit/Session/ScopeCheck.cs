using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Compares a granted scope with what is needed and with what is allowed.</summary>
/// <remarks>Fault B20. A key that can do more than trade is refused, because what it can do a mistake can do. The right to read is no danger.</remarks>
internal static class ScopeCheck
{
    private static readonly string[] s_needed = ["trade:read_write", "account:read_write"];

    /// <summary>True if the granted scope is bound to a named session.</summary>
    internal static bool IsSession(ReadOnlySpan<byte> scope)
    {
        foreach (Range word in scope.Split((byte)' '))
            if (scope[word].StartsWith("session:"u8)) return true;
        return false;
    }

    /// <summary>The verdict, and the word that decided it.</summary>
    internal static GatewayReason Judge(ReadOnlySpan<byte> granted, IReadOnlyList<string> acceptedExtra, out string word)
    {
        string[] words = Encoding.ASCII.GetString(granted).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string need in s_needed)
        {
            word = need;
            if (Array.IndexOf(words, need) < 0) return GatewayReason.ScopeTooNarrow;
        }

        foreach (string extra in words)
        {
            word = extra;
            if (!extra.EndsWith(":read_write", StringComparison.Ordinal) || Array.IndexOf(s_needed, extra) >= 0) continue;
            bool accepted = false;
            foreach (string accept in acceptedExtra) accepted |= accept == extra;
            if (!accepted) return GatewayReason.ScopeTooWide;
        }

        word = "";
        return GatewayReason.None;
    }
}
