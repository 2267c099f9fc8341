using System;
using Minnow.Core.Model;

namespace Minnow.Host.Live;

/// <summary>Who watches the quoter: heartbeats are answered here, so a quoter that hangs would leave its quotes in the book for ever (faults F6, G2).</summary>
public sealed partial class LiveAgent
{
    /// <summary>An event that the quoter has not applied for this long has it taken for hung: its quotes are pulled past it, ns.</summary>
    public const long HangNs = 500 * Units.NsPerMs;

    /// <summary>A batch that finds no room in the input ring for this long means the same, ns.</summary>
    public const long NoRoomNs = 250 * Units.NsPerMs;

    /// <summary>After so much longer the order connection is closed, and the venue's dead-man switch does what a cancel may not have done, ns.</summary>
    public const long CutNs = 2 * Units.NsPerSecond;

    /// <summary>A wish for a new price that is older than this is not sent, ns: it was decided on a market that is gone.</summary>
    public const long LateWishNs = HangNs;

    // A thread that was not run itself says nothing about another one: longer steps of the clock count as this.
    private const long CountedStepNs = 50 * Units.NsPerMs;
    // A snapshot may fill the ring for a moment; a reader that is behind leaves it full.
    private const long CrowdedNs = 100 * Units.NsPerMs;
    private const int OwnEvents = 1024;

    private readonly EventBatch _own = new(OwnEvents);
    private readonly EventBatch _answers = new(OwnEvents);
    private readonly ushort _instrumentCount;
    private long _awaited = -1;
    private long _watchedNs;
    private long _unappliedNs;
    private long _noRoomNs;
    private long _crowdedNs;
    private long _hungNs;
    private bool _isHung;
    private bool _wasCut;

    /// <summary>Times that the quoter was taken for hung and its quotes were pulled past it.</summary>
    public long HangCount { get; private set; }

    /// <summary>Wishes for a new price that came too late to be sent.</summary>
    public long LateWishCount { get; private set; }

    private void Watch()
    {
        long stepNs = Math.Clamp(_nowNs - _watchedNs, 0, CountedStepNs);
        _watchedNs = _nowNs;
        if (_stage != Stage.Running) return;
        bool applied = _input.HasApplied(_awaited);
        _unappliedNs = applied ? 0 : _unappliedNs + stepNs;
        _noRoomNs = _unpublished == null ? 0 : _noRoomNs + stepNs;
        if (applied) _awaited = _input.Published;
        _crowdedNs = _input.IsCrowded ? _crowdedNs + stepNs : 0;
        bool isBad = _unappliedNs >= HangNs || _noRoomNs >= NoRoomNs || _crowdedNs >= CrowdedNs;
        if (!_isHung)
        {
            if (isBad) Pull();
            return;
        }
        if (!isBad && applied && _input.CaughtUp)
        {
            _isHung = _wasCut = false;
            return;
        }
        _hungNs += stepNs;
        if (_hungNs < CutNs || _wasCut) return;
        _wasCut = true;
        _orderLane.Cut();
    }

    private void Pull()
    {
        _isHung = true;
        _hungNs = 0;
        HangCount++;
        _gauges.Hung();
        CancelPastQuoter();
    }

    private void CancelPastQuoter()
    {
        for (ushort i = 0; i < _instrumentCount; i++)
        {
            OutputRecord pull = default;
            pull.Kind = OutputKind.Command;
            pull.Verb = CommandVerb.CancelAll;
            pull.InstrumentIndex = i;
            pull.TimeNs = _nowNs;
            _gate?.Gate.Check(in pull, _nowNs);
            _orders.Command(in pull, _nowNs, _answers);
            Keep();
        }
        _orderLane.Send();
    }

    // What the session said at once waits behind what is not published yet.
    private void Keep()
    {
        foreach (ref readonly Event answer in _answers.Events)
            if (!_own.IsFull) _own.Add() = answer;
        _answers.Clear();
    }

    // The market that it was decided on is gone, or a person has killed us; to the quoter it is an order that was never sent.
    private bool IsHeld(in OutputRecord command)
    {
        bool isLate = _nowNs - command.TimeNs >= LateWishNs;
        if (command.Verb is not (CommandVerb.Place or CommandVerb.Edit) || !(isLate || _isKilled)) return false;
        // Without room for the answer a late wish is let through; a killed one is not, and the quoter takes it for unknown.
        if (_own.IsFull) return _isKilled;
        if (isLate) LateWishCount++;
        ref Event answer = ref _own.Add();
        answer = default;
        answer.Kind = EventKind.OrderUpdate;
        answer.Flags = EventFlags.First | EventFlags.Last | ((command.Flags & OutputRecord.SellFlag) != 0 ? EventFlags.Ask : EventFlags.None);
        answer.InstrumentIndex = command.InstrumentIndex;
        answer.ReceivedNs = _nowNs;
        answer.Order.OrderId = command.OrderId;
        answer.Order.Report = command.Verb == CommandVerb.Place ? OrderReport.Rejected : OrderReport.EditRejected;
        answer.Order.Reason = OrderReason.NotSent;
        answer.Order.PriceTicks = answer.Order.OpenLots = answer.Order.FilledLots = Units.Missing;
        return true;
    }

    private bool PublishOwn()
    {
        if (_isAlone) _own.Clear();
        if (_own.Count == 0) return true;
        if (_unpublished != null || !_input.TryPublish(_own, _nowNs)) return false;
        _gauges.Count(_own.Events, _nowNs);
        _own.Clear();
        return true;
    }
}
