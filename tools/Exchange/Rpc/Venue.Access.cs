using System.Text.Json;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Methods;

namespace Minnow.Exchange.Rpc;

public sealed partial class Venue
{
    internal const int KeyLackedCode = 11042;
    internal const int ScopeLackedCode = 13403;

    // An access token in the params speaks for the call; else the connection's own session, or the REST header.
    private void Identify(Call call)
    {
        if (call.Connection is null)
        {
            call.Session = RestAccess.SessionOf(this, call);
            return;
        }

        call.Session = call.Connection.Session;
        if (call.Method is { IsPrivate: true } && call.Element("access_token") is { ValueKind: JsonValueKind.String } token)
            call.Session = Sessions.ByAccess(token.GetString()!);
    }

    private void Authorize(Call call, Method method)
    {
        if (call.Error is not null) return;
        bool hasToken = call.Has("access_token");
        if (call.Session is not { } session)
        {
            call.Fail(hasToken || call.RestAuthorization is not null ? RpcError.Unauthorized("invalid_token") : RpcError.AuthorizationRequired);
            return;
        }

        bool isForeign = session.Name is null && call.Connection is not null && session.ConnectionNumber != call.Connection.Number;
        if (!session.IsLive(NowUs) || isForeign)
        {
            call.Fail(RpcError.Unauthorized("invalid_token"));
            return;
        }

        if (Options.StrictToken && !hasToken && session.Name is null && call.Connection is not null)
        {
            call.Fail(RpcError.Unauthorized("access_token required"));
            return;
        }

        if (session.Scope.Allows(method.Right, method.Level)) return;
        string need = Scope.NameOf(method.Right, method.Level);
        bool keyHasIt = Scope.Parse(session.Key.Scope).Allows(method.Right, method.Level);
        call.Fail(keyHasIt ? new RpcError(ScopeLackedCode, "scope_exceeded", "scope", need) : new RpcError(KeyLackedCode, "permission_denied", "scope", need));
    }

    internal Session OpenSession(Connection? connection, KeyOptions key, AccountState account, string scope)
    {
        if (connection?.Session is { Name: null } former) Sessions.End(former);
        Session session = Sessions.Open(key, account, scope, connection?.Number ?? 0, NowUs);
        if (connection is null) return session;
        connection.Session = session;
        if (account.CodByDefault) connection.IsProtected = true;
        return session;
    }

    /// <summary>All access tokens of an account end now; refresh tokens stay good.</summary>
    public void ExpireTokens(string account) => Sessions.Expire(account, NowUs);

    /// <summary>Matching-engine tier of an account from now on, 1 to 4.</summary>
    public void SetTier(string account, int tier) => NeedAccount(account).Credits.SetTier(tier, NowUs);
}
