using System;
using Minnow.Exchange.Rpc.Access;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Authentication, liveness, cancel-on-disconnect.</summary>
internal static class SessionMethods
{
    public static readonly Method[] All =
    [
        new("public/auth", Auth, NeedsParams: true),
        new("public/exchange_token", ExchangeToken, NeedsParams: true),
        new("public/fork_token", ForkToken, NeedsParams: true),
        new("private/logout", Logout, SocketOnly: true),
        new("public/hello", Hello, NeedsParams: true),
        new("public/test", Test),
        new("public/get_time", static call => call.Out.Int(default, call.Venue.NowUs / 1000)),
        new("public/status", Status),
        new("public/set_heartbeat", SetHeartbeat, NeedsParams: true, SocketOnly: true),
        new("public/disable_heartbeat", DisableHeartbeat, SocketOnly: true),
        new("private/enable_cancel_on_disconnect", static call => SetCod(call, true), Right: Right.Account, Level: Scope.Write, SocketOnly: true),
        new("private/disable_cancel_on_disconnect", static call => SetCod(call, false), Right: Right.Account, Level: Scope.Write, SocketOnly: true),
        new("private/get_cancel_on_disconnect", GetCod, Right: Right.Account, Level: Scope.Read, SocketOnly: true),
    ];

    private static void Auth(Call call)
    {
        string grant = call.NeedText("grant_type");
        if (call.Error is not null) return;
        KeyOptions? key;
        string scope = call.Text("scope") ?? "";
        switch (grant)
        {
            case "client_credentials":
                key = call.Venue.Sessions.KeyOf(call.NeedText("client_id"));
                if (key is not null && key.Secret != call.NeedText("client_secret")) key = null;
                break;
            case "client_signature":
                key = Signed(call);
                break;
            case "refresh_token":
                Refresh(call, scope);
                return;
            default:
                call.Fail(RpcError.Invalid("grant_type", "unknown grant type"));
                return;
        }

        if (key is null || call.Venue.FindAccount(key.Account) is not { } account)
        {
            call.Fail(RpcError.InvalidCredentials);
            return;
        }

        if (call.Error is null) Write(call, call.Venue.OpenSession(call.Connection, key, account, scope));
    }

    private static KeyOptions? Signed(Call call)
    {
        string id = call.NeedText("client_id");
        long? timestamp = call.Int("timestamp");
        string nonce = call.NeedText("nonce");
        string signature = call.NeedText("signature");
        if (call.Error is not null || timestamp is not long ms) return null;
        if (call.Venue.Sessions.KeyOf(id) is not { } key || Math.Abs(ms - (call.Venue.NowUs / 1000)) > Signature.WindowMs) return null;
        if (!Signature.AreEqual(Signature.OfSocket(key.Secret, ms, nonce, call.Text("data") ?? ""), signature)) return null;
        return !call.Venue.Options.RefusesUsedNonces || call.Venue.Sessions.TakesNonce(id, nonce, call.Venue.NowUs) ? key : null;
    }

    private static void Refresh(Call call, string asked)
    {
        if (call.Venue.Sessions.ByRefresh(call.NeedText("refresh_token")) is not { } former)
        {
            call.Fail(RpcError.Unauthorized("invalid_token"));
            return;
        }

        if (former.Name is null && former.ConnectionNumber != 0 && former.ConnectionNumber != call.Connection?.Number)
        {
            call.Fail(RpcError.Unauthorized("invalid_token"));
            return;
        }

        string scope = asked.Length > 0 ? asked : former.Scope.Text(false);
        if (former.Name is not null && !asked.Contains("session:", StringComparison.Ordinal)) scope += " session:" + former.Name;
        call.Venue.Sessions.End(former);
        Write(call, call.Venue.OpenSession(call.Connection, former.Key, former.Account, scope));
    }

    private static void ForkToken(Call call)
    {
        string name = call.NeedText("session_name");
        if (call.Venue.Sessions.ByRefresh(call.NeedText("refresh_token")) is not { Name: not null } former)
        {
            call.Fail(RpcError.Unauthorized("invalid_token"));
            return;
        }

        if (call.Error is null) Write(call, call.Venue.Sessions.Open(former.Key, former.Account, former.Scope.Text(false) + " session:" + name, 0, call.Venue.NowUs));
    }

    private static void ExchangeToken(Call call)
    {
        long? subject = call.Int("subject_id");
        if (call.Venue.Sessions.ByRefresh(call.NeedText("refresh_token")) is not { } former)
        {
            call.Fail(RpcError.Unauthorized("invalid_token"));
            return;
        }

        foreach (Engine.Account account in call.Engine.Accounts)
        {
            if (account.Id != subject || account.Spec.Owner != former.Account.Account.Spec.Owner) continue;
            string asked = call.Text("scope") ?? "";
            if (asked.Length == 0) call.Venue.Sessions.End(former);
            Write(call, call.Venue.OpenSession(call.Connection, former.Key, call.Venue.StateOf(account), asked.Length > 0 ? asked : former.Scope.Text(false)));
            return;
        }

        call.Fail(RpcError.Invalid("subject_id", "not a subaccount"));
    }

    private static void Write(Call call, Session session)
    {
        call.Session = session;
        call.Out.Begin();
        call.Out.Text("access_token"u8, session.AccessToken);
        call.Out.Int("expires_in"u8, session.LifeSeconds);
        call.Out.Text("refresh_token"u8, session.RefreshToken);
        call.Out.Text("scope"u8, session.ScopeText);
        call.Out.BeginArray("enabled_features"u8);
        call.Out.EndArray();
        call.Out.Text("token_type"u8, "bearer"u8);
        call.Out.Text("sid"u8, session.Sid);
        if (call.Text("state") is { } state) call.Out.Text("state"u8, state);
        call.Out.End();
    }

    private static void Logout(Call call)
    {
        call.IsSilent = true;
        if (call.Flag("invalidate_token") ?? true) call.Venue.Sessions.End(call.Session!);
        call.Venue.Close(call.Connection!, 1000, "", DisconnectKind.Logout);
    }

    private static void Hello(Call call)
    {
        call.NeedText("client_name");
        call.NeedText("client_version");
        Version(call);
    }

    private static void Test(Call call)
    {
        if (call.Connection is { } connection) connection.TestRequestedUs = null;
        if (call.Text("expected_result") == "exception") call.Fail(new RpcError(11094, "internal_server_error"));
        else Version(call);
    }

    private static void Version(Call call)
    {
        call.Out.Begin();
        call.Out.Text("version"u8, "1.2.26"u8);
        call.Out.End();
    }

    private static void Status(Call call)
    {
        call.Out.Begin();
        int locked = 0;
        foreach (Engine.Instrument instrument in call.Engine.Instruments) locked += instrument.State == Engine.InstrumentState.Locked ? 1 : 0;
        call.Out.Text("locked"u8, locked == 0 ? "false"u8 : locked == call.Engine.Instruments.Count ? "true"u8 : "partial"u8);
        call.Out.BeginArray("locked_indices"u8);
        foreach (Engine.IndexPrice index in call.Engine.Indexes)
        {
            foreach (Engine.Instrument instrument in call.Engine.Instruments)
            {
                if (instrument.Spec.IndexName != index.Name || instrument.State != Engine.InstrumentState.Locked) continue;
                call.Out.Text(index.Name);
                break;
            }
        }

        call.Out.EndArray();
        call.Out.End();
    }

    private static void SetHeartbeat(Call call)
    {
        long? seconds = call.Int("interval");
        if (seconds is not (>= 10 and <= 3600)) call.Fail(RpcError.Invalid("interval", "must be at least 10"));
        if (call.Error is not null) return;
        call.Venue.SetHeartbeat(call.Connection!, (int)seconds!.Value);
        call.Out.Text("ok");
    }

    private static void DisableHeartbeat(Call call)
    {
        call.Venue.SetHeartbeat(call.Connection!, 0);
        call.Out.Text("ok");
    }

    private static void SetCod(Call call, bool on)
    {
        string scope = CodScope(call);
        if (call.Error is not null) return;
        if (on && call.Venue.Options.Cod.EnableFails)
        {
            call.Fail(RpcError.CodFailed);
            return;
        }

        if (scope == "account") call.State.CodByDefault = on;
        call.Connection!.IsProtected = on;
        call.Out.Text("ok");
    }

    private static void GetCod(Call call)
    {
        string scope = CodScope(call);
        if (call.Error is not null) return;
        bool on = scope == "account" ? call.State.CodByDefault : call.Connection!.IsProtected;
        call.Out.Begin();
        call.Out.Text("scope"u8, scope);
        call.Out.Flag("enabled"u8, on && !call.Venue.Options.Cod.ReportsDisabled);
        call.Out.End();
    }

    private static string CodScope(Call call)
    {
        string scope = call.Text("scope") ?? "connection";
        if (scope is not ("connection" or "account")) call.Fail(RpcError.Invalid("scope", "must be connection or account"));
        return scope;
    }
}
