using System.Globalization;
using Minnow.Core.Model;
using Minnow.Host.Control;
using Minnow.Native;

namespace Minnow.Host.Live;

/// <summary>A command of a person over the control socket.</summary>
/// <param name="desk">Carries it on.</param>
/// <param name="name">Its word.</param>
/// <param name="verb">Its verb.</param>
internal sealed class OperatorRequest(OperatorDesk desk, string name, OperatorVerb verb) : IControlVerb
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IControlTask Begin(ControlRequest request, PeerOwner peer)
    {
        string by = request.By.Trim(), reason = request.Reason.Trim();
        if (verb == OperatorVerb.Arm && (by.Length == 0 || reason.Length == 0))
            return new AnsweredTask(new ControlAnswer(false, "arming needs a name (--by) and what was found out (--reason)"));
        if (by.Length == 0) by = string.Create(CultureInfo.InvariantCulture, $"user {peer.User}");
        long nowNs = LibcClock.MonotonicNs();
        return desk.Ask(verb, by, reason, nowNs) is { } ticket
            ? new OperatorTask(desk, ticket, by, reason)
            : new AnsweredTask(new ControlAnswer(false, "the engine does not take commands: its thread of the sessions hangs"));
    }
}
