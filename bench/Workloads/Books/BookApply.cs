using System;
using System.Runtime.InteropServices;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Books;

/// <summary>The bare book: every input event goes to it, those of other kinds do nothing in it.</summary>
public sealed unsafe class BookApply : IWorkload
{
    private readonly Event[] _events;
    private readonly L2Book* _book = (L2Book*)NativeMemory.AlignedAlloc((nuint)sizeof(L2Book), 64);

    public BookApply(RecordedInput input)
    {
        _events = input.Events;
        Pass();
        if (!_book->IsValid || _book->Counters.Gaps != 0) throw new WrongResultException($"The book is {_book->Status} with {_book->Counters.Gaps} gaps.");
    }

    /// <inheritdoc/>
    public string Name => "book/bare apply";

    /// <inheritdoc/>
    public int Items => _events.Length;

    /// <inheritdoc/>
    public ulong Pass()
    {
        NativeMemory.Clear(_book, (nuint)sizeof(L2Book));
        ref L2Book book = ref *_book;
        ulong sum = 0;
        foreach (ref readonly Event e in _events.AsSpan()) sum += (ulong)book.Apply(in e);
        return sum + (ulong)book.BestBidTicks + (ulong)book.BestAskTicks;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_book);
}
