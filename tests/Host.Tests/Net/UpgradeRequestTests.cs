using System;
using System.Text;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Tests.Host.Net;

public sealed class UpgradeRequestTests
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Good = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nconnection: keep-alive, upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

    private static readonly UpgradeRequest Request = new(new Uri("wss://www.deribit.com/ws/api/v2"), Key);

    [Fact]
    public void The_accept_value_is_that_of_the_standard_s_example() => Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", UpgradeRequest.AcceptFor(Key));

    [Fact]
    public void The_request_names_path_host_and_key()
    {
        string text = Encoding.ASCII.GetString(Request.Text);
        Assert.StartsWith("GET /ws/api/v2 HTTP/1.1\r\nHost: www.deribit.com\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Host: 127.0.0.1:8443\r\n", Encoding.ASCII.GetString(new UpgradeRequest(new Uri("wss://127.0.0.1:8443/"), Key).Text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Good, LinkFault.None)]
    [InlineData(Good + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", LinkFault.Upgrade)]
    [InlineData(Good + "Sec-WebSocket-Extensions: permessage-deflate\r\n", LinkFault.Upgrade)]
    [InlineData(Good + "Sec-WebSocket-Protocol: chat\r\n", LinkFault.Upgrade)]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xO0=\r\n", LinkFault.Upgrade)]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", LinkFault.Upgrade)]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", LinkFault.Upgrade)]
    [InlineData("HTTP/1.0 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", LinkFault.Upgrade)]
    [InlineData("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: keep-alive\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", LinkFault.None)]
    [InlineData("HTTP/1.0 200 OK\r\n", LinkFault.HttpOther)]
    [InlineData("HTTP/1.1 200 OK\r\n", LinkFault.HttpOther)]
    [InlineData("HTTP/1.1 404\r\n", LinkFault.HttpOther)]
    [InlineData("HTTP/1.1 302 x\r\nLocation: https://evil\r\n", LinkFault.HttpRedirect)]
    public void Only_a_full_and_right_answer_opens(string head, LinkFault expected)
    {
        Assert.True(HttpHead.TryRead(Encoding.ASCII.GetBytes(head + "\r\n"), out HttpHead read));
        Assert.Equal(expected, Request.Judge(read, out string text));
        Assert.Equal(expected == LinkFault.None, text.Length == 0);
    }

    [Theory]
    [InlineData("HTTP/2 101 x"), InlineData("HTTP/1.1 10 x"), InlineData("HTTP/1.1 1011"), InlineData("HTTP/1.1 0x1 "), InlineData("HTTP/1.1 999 x"), InlineData("SSH-2.0-OpenSSH"), InlineData("<html></html>")]
    public void What_is_no_status_line_is_no_answer(string line) => Assert.False(HttpHead.TryRead(Encoding.ASCII.GetBytes(line + "\r\n\r\n"), out _));

    [Theory]
    [InlineData("X: a\nSet: b"), InlineData("X: a\rb"), InlineData("X: a\0b"), InlineData("X: a\u001b[31m"), InlineData("X: \u007f"), InlineData("X : a"), InlineData(" folded"), InlineData(": a"), InlineData("no field")]
    public void A20_A_head_with_control_characters_or_lines_that_are_no_fields_is_no_answer(string line) =>
        Assert.False(HttpHead.TryRead(Encoding.ASCII.GetBytes($"HTTP/1.1 101 x\r\nUpgrade: websocket\r\n{line}\r\n\r\n"), out _));

    [Theory]
    [InlineData("7", 7_000), InlineData("0", 0), InlineData("-3", 0), InlineData("soon", 0), InlineData("99999999999999999999", 0)]
    [InlineData("Thu, 01 Jan 2026 00:00:05 GMT", 5_000), InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 0)]
    public void B14_Retry_after_is_seconds_or_a_date(string value, long ms)
    {
        Assert.True(HttpHead.TryRead(Encoding.ASCII.GetBytes($"HTTP/1.1 503 x\r\nRetry-After: {value}\r\n\r\n"), out HttpHead read));
        Assert.Equal(ms, read.RetryAfterMs(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A20_A_field_that_is_shown_holds_no_control_characters_and_ends()
    {
        Assert.True(HttpHead.TryRead(Encoding.Latin1.GetBytes("HTTP/1.1 301 x\r\nLocation: a\t[31m\xe9" + new string('b', 500) + "\r\n\r\n"), out HttpHead read));
        string shown = read.Shown("Location"u8);
        Assert.Equal(120, shown.Length);
        Assert.StartsWith("a.[31m.b", shown, StringComparison.Ordinal);
    }
}
