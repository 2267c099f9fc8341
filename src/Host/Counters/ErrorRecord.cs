namespace Minnow.Host.Counters;

/// <summary>One distinct error as read from a page.</summary>
/// <param name="Count">How often it happened.</param>
/// <param name="FirstNs">First time, ns since 1970.</param>
/// <param name="LastNs">Last time, ns since 1970.</param>
/// <param name="Hash">FNV-1a of the text's bytes.</param>
/// <param name="Text">What it says.</param>
public readonly record struct ErrorRecord(long Count, long FirstNs, long LastNs, ulong Hash, string Text);
