using System.Collections.Generic;

namespace Minnow.Host.Net;

/// <summary>The pipes of one link's connections: a new connection gets one that no thread uses any more, so a reconnect makes none.</summary>
internal sealed class PipeShelf(int keptBytes)
{
    private readonly List<(SocketPipe Pipe, LinkConnection User)> _pipes = [];

    /// <summary>Blocks ever made, in all of them.</summary>
    internal int MadeCount
    {
        get
        {
            int made = 0;
            foreach ((SocketPipe pipe, _) in _pipes) made += pipe.MadeCount;
            return made;
        }
    }

    /// <summary>A connection over an empty pipe. All former ones were abandoned.</summary>
    internal LinkConnection Next(LinkOptions options, Dialer dialer, long notBeforeMs)
    {
        for (int i = 0; i < _pipes.Count; i++)
        {
            // One that hangs, in a lookup say, keeps its pipe until it has left.
            if (!_pipes[i].User.HasLeft) continue;
            SocketPipe pipe = _pipes[i].Pipe;
            pipe.Reset();
            LinkConnection next = new(options, dialer, pipe, notBeforeMs);
            _pipes[i] = (pipe, next);
            return next;
        }
        SocketPipe made = new(keptBytes);
        LinkConnection first = new(options, dialer, made, notBeforeMs);
        _pipes.Add((made, first));
        return first;
    }
}
