namespace Minnow.Core.Ring;

/// <summary>Memory that a ring lives in: plain native memory, or a mapped file that outlives the process.</summary>
/// <remarks>Zeroed when new, aligned to <see cref="CacheLine.Bytes"/>, at one address until disposed. The owner disposes it after every thread has left the ring.</remarks>
public interface IRingMemory
{
    /// <summary>First byte.</summary>
    unsafe byte* Pointer { get; }

    /// <summary>Usable bytes from <see cref="Pointer"/>.</summary>
    long Bytes { get; }
}
