using System;
using System.Globalization;
using System.Text;

namespace Minnow.Exchange.Rpc.Access;

/// <summary>What a scope can speak of.</summary>
internal enum Right : byte
{
    None,
    Account,
    Trade,
    Wallet,
    BlockTrade,
    BlockRfq,
    Custody,
}

/// <summary>A scope string, taken apart: levels of each right (1 read, 2 read and write), binding and life.</summary>
internal sealed class Scope
{
    public const int Read = 1;
    public const int Write = 2;

    private static readonly string[] Names = ["", "account", "trade", "wallet", "block_trade", "block_rfq", "custody"];

    // -1: not spoken of.
    private readonly int[] _levels = [-1, -1, -1, -1, -1, -1, -1];

    public string? SessionName { get; private set; }

    public long? ExpiresSeconds { get; private set; }

    public static Scope Parse(string text)
    {
        Scope scope = new();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) scope.Take(word);
        return scope;
    }

    public static string NameOf(Right right, int level) => Names[(int)right] + (level == Write ? ":read_write" : ":read");

    public bool Allows(Right right, int level) => right == Right.None || _levels[(int)right] >= level;

    /// <summary>What is granted: what is asked for, and no more than the key has. A scope that asks for no right gets all of the key's.</summary>
    public Scope GrantedBy(Scope key)
    {
        Scope granted = new() { SessionName = SessionName, ExpiresSeconds = ExpiresSeconds };
        bool asksNothing = Array.TrueForAll(_levels, static level => level < 0);
        for (int i = 1; i < _levels.Length; i++)
        {
            int asked = asksNothing ? key._levels[i] : _levels[i];
            granted._levels[i] = asked < 0 ? -1 : Math.Min(asked, Math.Max(key._levels[i], 0));
        }

        return granted;
    }

    /// <summary>The scope as the venue returns it.</summary>
    public string Text(bool isMainAccount)
    {
        StringBuilder text = new(SessionName is null ? "connection" : "session:" + SessionName);
        if (isMainAccount) text.Append(" mainaccount");
        for (int i = 1; i < _levels.Length; i++)
        {
            if (_levels[i] >= 0) text.Append(' ').Append(Names[i]).Append(_levels[i] switch { 0 => ":none", 1 => ":read", _ => ":read_write" });
        }

        if (ExpiresSeconds is long seconds) text.Append(" expires:").Append(seconds.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private void Take(string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return;
        string name = word[..colon];
        string value = word[(colon + 1)..];
        if (name == "session") SessionName = value;
        if (name == "expires" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)) ExpiresSeconds = seconds;
        int right = Array.IndexOf(Names, name);
        if (right > 0) _levels[right] = value switch { "read_write" => Write, "read" => Read, _ => 0 };
    }
}
