namespace Minnow.Exchange.Rpc;

/// <summary>Which of the two published tables of error numbers the venue answers by.</summary>
public enum ErrorTable : byte
{
    /// <summary>The RPC table, which is right.</summary>
    Rpc,

    /// <summary>The "common error codes" of the documentation page, whose numbers are wrong.</summary>
    Article,
}
