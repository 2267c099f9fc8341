using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>The channels that a connection wants, and which of them the venue granted: it leaves out in silence what it does not know.</summary>
internal sealed class ChannelSet
{
    private const long LongestWaitNs = 30 * Units.NsPerSecond;

    private readonly byte[][] _names;
    private readonly byte[][] _some; // scratch: a call's channels
    private readonly ulong[] _hashes;
    private readonly bool[] _granted;

    internal ChannelSet(IReadOnlyList<string> names)
    {
        _names = new byte[names.Count][];
        _some = new byte[names.Count][];
        _hashes = new ulong[names.Count];
        _granted = new bool[names.Count];
        for (int i = 0; i < names.Count; i++)
        {
            _names[i] = Encoding.ASCII.GetBytes(names[i]);
            _hashes[i] = TextHash.Of(_names[i]);
        }
    }

    internal int Count => _names.Length;

    internal int MissingCount { get; private set; }

    /// <summary>Name of the first that is missing, for a person.</summary>
    internal string FirstMissing
    {
        get
        {
            int i = Array.IndexOf(_granted, false);
            return i < 0 ? "" : Encoding.ASCII.GetString(_names[i]);
        }
    }

    /// <summary>What is missing, and what comes of it, for a person.</summary>
    internal string FailureText => $"The venue does not grant {MissingCount} of {Count} channels, the first is {FirstMissing}: nothing is quoted until it does. It is asked again, every 30 s in the end.";

    /// <summary>How long to wait after the <paramref name="tries"/>th time that something was not granted, from 1, ns: 1, 2, 4 … 30 s.</summary>
    internal static long WaitNs(int tries) => Math.Min(LongestWaitNs, Units.NsPerSecond << Math.Min(tries - 1, 5));

    /// <summary>Nothing is granted: a new connection.</summary>
    internal void Reset()
    {
        Array.Clear(_granted);
        MissingCount = Count;
    }

    /// <summary>All that is not granted yet; valid until the next call.</summary>
    internal ReadOnlySpan<byte[]> Missing()
    {
        int count = 0;
        for (int i = 0; i < _names.Length; i++)
            if (!_granted[i]) _some[count++] = _names[i];
        return _some.AsSpan(0, count);
    }

    /// <summary>Takes an acknowledgement in.</summary>
    internal void Grant(PrivateMessage message)
    {
        ReadOnlySpan<ulong> granted = message.Channels.AsSpan(0, message.ChannelCount);
        MissingCount = 0;
        for (int i = 0; i < _names.Length; i++)
        {
            _granted[i] |= granted.Contains(_hashes[i]);
            if (!_granted[i]) MissingCount++;
        }
    }
}
