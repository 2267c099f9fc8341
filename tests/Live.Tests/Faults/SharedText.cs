using System.IO;
using System.Text;
using System.Threading;

namespace Minnow.Live.Tests.Faults;

/// <summary>What a run writes while a test reads it.</summary>
internal sealed class SharedText : TextWriter
{
    private readonly StringBuilder _text = new();
    private readonly Lock _turn = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_turn) _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_turn) _text.Append(value);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override string ToString()
    {
        lock (_turn) return _text.ToString();
    }
}
