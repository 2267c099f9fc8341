using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>liblz4, the reference library: what the journal, the capture and the readers of recordings call. docs/decisions/0003-lz4.md.</summary>
/// <remarks>
/// Linked statically into the native binary, found as <c>liblz4.so</c> under the JIT. Blocks: no memory is taken per call, the
/// caller's state is used. Frames: one context for each direction, taken once. Results below 0 are never passed on: see each method.
/// </remarks>
public static unsafe partial class Lz4
{
    private const string Library = "lz4";

    /// <summary>The frame API's version that the contexts are made for.</summary>
    public const uint FrameVersion = 100;

    /// <summary>Largest input of one block call.</summary>
    public const int MaxInputBytes = 0x7E000000;

    /// <summary>The library's version, as 10904 for 1.9.4.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4_versionNumber")]
    public static partial int Version();

    /// <summary>Bytes of the state that <see cref="CompressFast"/> wants; aligned to 8.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4_sizeofState")]
    public static partial int StateBytes();

    /// <summary>Most bytes that a block of <paramref name="inputBytes"/> can become; 0 if that is too large.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4_compressBound")]
    public static partial int CompressBound(int inputBytes);

    /// <summary>Compresses one block, independent of all others.</summary>
    /// <param name="state"><see cref="StateBytes"/> of scratch; its content does not matter.</param>
    /// <param name="from">Input.</param>
    /// <param name="to">Output.</param>
    /// <param name="inputBytes">Bytes of input.</param>
    /// <param name="room">Bytes at <paramref name="to"/>.</param>
    /// <param name="acceleration">1 is the densest; each step is a few percent faster and larger.</param>
    /// <returns>Bytes written; 0 if there was not enough room.</returns>
    [LibraryImport(Library, EntryPoint = "LZ4_compress_fast_extState")]
    public static partial int CompressFast(byte* state, byte* from, byte* to, int inputBytes, int room, int acceleration);

    /// <summary>Decompresses one block; reads and writes only inside the two areas, whatever the input is.</summary>
    /// <returns>Bytes written; negative if the input is not a block or needs more room.</returns>
    [LibraryImport(Library, EntryPoint = "LZ4_decompress_safe")]
    public static partial int Decompress(byte* from, byte* to, int inputBytes, int room);

    /// <summary>True if a frame call's result is an error code; <see cref="ErrorName"/> names it.</summary>
    public static bool IsError(nuint result) => IsErrorCode(result) != 0;

    /// <summary>The library's name of an error code.</summary>
    public static string ErrorName(nuint result) => Marshal.PtrToStringUTF8((nint)ErrorNameOf(result)) ?? "unknown LZ4 error";

    /// <summary>Most bytes of a whole frame around <paramref name="inputBytes"/>.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_compressFrameBound")]
    public static partial nuint FrameBound(nuint inputBytes, Lz4FramePreferences* preferences);

    /// <summary>Writes a whole frame. For at most 64 KiB of content and level 0 the library takes no memory.</summary>
    /// <returns>Bytes written, or an error.</returns>
    [LibraryImport(Library, EntryPoint = "LZ4F_compressFrame")]
    public static partial nuint CompressFrame(byte* to, nuint room, byte* from, nuint inputBytes, Lz4FramePreferences* preferences);

    /// <summary>Makes a context for writing frames piece by piece.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_createCompressionContext")]
    public static partial nuint NewCompressor(out nint context, uint version);

    /// <summary>Gives a context back.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_freeCompressionContext")]
    public static partial nuint FreeCompressor(nint context);

    /// <summary>Starts a frame: writes its head.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_compressBegin")]
    public static partial nuint Begin(nint context, byte* to, nuint room, Lz4FramePreferences* preferences);

    /// <summary>Most bytes that <see cref="Update"/> of so many can write.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_compressBound")]
    public static partial nuint UpdateBound(nuint inputBytes, Lz4FramePreferences* preferences);

    /// <summary>Adds content to the frame; may write nothing yet.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_compressUpdate")]
    public static partial nuint Update(nint context, byte* to, nuint room, byte* from, nuint inputBytes, nint options);

    /// <summary>Writes what <see cref="Update"/> still holds.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_flush")]
    public static partial nuint Flush(nint context, byte* to, nuint room, nint options);

    /// <summary>Writes what is still held and the end of the frame.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_compressEnd")]
    public static partial nuint End(nint context, byte* to, nuint room, nint options);

    /// <summary>Makes a context for reading frames.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_createDecompressionContext")]
    public static partial nuint NewDecompressor(out nint context, uint version);

    /// <summary>Gives a context back.</summary>
    [LibraryImport(Library, EntryPoint = "LZ4F_freeDecompressionContext")]
    public static partial nuint FreeDecompressor(nint context);

    /// <summary>Reads on: takes what it can from one side and gives what it can on the other; both counts are set to what was used.</summary>
    /// <returns>0 at the end of a frame, else a hint of how much to offer next, or an error.</returns>
    [LibraryImport(Library, EntryPoint = "LZ4F_decompress")]
    public static partial nuint Read(nint context, byte* to, nuint* written, byte* from, nuint* taken, nint options);

    [LibraryImport(Library, EntryPoint = "LZ4F_isError")]
    private static partial uint IsErrorCode(nuint result);

    [LibraryImport(Library, EntryPoint = "LZ4F_getErrorName")]
    private static partial byte* ErrorNameOf(nuint result);
}
