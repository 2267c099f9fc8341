using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Session;

namespace Minnow.Venues.Deribit.Session;

/// <summary>What the market and the order connection have in common: the link's wish, liveness, budget, requests under way, authentication.</summary>
internal sealed class Connection
{
    private const long HoldOffNs = 2 * Units.NsPerSecond;

    private readonly LinkOptions _options;
    private readonly ICredentials? _credentials;
    private readonly byte[] _scope;
    private readonly byte[] _token = new byte[PrivateMessage.MaxTokenBytes];
    private int _tokenBytes;
    private bool _omitsToken;
    private SplitMix64 _nonces;
    private long _connectNs = long.MinValue;
    private long _readyNs = long.MaxValue;
    private bool _isSlow;
    private bool _holdsOff;
    private long _unheardNs = Units.Missing; // since when nothing of ours was answered
    private long _answeredNs = Units.Missing;

    internal Connection(InstrumentTable instruments, LinkOptions options, RateBudget budget, ICredentials? credentials, string scope, long epoch, int frameBytes, string group = "")
    {
        _options = options;
        _credentials = credentials;
        _scope = Encoding.ASCII.GetBytes(scope);
        Budget = budget;
        Write = new DeribitRequests(instruments, epoch);
        Parser = new PrivateParser(instruments, epoch, group: group);
        Outbox = new FrameOutbox(options.OutboxFrames, frameBytes);
        Alive = new KeepAlive(options);
        Token = new TokenLife(options);
        SplitMix64 seeds = new(options.Seed);
        Waits = new Backoff(options, seeds.Next());
        _nonces = new SplitMix64(seeds.Next());
    }

    internal DeribitRequests Write { get; }

    internal PrivateParser Parser { get; }

    internal PrivateMessage Message { get; } = new();

    internal FrameOutbox Outbox { get; }

    internal RequestTable Requests { get; } = new();

    internal RateBudget Budget { get; }

    internal KeepAlive Alive { get; }

    internal TokenLife Token { get; }

    internal VenueClock Clock { get; } = new();

    internal Backoff Waits { get; }

    internal LinkWish Wish { get; private set; }

    internal bool IsOpen { get; private set; }

    /// <summary>True if the last link was closed because nothing came over it.</summary>
    internal bool IsDead { get; private set; }

    internal bool HasCredentials => _credentials is not null;

    /// <summary>The token that a private request must carry; empty where the venue promises that it may be left out.</summary>
    internal ReadOnlySpan<byte> AccessToken => _omitsToken ? default : _token.AsSpan(0, _tokenBytes);

    /// <summary>When something is due here, ns.</summary>
    internal long NextNs(bool mayConnect)
    {
        if (IsOpen) return Wish == LinkWish.Close ? long.MaxValue : Math.Min(Math.Min(Alive.NextNs, Token.RefreshNs), Math.Min(Requests.DueNs, _readyNs));
        return mayConnect && Wish == LinkWish.Rest ? _connectNs : long.MaxValue;
    }

    /// <summary>Wishes for a link if it is time.</summary>
    internal void ConnectIfDue(long nowNs)
    {
        if (IsOpen || Wish != LinkWish.Rest || nowNs < _connectNs) return;
        Wish = LinkWish.Open;
        Waits.Tried(nowNs);
    }

    internal void Opened(long nowNs, ref SessionCounters counters)
    {
        counters.Connections++;
        IsOpen = true;
        IsDead = false;
        Wish = LinkWish.Open;
        Outbox.Clear();
        Requests.Clear();
        _unheardNs = Units.Missing;
        Alive.Heard(nowNs);
    }

    /// <summary>The link ended: all that hung on it is forgotten.</summary>
    /// <param name="nowNs">Now.</param>
    /// <param name="end">How.</param>
    /// <param name="soon">True if the next connection need not wait: we dropped this one on purpose.</param>
    /// <param name="counters">Counts it.</param>
    internal void Closed(long nowNs, LinkEnd end, bool soon, ref SessionCounters counters)
    {
        counters.Disconnections++;
        if (end == LinkEnd.Stalled) counters.DeadLinks++;
        IsOpen = false;
        Wish = LinkWish.Rest;
        Outbox.Clear();
        Requests.Clear();
        Alive.Off();
        Token.Forget();
        Array.Clear(_token);
        _tokenBytes = 0;
        _readyNs = long.MaxValue;
        _connectNs = soon ? Waits.Soon(nowNs) : Waits.Next(nowNs, _isSlow || end == LinkEnd.TooMany);
        if (_holdsOff) _connectNs = Math.Max(_connectNs, nowNs + HoldOffNs);
        _isSlow = _holdsOff = false;
    }

    /// <summary>The next wait is that of a maintenance.</summary>
    internal void SlowDown() => _isSlow = true;

    /// <summary>The venue said too many requests: the next connection is not tried at once.</summary>
    internal void HoldOff() => _holdsOff = true;

    /// <summary>Wishes the link gone.</summary>
    internal void Close() => Wish = IsOpen || Wish == LinkWish.Open ? LinkWish.Close : LinkWish.Rest;

    /// <summary>The connection does what it is for: if it holds, the next wait begins at the first.</summary>
    internal void Ready(long nowNs) => _readyNs = nowNs + _options.StableAfterMs * Units.NsPerMs;

    /// <summary>Tests and closes after silence; refreshes the token; lets a good connection count.</summary>
    internal void Keep(long nowNs, ref SessionCounters counters)
    {
        if (!IsOpen || Wish == LinkWish.Close) return;
        if (nowNs >= _readyNs)
        {
            _readyNs = long.MaxValue;
            Waits.Held();
        }

        if (nowNs >= Token.RefreshNs) Refresh(nowNs, ref counters);
        switch (Alive.Act(nowNs))
        {
            case SilenceAction.Test:
                counters.OwnTests++;
                Test(nowNs, ref counters);
                break;
            case SilenceAction.Close:
                GiveUp(ref counters);
                break;
        }
    }

    /// <summary>Answers a test request, or asks for a sign of life. Sent whatever the budget says: without it the link ends.</summary>
    internal void Test(long nowNs, ref SessionCounters counters)
    {
        Budget.Take(RequestPool.NonMatching, nowNs);
        if (!TryRegister(RequestKind.Test, nowNs, _options.DeadAfterMs, 0, 0, out long id)) return;
        Write.Test(Outbox, id);
        Commit(id, ref counters);
    }

    /// <summary>A request was answered: the way up carries.</summary>
    internal void Answered(long nowNs) => (_unheardNs, _answeredNs) = (Units.Missing, nowNs);

    /// <summary>The link carries nothing: it is dropped.</summary>
    internal void GiveUp(ref SessionCounters counters)
    {
        counters.DeadLinks++;
        IsDead = true;
        Close();
    }

    /// <summary>The time of a request is up. Closes a link that brings the venue's messages and takes none of ours: what is heard hides that (fault B3).</summary>
    /// <returns>True if it does.</returns>
    internal bool Missed(in Request request, long nowNs)
    {
        if (_unheardNs == Units.Missing) _unheardNs = Math.Max(request.SentNs, _answeredNs);
        if (nowNs - _unheardNs < _options.DeadAfterMs * Units.NsPerMs) return false;
        Close();
        return true;
    }

    /// <summary>Begins a request: budget, registration, and room. Between this and <see cref="Commit"/> it is written.</summary>
    /// <returns>False if it can not be sent now.</returns>
    internal bool TryBegin(RequestKind kind, RequestPool pool, long nowNs, int timeoutMs, out long id, short tag = 0, long orderId = 0, bool isCancel = false)
    {
        id = 0;
        return IsOpen && Wish != LinkWish.Close && Outbox.HasRoom && Budget.TryTake(pool, nowNs, isCancel)
            && TryRegister(kind, nowNs, timeoutMs, tag, orderId, out id);
    }

    /// <summary>Ends a request that was begun.</summary>
    /// <returns>False if it did not fit: it is not sent.</returns>
    internal bool Commit(long id, ref SessionCounters counters)
    {
        if (Outbox.Commit())
        {
            counters.Requests++;
            return true;
        }

        Requests.TryTake(id, out _);
        return false;
    }

    /// <summary>Sends <c>public/auth</c>.</summary>
    internal bool Authenticate(long nowNs, ref SessionCounters counters)
    {
        if (_credentials is null || !TryBegin(RequestKind.Authenticate, RequestPool.NonMatching, nowNs, _options.StepTimeoutMs, out long id)) return false;
        Token.Off();
        if (_options.Grant == GrantKind.Credentials)
        {
            Write.ClientCredentials(Outbox, id, _credentials.ClientId, _credentials.ClientSecret, _scope);
            return Commit(id, ref counters);
        }

        Span<byte> nonce = stackalloc byte[16];
        ulong number = _nonces.Next();
        for (int i = 0; i < nonce.Length; i++) nonce[i] = "0123456789abcdef"u8[(int)(number >> (4 * i)) & 15];
        long ms = Clock.ToVenueNs(nowNs) / Units.NsPerMs;
        Span<byte> signature = stackalloc byte[ClientSignature.Bytes];
        ClientSignature.Write(_credentials.ClientSecret, ms, nonce, default, signature);
        Write.ClientSignature(Outbox, id, _credentials.ClientId, ms, nonce, default, signature, _scope);
        return Commit(id, ref counters);
    }

    /// <summary>Takes the answer to an authentication or a refresh in.</summary>
    internal void Authenticated(long nowNs, PrivateMessage message)
    {
        _tokenBytes = message.AccessToken.TryCopyTo(_token) ? message.AccessToken.Length : 0;
        if (message.Scope.Length > 0) _omitsToken = ScopeCheck.IsSession(message.Scope);
        Token.Granted(nowNs, message.ExpiresInSeconds, message.RefreshToken);
    }

    private void Refresh(long nowNs, ref SessionCounters counters)
    {
        if (Token.RefreshToken.IsEmpty)
        {
            Authenticate(nowNs, ref counters);
            return;
        }

        if (!TryBegin(RequestKind.Refresh, RequestPool.NonMatching, nowNs, _options.StepTimeoutMs, out long id)) return;
        Token.Off();
        Write.RefreshToken(Outbox, id, Token.RefreshToken);
        Commit(id, ref counters);
    }

    private bool TryRegister(RequestKind kind, long nowNs, int timeoutMs, short tag, long orderId, out long id)
    {
        id = 0;
        if (!Outbox.HasRoom) return false;
        id = Requests.Add(kind, nowNs, nowNs + timeoutMs * Units.NsPerMs, tag, orderId);
        if (id == 0) return false;
        Outbox.Begin();
        return true;
    }
}
