using System;
using System.Runtime.InteropServices;
using Minnow.Core.Book;

namespace Minnow.Core.Tests.Book;

/// <summary>A book in native memory, as in the quoter's state: the runtime refuses an array of so large a struct.</summary>
internal sealed unsafe class BookMemory : IDisposable
{
    private readonly L2Book* _book = (L2Book*)NativeMemory.AllocZeroed((nuint)sizeof(L2Book));

    public ref L2Book Book => ref *_book;

    public void Dispose() => NativeMemory.Free(_book);
}
