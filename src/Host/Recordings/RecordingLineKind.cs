namespace Minnow.Host.Recordings;

/// <summary>What one line of a recording is. Told line by line, so that joined files work.</summary>
internal enum RecordingLineKind
{
    /// <summary>Nothing but blanks: skipped.</summary>
    Empty,

    /// <summary><c>&lt;ns since 1970&gt; {json}</c>: our own form.</summary>
    Nanoseconds,

    /// <summary><c>&lt;seconds.fraction&gt;: {json}</c>: cryptofeed's form.</summary>
    Seconds,

    /// <summary><c>2019-05-01T00:00:00.2160000Z {json}</c>: tardis' raw form.</summary>
    Iso,

    /// <summary><c>https://… -&gt; &lt;seconds.fraction&gt;: {json}</c>: a REST reply in cryptofeed's form; its body is a frame.</summary>
    Reply,

    /// <summary>A JSON value and no time.</summary>
    Json,

    /// <summary>cryptofeed's notes: configuration, connected, sent. No frame.</summary>
    Other,

    /// <summary>None of these. Handed on whole, so that the parser refuses it and counts it: a broken line may have been a frame.</summary>
    Unrecognised,
}
