using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>What a payload of the order connection is.</summary>
public enum PrivateKind : byte
{
    /// <summary>Nothing that we use.</summary>
    None = 0,

    /// <summary>The answer to a request of ours: <see cref="PrivateMessage.RequestId"/>, and an error or a result.</summary>
    Reply = 1,

    /// <summary>A notification of orders, trades or positions: <c>user.changes</c>, <c>user.orders</c>, <c>user.trades</c>.</summary>
    Changes = 2,

    /// <summary><c>user.portfolio</c>.</summary>
    Portfolio = 3,

    /// <summary><c>user.mmp_trigger</c>.</summary>
    Protection = 4,

    /// <summary><c>user.lock</c>.</summary>
    AccountLock = 5,

    /// <summary>A heartbeat that wants no answer.</summary>
    Heartbeat = 6,

    /// <summary>A heartbeat that must be answered with <c>public/test</c>.</summary>
    TestRequest = 7,
}

/// <summary>One parsed payload of the order connection. Reused: valid until the next parse. Rows are filled as far as the payload has them.</summary>
/// <remarks>A result's shape is told by its keys, not by what was asked: an order object, <c>{order, trades}</c>, lists of orders, trades or positions,
/// a number, a text, an account summary, an authentication, a list of channels.</remarks>
public sealed class PrivateMessage
{
    private readonly byte[] _text = new byte[MaxTextBytes];
    private readonly byte[] _detail = new byte[MaxTextBytes];
    private readonly byte[] _accessToken = new byte[MaxTokenBytes];
    private readonly byte[] _refreshToken = new byte[MaxTokenBytes];
    private readonly byte[] _scope = new byte[MaxTextBytes];

    /// <summary>Bytes of a text that are kept.</summary>
    public const int MaxTextBytes = 1024;

    /// <summary>Bytes of a token that are kept; a longer one is refused.</summary>
    public const int MaxTokenBytes = 2048;

    /// <summary>Takes room for rows.</summary>
    public PrivateMessage(int maxRows = 1024)
    {
        Orders = new OrderRow[maxRows];
        Trades = new TradeRow[maxRows];
        Positions = new PositionRow[64];
        Channels = new ulong[512];
    }

    /// <summary>What it is.</summary>
    public PrivateKind Kind;

    /// <summary>Id of our request; <see cref="Units.Missing"/> if it has none.</summary>
    public long RequestId;

    /// <summary>True if the reply is an error.</summary>
    public bool IsError;

    /// <summary>The venue's error code.</summary>
    public int ErrorCode;

    /// <summary>When the venue took the request in, ns since 1970; 0 if not said.</summary>
    public long UsInNs;

    /// <summary>When the venue answered, ns since 1970; 0 if not said.</summary>
    public long UsOutNs;

    /// <summary>Orders.</summary>
    public readonly OrderRow[] Orders;

    /// <summary>How many.</summary>
    public int OrderCount;

    /// <summary>Trades.</summary>
    public readonly TradeRow[] Trades;

    /// <summary>How many.</summary>
    public int TradeCount;

    /// <summary>Positions.</summary>
    public readonly PositionRow[] Positions;

    /// <summary>How many.</summary>
    public int PositionCount;

    /// <summary>Sides of a mass quote that were refused.</summary>
    public readonly QuoteErrorRow[] QuoteErrors = new QuoteErrorRow[16];

    /// <summary>How many.</summary>
    public int QuoteErrorCount;

    /// <summary>True if the result was a list of orders, trades or positions (which may be empty) or an object that has one.</summary>
    public bool IsList;

    /// <summary>Rows of lists that are neither order nor trade nor position: read over.</summary>
    public int OtherRowCount;

    /// <summary>True if the venue has more rows than it gave.</summary>
    public bool HasMore;

    /// <summary>A result that is one number; else <see cref="Units.Missing"/>.</summary>
    public long Number;

    /// <summary>Hashes (<c>TextHash.Of</c>) of the channels of a subscription's acknowledgement.</summary>
    public readonly ulong[] Channels;

    /// <summary>How many.</summary>
    public int ChannelCount;

    /// <summary>True if the result was an account summary or portfolio: <see cref="Account"/>.</summary>
    public bool HasAccount;

    /// <summary>The account's numbers.</summary>
    public AccountReport Account;

    /// <summary>Hash of the word for what the account's own self-trade prevention does; 0 if not said.</summary>
    public ulong SelfTradeWord;

    /// <summary>Hash of the account's currency.</summary>
    public uint CurrencyHash;

    /// <summary>Matching-engine limit: requests a second; 0 if not said.</summary>
    public double TradingRate;

    /// <summary>Matching-engine limit: burst in requests; 0 if not said.</summary>
    public double TradingBurst;

    /// <summary>Cancel-all limit: requests a second; 0 if not said.</summary>
    public double CancelAllRate;

    /// <summary>Cancel-all limit: burst; 0 if not said.</summary>
    public double CancelAllBurst;

    /// <summary>Limit of all that does not go to the matching engine: requests a second; 0 if not said.</summary>
    public double OtherRate;

    /// <summary>Limit of all that does not go to the matching engine: burst; 0 if not said.</summary>
    public double OtherBurst;

    /// <summary>Limit of mass quotes: requests a second; 0 if not said.</summary>
    public double MassQuoteRate;

    /// <summary>Limit of mass quotes: burst; 0 if not said.</summary>
    public double MassQuoteBurst;

    /// <summary>Limit of the sides in mass quotes: a second; 0 if not said.</summary>
    public double QuoteRate;

    /// <summary>Limit of the sides in mass quotes: burst; 0 if not said.</summary>
    public double QuoteBurst;

    /// <summary>1 if a result has <c>enabled: true</c>, 0 if false, −1 if it has none (<c>get_cancel_on_disconnect</c>).</summary>
    public int Enabled;

    /// <summary>True if the result was an authentication: tokens, scope, life.</summary>
    public bool HasAuthentication;

    /// <summary>Life of the token in seconds.</summary>
    public long ExpiresInSeconds;

    /// <summary>True if the result says that protection is frozen: <see cref="Protection"/>.</summary>
    public bool HasProtection;

    /// <summary>Protection that is frozen, of several the longest.</summary>
    public ProtectionState Protection;

    /// <summary>True if the account is locked (<see cref="PrivateKind.AccountLock"/>).</summary>
    public bool Locked;

    /// <summary>Hashes (<c>TextHash.Of</c>) of the currencies in which a list of locks says that the account is locked (<c>get_user_locks</c>).</summary>
    public readonly uint[] LockedCurrencies = new uint[64];

    /// <summary>How many.</summary>
    public int LockedCount;

    /// <summary>A result or error that is or has a text: the text, control characters removed, cut to <see cref="MaxTextBytes"/>.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, TextBytes);

    /// <summary>What an error adds to its text: its <c>data</c>, or the <c>reason</c> in it; empty if it has none.</summary>
    public ReadOnlySpan<byte> Detail => _detail.AsSpan(0, DetailBytes);

    /// <summary>The access token. Secret: never logged.</summary>
    public ReadOnlySpan<byte> AccessToken => _accessToken.AsSpan(0, AccessTokenBytes);

    /// <summary>The refresh token. Secret: never logged.</summary>
    public ReadOnlySpan<byte> RefreshToken => _refreshToken.AsSpan(0, RefreshTokenBytes);

    /// <summary>The granted scope.</summary>
    public ReadOnlySpan<byte> Scope => _scope.AsSpan(0, ScopeBytes);

    internal int TextBytes { get; private set; }

    internal int DetailBytes { get; private set; }

    internal int AccessTokenBytes { get; private set; }

    internal int RefreshTokenBytes { get; private set; }

    internal int ScopeBytes { get; private set; }

    /// <summary>Forgets the last message.</summary>
    public void Clear()
    {
        Kind = PrivateKind.None;
        RequestId = Number = Units.Missing;
        IsError = IsList = HasMore = HasAccount = HasAuthentication = HasProtection = Locked = false;
        ErrorCode = OrderCount = TradeCount = PositionCount = QuoteErrorCount = OtherRowCount = ChannelCount = LockedCount = 0;
        TextBytes = DetailBytes = AccessTokenBytes = RefreshTokenBytes = ScopeBytes = 0;
        UsInNs = UsOutNs = ExpiresInSeconds = 0;
        TradingRate = TradingBurst = CancelAllRate = CancelAllBurst = OtherRate = OtherBurst = MassQuoteRate = MassQuoteBurst = QuoteRate = QuoteBurst = 0;
        Enabled = -1;
        Account = default;
        CurrencyHash = 0;
        SelfTradeWord = 0;
        Protection = default;
    }

    internal void SetText(ReadOnlySpan<byte> text) => TextBytes = CopyPrintable(text, _text);

    internal void SetDetail(ReadOnlySpan<byte> text) => DetailBytes = CopyPrintable(text, _detail);

    internal bool TrySetAccessToken(ReadOnlySpan<byte> token)
    {
        if (!token.TryCopyTo(_accessToken)) return false;
        AccessTokenBytes = token.Length;
        return true;
    }

    internal bool TrySetRefreshToken(ReadOnlySpan<byte> token)
    {
        if (!token.TryCopyTo(_refreshToken)) return false;
        RefreshTokenBytes = token.Length;
        return true;
    }

    internal bool TrySetScope(ReadOnlySpan<byte> scope)
    {
        if (!scope.TryCopyTo(_scope)) return false;
        ScopeBytes = scope.Length;
        return true;
    }

    private static int CopyPrintable(ReadOnlySpan<byte> text, byte[] to)
    {
        int bytes = 0;
        foreach (byte b in text)
            if (b >= 0x20 && b != 0x7f && bytes < to.Length) to[bytes++] = b;
        return bytes;
    }
}
