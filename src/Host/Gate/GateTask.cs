using Minnow.Core.Model;
using Minnow.Host.Control;

namespace Minnow.Host.Gate;

/// <summary>A question to the gate under way, until the thread of the sessions has answered or the time is over.</summary>
internal sealed class GateTask(GateRequest request, GateTicket ticket, GateWord? word, string by, string reason, long askedNs) : IControlTask
{
    /// <summary>Longest wait, ns.</summary>
    internal const long LimitNs = 500 * Units.NsPerMs;

    /// <inheritdoc/>
    public bool IsTaken => ticket.IsDone;

    /// <inheritdoc/>
    public bool TryFinish(long nowNs, out ControlAnswer answer)
    {
        answer = null!;
        if (ticket.IsDone) answer = request.Answer(ticket, word, by, reason);
        else if (nowNs - askedNs >= LimitNs) answer = new ControlAnswer(false, "the engine's thread of the sessions does not answer");
        return answer != null;
    }
}
