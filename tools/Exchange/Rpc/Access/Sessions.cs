using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Rpc.Access;

/// <summary>All sessions, by token and by key. A key has so many at most: one more ends its oldest, and nobody is told.</summary>
internal sealed class Sessions(VenueOptions options, SplitMix random)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly HashSet<(string ClientId, string Nonce)> _nonces = [];
    private readonly Queue<(string ClientId, string Nonce, long UntilUs)> _nonceEnds = new();
    private readonly Dictionary<string, Session> _byAccess = [];
    private readonly Dictionary<string, Session> _byRefresh = [];
    private readonly Dictionary<string, List<Session>> _byKey = [];

    public KeyOptions? KeyOf(string clientId) => options.Keys.Find(key => key.ClientId == clientId);

    /// <summary>False: the key has signed with this nonce before, within the time that signatures are good for.</summary>
    public bool TakesNonce(string clientId, string nonce, long nowUs)
    {
        while (_nonceEnds.TryPeek(out (string, string, long UntilUs) oldest) && oldest.UntilUs < nowUs)
        {
            _nonceEnds.Dequeue();
            _nonces.Remove((oldest.Item1, oldest.Item2));
        }

        if (!_nonces.Add((clientId, nonce))) return false;
        _nonceEnds.Enqueue((clientId, nonce, nowUs + (2 * Signature.WindowMs * 1000)));
        return true;
    }

    public Session? ByAccess(string token) => _byAccess.GetValueOrDefault(token);

    public Session? ByRefresh(string token) => _byRefresh.TryGetValue(token, out Session? session) && !session.IsOver ? session : null;

    /// <summary>Live sessions of a key.</summary>
    public int CountOf(string clientId) => _byKey.TryGetValue(clientId, out List<Session>? list) ? list.Count : 0;

    public Session Open(KeyOptions key, AccountState account, string askedScope, long connectionNumber, long nowUs)
    {
        Scope granted = Scope.Parse(askedScope).GrantedBy(Scope.Parse(key.Scope));
        long life = granted.ExpiresSeconds ?? options.TokenLifeSeconds;
        string ms = (nowUs / 1000) + ".";
        Session session = new()
        {
            Key = key,
            Account = account,
            Name = granted.SessionName,
            ConnectionNumber = connectionNumber,
            Scope = granted,
            ScopeText = options.GrantedScope ?? granted.Text(true),
            AccessToken = ms + "1" + Word(64),
            RefreshToken = ms + "1" + Word(64),
            Sid = Word(20),
            LifeSeconds = life,
            ExpiresUs = nowUs + (life * 1_000_000),
        };
        List<Session> ofKey = _byKey.TryGetValue(key.ClientId, out List<Session>? list) ? list : _byKey[key.ClientId] = [];
        if (session.Name is not null && ofKey.Find(other => other.Name == session.Name) is Session same) End(same);
        if (ofKey.Count >= options.MaxSessionsPerKey) End(ofKey[0]);
        ofKey.Add(session);
        _byAccess[session.AccessToken] = session;
        _byRefresh[session.RefreshToken] = session;
        return session;
    }

    public void End(Session session)
    {
        session.IsOver = true;
        _byAccess.Remove(session.AccessToken);
        _byRefresh.Remove(session.RefreshToken);
        if (_byKey.TryGetValue(session.Key.ClientId, out List<Session>? list)) list.Remove(session);
    }

    /// <summary>Access tokens of an account end now; refresh tokens stay good.</summary>
    public void Expire(string account, long nowUs)
    {
        foreach (List<Session> list in _byKey.Values)
        {
            foreach (Session session in list)
            {
                if (session.Account.Name == account) session.ExpiresUs = Math.Min(session.ExpiresUs, nowUs);
            }
        }
    }

    private string Word(int length) => string.Create(length, random, static (to, draw) =>
    {
        for (int i = 0; i < to.Length; i++) to[i] = Letters[(int)draw.Below(Letters.Length)];
    });
}
