namespace Minnow.Core.Ring;

/// <summary>The one constant by which words of different writers are kept apart.</summary>
public static class CacheLine
{
    /// <summary>Bytes from one writer's line to the next: two 64-byte lines, since x86-64 fetches lines in aligned pairs.</summary>
    public const int Bytes = 128;

    /// <summary><paramref name="offset"/> rounded up to a whole number of <see cref="Bytes"/>.</summary>
    public static long AlignUp(long offset) => (offset + (Bytes - 1)) & -Bytes;
}
