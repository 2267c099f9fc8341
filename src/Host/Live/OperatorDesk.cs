using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Host.Control;
using Minnow.Host.Counters;

namespace Minnow.Host.Live;

/// <summary>Carries commands of persons to the engine, latches a kill on disk, and notices a latch that somebody else has laid. Thread: control.</summary>
/// <remarks>Each command is written down in <see cref="RecordName"/> of the run with who gave it and why; the journal has its event with the hash of the name.</remarks>
public sealed class OperatorDesk
{
    /// <summary>The record of commands in the directory of a run.</summary>
    public const string RecordName = "operator.txt";

    private readonly OperatorInbox _inbox;
    private readonly CounterSet _counters;
    private readonly HaltLatch? _latch;
    private readonly string _record;
    private readonly string _run;
    private bool _isArming;
    private bool _latchIsKnown;

    /// <summary>A desk.</summary>
    /// <param name="inbox">The way to the thread of the sessions.</param>
    /// <param name="counters">What the run shows.</param>
    /// <param name="latch">The latch of the account; null for a run that sends nothing.</param>
    /// <param name="runDirectory">The directory of the run.</param>
    public OperatorDesk(OperatorInbox inbox, CounterSet counters, HaltLatch? latch, string runDirectory)
    {
        _inbox = inbox;
        _counters = counters;
        _latch = latch;
        _run = runDirectory;
        _record = Path.Combine(runDirectory, RecordName);
    }

    /// <summary>What can be asked for.</summary>
    public IEnumerable<IControlVerb> Verbs
    {
        get
        {
            foreach ((string name, OperatorVerb verb) in OperatorWords.All) yield return new OperatorRequest(this, name, verb);
        }
    }

    /// <summary>Looks for a latch that this run has not laid: whoever laid it wants it to stop.</summary>
    /// <param name="nowNs">Monotonic clock, ns.</param>
    public void Round(long nowNs)
    {
        if (_latch == null || _isArming) return;
        if (!_latch.IsLaidByOthers)
        {
            _latchIsKnown = false;
            _latch.Forget();
            return;
        }
        // A halt of our own is no reason to overlook it: a run that flattens still trades.
        bool isKilled = _counters.Read(CounterId.ControlKilled) != 0;
        if (_latchIsKnown || (!isKilled && !_inbox.TryAsk(new OperatorTicket(OperatorVerb.Kill, Hash("latch"), nowNs)))) return;
        _latchIsKnown = true;
        if (!isKilled) Note("kill", "the latch on disk", "found while running");
    }

    /// <summary>Hash of a name, as it stands in the journal.</summary>
    public static ulong Hash(string by) => XxHash64.Hash(Encoding.UTF8.GetBytes(by));

    /// <summary>Gives the command on.</summary>
    /// <returns>Null if nobody takes it.</returns>
    internal OperatorTicket? Ask(OperatorVerb verb, string by, string reason, long nowNs)
    {
        OperatorTicket ticket = new(verb, Hash(by), nowNs);
        if (!_inbox.TryAsk(ticket)) return null;
        _counters.Increment(CounterId.ControlCommands);
        if (verb == OperatorVerb.Arm) _isArming = true;
        // After it was given on: the disk may be slow, and the venue is told meanwhile.
        if (verb == OperatorVerb.Kill)
        {
            LatchText = _latch?.Lay(string.Create(CultureInfo.InvariantCulture, $"killed by {by}: {reason}"), _run) ?? "";
        }
        Note(OperatorWords.Of(verb), by, reason);
        return ticket;
    }

    /// <summary>Why the latch of the last kill could not be laid; empty if it was.</summary>
    internal string LatchText { get; private set; } = "";

    /// <summary>True once the engine says that it is neither halted nor killed.</summary>
    internal bool IsArmed => _counters.Read(CounterId.QuoterHalted) == 0 && _counters.Read(CounterId.ControlKilled) == 0;

    /// <summary>The engine is armed: the latch goes, its record stays.</summary>
    /// <returns>What was halted, or why the latch could not be taken away.</returns>
    internal (bool IsOk, string Text) Unlatch(string by, string reason)
    {
        try
        {
            return (true, _latch?.TakeAway(by, reason) ?? "");
        }
        catch (IOException e)
        {
            return (false, e.Message);
        }
    }

    /// <summary>The arming has ended, well or not.</summary>
    internal void EndArming() => _isArming = false;

    /// <summary>Counts what came of a command that cancels.</summary>
    internal void Count(OperatorTicket ticket, bool isConfirmed)
    {
        if (!isConfirmed)
        {
            _counters.Increment(CounterId.ControlUnconfirmed);
            return;
        }
        _counters.Set(CounterId.ControlCancelNs, ticket.NothingRestsNs - ticket.AskedNs);
        _counters.Max(CounterId.ControlCancelMaxNs, ticket.NothingRestsNs - ticket.AskedNs);
    }

    private void Note(string verb, string by, string reason)
    {
        try
        {
            File.AppendAllText(_record, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {verb} by {by} ({Hash(by):x16}): {reason}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The journal has the event all the same; a command is not refused because a line about it can not be written.
        }
    }
}
