using System.IO;
using System.Text;
using Minnow.Core.Numerics;

namespace Minnow.Host.Engine;

/// <summary>Where the rings of a run lie, so that a restart after a crash finds what had not reached the journal.</summary>
/// <remarks>
/// On tmpfs, because write-back to a disk would stall a store now and then. The journal's directory names the place in the file
/// <see cref="PointerName"/>. A run that ends in good order takes both away; what is there afterwards is what a crash left.
/// </remarks>
internal sealed class RingFiles
{
    internal const string PointerName = "rings.path";
    internal const string InputName = "input.ring";
    internal const string OutputName = "output.ring";

    private const string SharedMemory = "/dev/shm";

    private readonly string _pointer;

    private RingFiles(string journalDirectory, string directory)
    {
        _pointer = Path.Combine(journalDirectory, PointerName);
        Directory = directory;
    }

    internal string Directory { get; }

    internal string Input => Path.Combine(Directory, InputName);

    internal string Output => Path.Combine(Directory, OutputName);

    /// <summary>Makes the place for a new run of an empty journal directory.</summary>
    internal static RingFiles Make(string journalDirectory, string? configured)
    {
        RingFiles files = new(journalDirectory, configured ?? DefaultFor(journalDirectory));
        System.IO.Directory.CreateDirectory(files.Directory);
        // The directory of a journal that was deleted after a crash: nothing can be drained into it any more.
        if (configured == null) files.Delete();
        File.WriteAllText(files._pointer, files.Directory);
        return files;
    }

    /// <summary>The place that a crashed run left.</summary>
    /// <returns>Null if the journal names none: its run ended in good order.</returns>
    internal static RingFiles? Left(string journalDirectory)
    {
        string pointer = Path.Combine(journalDirectory, PointerName);
        return File.Exists(pointer) ? new RingFiles(journalDirectory, File.ReadAllText(pointer).Trim()) : null;
    }

    /// <summary>Takes the files and the pointer away.</summary>
    internal void Remove()
    {
        Delete();
        if (System.IO.Directory.Exists(Directory) && System.IO.Directory.GetFileSystemEntries(Directory).Length == 0) System.IO.Directory.Delete(Directory);
        File.Delete(_pointer);
    }

    private static string DefaultFor(string journalDirectory)
    {
        ulong name = XxHash64.Hash(Encoding.UTF8.GetBytes(Path.GetFullPath(journalDirectory)));
        return System.IO.Directory.Exists(SharedMemory) ? Path.Combine(SharedMemory, $"minnow-{name:x16}") : Path.Combine(journalDirectory, "rings");
    }

    private void Delete()
    {
        File.Delete(Input);
        File.Delete(Output);
    }
}
