using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>The two doors of the API: <c>/ws/api/v2</c> for WebSockets, <c>/api/v2/{method}</c> for single requests.</summary>
internal sealed class HttpEntry(VenueLoop loop, ExchangeServerOptions options)
{
    private const string SocketPath = "/ws/api/v2";
    private const string RestPath = "/api/v2";
    private const string AcceptSalt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3
    private const int LargestBodyBytes = 32 * 1024;

    public Task HandleAsync(HttpContext context)
    {
        PathString path = context.Request.Path;
        if (path.Equals(SocketPath, StringComparison.OrdinalIgnoreCase) || path.Equals(SocketPath + "/", StringComparison.OrdinalIgnoreCase)) return SocketAsync(context);
        if (path.StartsWithSegments(RestPath, out PathString method)) return RestAsync(context, method.Value?.Trim('/') ?? "");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync("minnow-exchange: the API is at /ws/api/v2 and /api/v2/{method}.\n");
    }

    private async Task SocketAsync(HttpContext context)
    {
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        string key = context.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || key.Length == 0 || context.Request.Headers.SecWebSocketVersion != "13")
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }

        if (await loop.Ask(() => loop.Run.Plan.AtDoor(loop.Run.NowUs, isUpgrade: true)).ConfigureAwait(false) is { } refusal)
        {
            await RefuseAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        string ip = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";
        RunLink? link = await loop.Ask(() => loop.Run.Connect(ip)).ConfigureAwait(false);
        if (link is null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers["Sec-WebSocket-Accept"] = AcceptOf(key);
        Stream stream;
        try
        {
            stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            loop.Post(() => link.Disconnect(DisconnectKind.Reset));
            return;
        }

        CancellationToken closed = context.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed ?? default;
        SocketSession session = new(loop, link, stream, new SocketEnds(context.Features.Get<IConnectionSocketFeature>()?.Socket), options, closed);
        loop.Post(() => loop.Add(session));
        await session.RunAsync().ConfigureAwait(false);
    }

    private static async Task RefuseAsync(HttpContext context, FaultRule rule)
    {
        context.Response.StatusCode = int.Parse(rule.Word(0), System.Globalization.CultureInfo.InvariantCulture);
        string retry = rule.Option("Retry-After");
        if (retry.Length > 0) context.Response.Headers.RetryAfter = retry;
        string location = rule.Option("Location");
        if (location.Length > 0) context.Response.Headers.Location = location;
        context.Response.ContentType = "text/html";
        string body = rule.Option("body", $"<html><body><h1>{rule.Word(0)}</h1><script>alert(1)</script></body></html>");
        await context.Response.WriteAsync(body).ConfigureAwait(false);
    }

    private async Task RestAsync(HttpContext context, string method)
    {
        string text = context.Request.QueryString.Value?.TrimStart('?') ?? "";
        if (HttpMethods.IsPost(context.Request.Method))
        {
            using StreamReader body = new(context.Request.Body, Encoding.UTF8);
            char[] buffer = new char[LargestBodyBytes + 1];
            int length = await body.ReadBlockAsync(buffer).ConfigureAwait(false);
            if (length > LargestBodyBytes)
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                await context.Response.WriteAsync("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"request entity too large"}}""").ConfigureAwait(false);
                return;
            }

            text = new string(buffer, 0, length);
        }

        string? authorization = context.Request.Headers.Authorization.Count > 0 ? context.Request.Headers.Authorization.ToString() : null;
        RestReply reply = await loop.Ask(() => loop.Run.Venue.Rest(method, text, authorization)).ConfigureAwait(false);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(reply.Body).ConfigureAwait(false);
    }

#pragma warning disable CA5350 // The protocol asks for SHA-1 here; nothing is secured by it.
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSalt)));
#pragma warning restore CA5350
}
