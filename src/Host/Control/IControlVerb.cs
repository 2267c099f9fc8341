using Minnow.Native;

namespace Minnow.Host.Control;

/// <summary>Something that can be asked for over the control socket. Called on the control thread; must not block.</summary>
public interface IControlVerb
{
    /// <summary>The word of the request.</summary>
    string Name { get; }

    /// <summary>Begins.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="peer">By which process and user: ours or root.</param>
    /// <returns>What is looked at again and again until it has its answer.</returns>
    IControlTask Begin(ControlRequest request, PeerOwner peer);
}

/// <summary>A request under way. Called on the control thread; must not block.</summary>
public interface IControlTask
{
    /// <summary>True once it can be said that the request was taken up.</summary>
    bool IsTaken { get; }

    /// <summary>The answer, if there is one.</summary>
    /// <param name="nowNs">Monotonic clock, ns.</param>
    /// <param name="answer">What to say, on true.</param>
    bool TryFinish(long nowNs, out ControlAnswer answer);

    /// <summary>It will not be looked at again, because looking failed: gives back what it holds.</summary>
    void GiveUp()
    {
    }
}

/// <summary>A request that was answered at once.</summary>
/// <param name="Answer">The answer.</param>
public sealed record AnsweredTask(ControlAnswer Answer) : IControlTask
{
    /// <inheritdoc/>
    public bool IsTaken => false;

    /// <inheritdoc/>
    public bool TryFinish(long nowNs, out ControlAnswer answer)
    {
        answer = Answer;
        return true;
    }
}
