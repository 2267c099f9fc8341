using System;
using System.Collections.Generic;

namespace Minnow.Host.Credentials;

/// <summary>Refuses secrets in environment variables and arguments: every process of this user, and every crash report, can read those.</summary>
public static class SecretsInEnvironment
{
    private static readonly string[] Words = ["SECRET", "KEY", "PASSWORD", "TOKEN"];

    /// <summary>Looks for variables of ours (<c>MINNOW__…</c>, <c>MINNOW_…</c>) named after a secret or a key, and for options named so.</summary>
    /// <param name="names">Names of the environment's variables.</param>
    /// <param name="arguments">The command line after the program's name.</param>
    /// <exception cref="CredentialException">There is one; its name is said, its value is not.</exception>
    public static void ThrowIfAny(IEnumerable<string> names, IEnumerable<string> arguments)
    {
        foreach (string name in names)
            if (name.StartsWith("MINNOW_", StringComparison.OrdinalIgnoreCase) && Tells(name)) throw Refuse($"the environment variable {name}");
        foreach (string argument in arguments)
        {
            if (!argument.StartsWith('-')) continue;
            int end = argument.AsSpan().IndexOfAny('=', ':');
            string option = end < 0 ? argument : argument[..end]; // what follows may be the secret
            if (Tells(option)) throw Refuse($"the option {option}");
        }
    }

    private static bool Tells(string name)
    {
        foreach (string word in Words)
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static CredentialException Refuse(string what) =>
        new($"{what} looks like a secret, and other processes can read it there (its value is not shown): put it into a credential file with mode 0400, name that in the configuration, and change the key");
}
