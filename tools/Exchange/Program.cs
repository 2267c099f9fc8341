namespace Minnow.Exchange;

internal static class Program
{
    private static int Main() => 0;
}
