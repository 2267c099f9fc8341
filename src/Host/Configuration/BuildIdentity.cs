using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Minnow.Host.Configuration;

/// <summary>Which build this is: what a journal names, and what a replay compares.</summary>
public static class BuildIdentity
{
    /// <summary>Version with the commit, as in <c>0.1.0+abc…</c>.</summary>
    public static string Version { get; } =
        typeof(BuildIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The commit, or <c>unknown</c> for a build outside a repository.</summary>
    public static string Commit { get; } = Version.IndexOf('+') is >= 0 and int plus ? Version[(plus + 1)..] : "unknown";

    /// <summary>Compiler of the running code.</summary>
    public static string Compiler => RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "AOT";

    /// <summary>Highest x86-64 level that the running code may use.</summary>
    public static string InstructionSet =>
        Avx512F.IsSupported && Avx512BW.VL.IsSupported ? "x86-64-v4"
        : Avx2.IsSupported && Bmi2.IsSupported && Fma.IsSupported && Lzcnt.IsSupported ? "x86-64-v3"
        : Sse42.IsSupported && Popcnt.IsSupported ? "x86-64-v2"
        : "x86-64";
}
