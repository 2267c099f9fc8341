using System;
using System.IO;

namespace Minnow.Host.Tests.Counters;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TempFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("minnow-counters-").FullName;

    internal string Page => System.IO.Path.Combine(Path, "minnow.cnc");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
