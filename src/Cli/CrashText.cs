using System;
using Minnow.Host.Configuration;

namespace Minnow.Cli;

/// <summary>What is said when Minnow itself is wrong: what, where, and what to send to whom. It names no value of a configuration.</summary>
internal static class CrashText
{
    internal static string For(Exception e, string[] arguments) => $"""
        minnow: internal error: {e.GetType().Name}: {e.Message}
        {e.StackTrace}
        This is a bug in Minnow, not in what you did. Nothing that was journaled is lost.
        Please report it with the text above, what you ran (minnow {string.Join(' ', arguments)})
        and the build: {BuildIdentity.Version}, {BuildIdentity.Compiler}, {BuildIdentity.InstructionSet}.
        """;
}
