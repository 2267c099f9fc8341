using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Ring;

/// <summary>Decides whether memory of unknown origin holds a ring that this build can read.</summary>
internal static unsafe class RingHeaderCheck
{
    /// <summary>The layout that the header states, after everything in it was found consistent.</summary>
    /// <exception cref="RingFormatException">It was not.</exception>
    internal static RingLayout Layout<T>(IRingMemory memory, string source)
        where T : unmanaged
    {
        if (memory.Bytes < sizeof(RingHeader))
            Refuse(RingFormatProblem.TooShort, $"{source} has {memory.Bytes} bytes, less than a ring's header ({sizeof(RingHeader)}). It holds nothing to drain: move it away.");
        RequireMark(source, *(ulong*)memory.Pointer, RingHeader.MagicValue, "a ring");
        var header = (RingHeader*)memory.Pointer;
        if (header->Version > RingHeader.CurrentVersion)
            Refuse(RingFormatProblem.Newer, $"{source} is a ring of version {header->Version}; this build reads up to {RingHeader.CurrentVersion}. Drain it with the build that wrote it.");
        if (header->Version == 0 || !RingLayout.IsSlotCount(header->Slots) || header->SlotBytes < 1 || !RingLayout.IsConsumerCount(header->MaxConsumers)
            || (uint)header->ConsumerCount > (uint)header->MaxConsumers || header->ProducerKind is not ((int)ProducerKind.Single or (int)ProducerKind.Multi))
        {
            Refuse(RingFormatProblem.Damaged, $"{source} has a ring's mark and an impossible header: version {header->Version}, {header->Slots} slots of "
                + $"{header->SlotBytes} bytes, {header->ConsumerCount} of {header->MaxConsumers} consumers, producer kind {header->ProducerKind}. Keep it for inspection.");
        }

        var layout = new RingLayout(header->Slots, header->SlotBytes, header->MaxConsumers);
        if (memory.Bytes < layout.TotalBytes)
            Refuse(RingFormatProblem.Damaged, $"{source} has {memory.Bytes} bytes and its header asks for {layout.TotalBytes}: it was cut short. Keep it for inspection.");
        string found = RingText.Read(new ReadOnlySpan<byte>(header->TypeName, RingHeader.TypeNameBytes)), wanted = RingText.NameOf<T>();
        if (found != wanted || layout.SlotBytes != sizeof(T))
            Refuse(RingFormatProblem.OtherSlots, $"{source} is a ring of '{found}' ({layout.SlotBytes} bytes a slot); '{wanted}' ({sizeof(T)} bytes) was asked for. Check the file's name and the build.");
        return layout;
    }

    /// <summary>Refuses memory that does not begin with <paramref name="wanted"/>.</summary>
    internal static void RequireMark(string source, ulong found, ulong wanted, string what)
    {
        if (found == 0)
            Refuse(RingFormatProblem.Unfinished, $"{source} begins with zeros: the process that made it ended before the ring was built, so nothing was published. Delete it.");
        if (found != wanted)
            Refuse(RingFormatProblem.Foreign, $"{source} begins with 0x{found:x16}, not with the mark of {what} (0x{wanted:x16}). It is another program's file: leave it alone.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Refuse(RingFormatProblem problem, string message) => throw new RingFormatException(problem, message);
}
