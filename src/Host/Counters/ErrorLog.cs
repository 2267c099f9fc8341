using System;
using System.Text.Unicode;
using System.Threading;

namespace Minnow.Host.Counters;

/// <summary>Distinct errors in the counters page: the same text again raises a count instead of taking room. For rare events, from any thread.</summary>
/// <remarks>
/// Give texts without changing parts (times, ids), or every one is distinct. At most 64 are kept; later ones are counted as dropped.
/// No secret may be in a text: the page is readable by others. Takes a lock for about a microsecond; allocates nothing.
/// </remarks>
public sealed unsafe class ErrorLog
{
    private readonly CountersHeader* _header;
    private readonly ErrorEntry* _entries;
    private readonly Lock _lock = new();

    internal ErrorLog(CountersHeader* header, ErrorEntry* entries)
    {
        _header = header;
        _entries = entries;
    }

    /// <summary>Counts one occurrence.</summary>
    /// <param name="text">What, where and why; cut at 472 bytes of UTF-8.</param>
    /// <param name="timeNs">When, ns since 1970.</param>
    public void Record(ReadOnlySpan<char> text, long timeNs)
    {
        Span<byte> bytes = stackalloc byte[CountersLayout.MaxErrorTextBytes];
        Utf8.FromUtf16(text, bytes, out _, out int used); // stops before a character that does not fit
        bytes = bytes[..used];
        ulong hash = Hash(bytes);
        lock (_lock)
        {
            for (int i = 0; i < CountersLayout.ErrorCount; i++)
            {
                ErrorEntry* entry = _entries + i;
                if (entry->Count == 0) Fill(entry, bytes, hash, timeNs);
                else if (!IsSame(entry, bytes, hash)) continue;
                Volatile.Write(ref entry->LastNs, timeNs);
                Volatile.Write(ref entry->Count, entry->Count + 1); // release: a reader that sees the count sees the entry
                return;
            }
            Volatile.Write(ref _header->ErrorsDropped, _header->ErrorsDropped + 1);
        }
    }

    /// <summary>FNV-1a of 64 bits.</summary>
    internal static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (byte b in bytes) hash = (hash ^ b) * 0x100_0000_01B3;
        return hash;
    }

    private static void Fill(ErrorEntry* entry, ReadOnlySpan<byte> text, ulong hash, long timeNs)
    {
        entry->Hash = hash;
        entry->FirstNs = timeNs;
        entry->TextBytes = text.Length;
        text.CopyTo(new Span<byte>(entry->Text, CountersLayout.MaxErrorTextBytes));
    }

    private static bool IsSame(ErrorEntry* entry, ReadOnlySpan<byte> text, ulong hash) =>
        entry->Hash == hash && new ReadOnlySpan<byte>(entry->Text, entry->TextBytes).SequenceEqual(text);
}
