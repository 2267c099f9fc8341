using Minnow.Core.Journal;

namespace Minnow.Workloads.Journaling;

/// <summary>The delta coding alone.</summary>
public sealed class DeltaEncode(EventBlocks blocks) : IWorkload
{
    private readonly DeltaEncoder _encoder = new();
    private readonly byte[] _payload = new byte[DeltaEncoder.MaxBytes(JournalFormat.MaxBlockRecords)];

    /// <inheritdoc/>
    public string Name => "journal/delta alone";

    /// <inheritdoc/>
    public int Items => blocks.EventCount;

    /// <inheritdoc/>
    public ulong Pass()
    {
        ulong bytes = 0;
        for (int i = 0; i < blocks.Count; i++) bytes += (ulong)_encoder.Encode(BlockKind.Inputs, blocks[i], _payload);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();
}
