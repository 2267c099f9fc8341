using System.IO;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>A C library call failed where a program can not go on: what was called, on what, and why.</summary>
public sealed class LibcException : IOException
{
    /// <summary>Makes the message "call(subject): reason (errno n)".</summary>
    /// <param name="error">Its number; not <see cref="Errno.Ok"/>.</param>
    /// <param name="call">Name of the call, as in the manual.</param>
    /// <param name="subject">The file, directory or thread it was about.</param>
    public LibcException(Errno error, string call, string subject)
        : base($"{call}({subject}): {Text(error)} (errno {(int)error})")
    {
        Error = error;
    }

    /// <summary>Why it failed.</summary>
    public Errno Error { get; }

    /// <summary>The C library's own words for an error (strerror).</summary>
    public static string Text(Errno error) => Marshal.GetPInvokeErrorMessage((int)error);

    /// <summary>Throws unless <paramref name="error"/> is <see cref="Errno.Ok"/>. For construction; the path looks at the value itself.</summary>
    /// <exception cref="LibcException">The call failed.</exception>
    public static void ThrowIf(Errno error, string call, string subject)
    {
        if (error != Errno.Ok) throw new LibcException(error, call, subject);
    }
}
