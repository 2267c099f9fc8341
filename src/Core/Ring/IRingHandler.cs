namespace Minnow.Core.Ring;

/// <summary>Takes the items of a ring in order. A struct that implements it is inlined into the poll loop.</summary>
/// <typeparam name="T">The ring's slot.</typeparam>
public interface IRingHandler<T>
    where T : unmanaged
{
    /// <summary>Called once per item, in sequence order.</summary>
    /// <param name="item">The slot itself. Borrowed for the call: it is overwritten after the batch is released.</param>
    /// <param name="sequence">The item's sequence.</param>
    /// <param name="endOfBatch">True on the last item of this poll: flush now.</param>
    void On(ref readonly T item, long sequence, bool endOfBatch);
}
