using System;
using Minnow.Core.Numerics;

namespace Minnow.Venues.Deribit;

/// <summary>64-bit hash of a venue's word or name, as written to the journal: XXH64 with seed 0.</summary>
public static class TextHash
{
    /// <summary>Hash of the bytes; never 0, which stands for "no text".</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        ulong hash = XxHash64.Hash(text);
        return hash == 0 ? 1 : hash;
    }
}
