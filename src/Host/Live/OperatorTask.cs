using System.Globalization;
using Minnow.Core.Model;
using Minnow.Host.Control;

namespace Minnow.Host.Live;

/// <summary>A command under way, until the venue said that nothing rests, or the quoter that it holds, or the time is over.</summary>
internal sealed class OperatorTask : IControlTask
{
    /// <summary>Longest wait until the thread of the sessions has a command, ns.</summary>
    internal const long TakeLimitNs = 250 * Units.NsPerMs;

    /// <summary>Longest wait until the venue has said that nothing rests, ns.</summary>
    internal const long CancelLimitNs = 2 * Units.NsPerSecond;

    private const long ApplyLimitNs = Units.NsPerSecond;

    private readonly OperatorDesk _desk;
    private readonly OperatorTicket _ticket;
    private readonly string _by;
    private readonly string _reason;

    internal OperatorTask(OperatorDesk desk, OperatorTicket ticket, string by, string reason)
    {
        _desk = desk;
        _ticket = ticket;
        _by = by;
        _reason = reason;
    }

    /// <inheritdoc/>
    public bool IsTaken => _ticket.IsTaken;

    /// <inheritdoc/>
    public bool TryFinish(long nowNs, out ControlAnswer answer)
    {
        answer = null!;
        long waitedNs = nowNs - _ticket.AskedNs;
        if (!_ticket.IsTaken)
        {
            if (waitedNs < TakeLimitNs) return false;
            answer = Answer(false, "the engine's thread of the sessions does not answer");
        }
        else if (_ticket.Cancels)
        {
            bool isOver = _ticket.NothingRestsNs != 0 && (_ticket.IsApplied || _ticket.Verb == OperatorVerb.Kill);
            if (!isOver && waitedNs < CancelLimitNs) return false;
            _desk.Count(_ticket, isOver);
            answer = isOver ? Answer(true, Done()) : Answer(false, $"not confirmed: {Orders(_ticket.OrdersLeft)} may rest");
        }
        else if (_ticket.Verb == OperatorVerb.Arm)
        {
            bool isArmed = _ticket.IsApplied && _desk.IsArmed;
            if (!isArmed && waitedNs < ApplyLimitNs) return false;
            (bool isOk, string text) = isArmed ? _desk.Unlatch(_by, _reason) : (false, "the quoter has not taken it, or has halted again");
            answer = Answer(isOk, isOk ? $"armed{(text.Length == 0 ? "" : $"; it was: {text}")}" : $"not armed: {text}");
        }
        else
        {
            if (!_ticket.IsApplied && waitedNs < ApplyLimitNs) return false;
            answer = _ticket.IsApplied ? Answer(true, $"{OperatorWords.Of(_ticket.Verb)}: in force") : Answer(false, "the quoter has not taken it");
        }
        GiveUp();
        return true;
    }

    /// <inheritdoc/>
    public void GiveUp()
    {
        if (_ticket.Verb == OperatorVerb.Arm) _desk.EndArming();
    }

    private string Done()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Orders(_ticket.OrdersAtStart)} of ours; the venue said after {Ms:F1} ms that nothing rests");
        if (_ticket.Verb != OperatorVerb.Kill) return text;
        return _desk.LatchText.Length == 0 ? $"{text}; latched until a person arms" : $"{text}; NOT latched on disk: {_desk.LatchText}";
    }

    private double Ms => (_ticket.NothingRestsNs - _ticket.AskedNs) / (double)Units.NsPerMs;

    private ControlAnswer Answer(bool isOk, string text) => new(isOk, text)
    {
        More = json =>
        {
            json.WriteString("verb", OperatorWords.Of(_ticket.Verb));
            json.WriteBoolean("taken", _ticket.IsTaken);
            json.WriteBoolean("applied", _ticket.IsApplied);
            if (!_ticket.Cancels) return;
            json.WriteNumber("ordersAtStart", _ticket.OrdersAtStart);
            json.WriteNumber("ordersLeft", _ticket.OrdersLeft);
            if (_ticket.NothingRestsNs != 0) json.WriteNumber("nothingRestsMs", Ms);
            else json.WriteNull("nothingRestsMs");
        },
    };

    private static string Orders(int count) => count == 1 ? "1 order" : string.Create(CultureInfo.InvariantCulture, $"{count} orders");
}
