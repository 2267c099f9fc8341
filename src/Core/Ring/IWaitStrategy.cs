namespace Minnow.Core.Ring;

/// <summary>What a thread does between two looks at a sequence that has not moved yet.</summary>
/// <remarks>Progress never depends on <see cref="Signal"/>: a strategy that sleeps returns by itself within a bounded time (fault G5).</remarks>
public interface IWaitStrategy
{
    /// <summary>True if producers and pollers must call <see cref="Signal"/> after each publish and release. Read once, at construction.</summary>
    bool WantsSignal => false;

    /// <summary>Passes a moment. The caller looks again afterwards.</summary>
    /// <param name="spins">Waits since the last success; the caller sets it to 0 after a success, the strategy counts it up.</param>
    void Wait(ref int spins);

    /// <summary>Wakes whoever sleeps in <see cref="Wait"/>. Any thread; may find nobody.</summary>
    void Signal();
}
