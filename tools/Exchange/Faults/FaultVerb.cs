namespace Minnow.Exchange.Faults;

/// <summary>Where a fault is made.</summary>
public enum FaultLayer
{
    /// <summary>In one message on its way.</summary>
    Message,

    /// <summary>In a connection as a whole.</summary>
    Link,

    /// <summary>Where a connection comes in: TCP, TLS, the HTTP upgrade.</summary>
    Door,

    /// <summary>In the venue itself.</summary>
    Venue,
}

/// <summary>What an argument without a name may be.</summary>
public enum FaultWord
{
    /// <summary>A length of time: <c>300ms</c>, <c>1.5s</c>.</summary>
    Duration,

    /// <summary>A number, with or without sign.</summary>
    Number,

    /// <summary>Any text; in quotation marks if it holds blanks.</summary>
    Text,

    /// <summary>One of the words listed.</summary>
    Choice,
}

/// <summary>One argument without a name.</summary>
/// <param name="Name">Its name in the manual.</param>
/// <param name="Kind">What it may be.</param>
/// <param name="Choices">The words of a <see cref="FaultWord.Choice"/>.</param>
/// <param name="Optional">May be left out, as may all after it.</param>
public sealed record FaultArgument(string Name, FaultWord Kind, string[] Choices, bool Optional = false);

/// <summary>A word that a fault script may use for what is to happen.</summary>
/// <param name="Name">The word.</param>
/// <param name="Layer">Where the fault is made.</param>
/// <param name="Lasts">Holds until the end unless the line says otherwise; else it happens once.</param>
/// <param name="Arguments">Its arguments without a name.</param>
/// <param name="Meaning">One sentence for the manual.</param>
public sealed record FaultVerb(string Name, FaultLayer Layer, bool Lasts, FaultArgument[] Arguments, string Meaning);
