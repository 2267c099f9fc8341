using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Minnow.Tests.Host.Net;

/// <summary>The plain twin of WebSocketReader: the whole stream at once, one list, no care for speed.</summary>
internal static class NaiveFrames
{
    /// <summary>Each message, ping, pong and close as text; a violation as <c>!code</c> ends it.</summary>
    internal static List<string> Decode(byte[] stream, int maxMessageBytes)
    {
        List<string> found = [];
        List<byte>? message = null;
        int at = 0;
        while (at < stream.Length)
        {
            byte[] rest = stream[at..];
            bool final = rest[0] >= 128;
            int opcode = rest[0] % 16;
            if (rest[0] / 16 % 8 != 0) return Add(found, "!1002");
            if (opcode is (> 2 and < 8) or > 10) return Add(found, "!1002");
            if (opcode == 1 && message != null) return Add(found, "!1002");
            if (opcode == 2) return Add(found, "!1003");
            if (opcode == 0 && message == null) return Add(found, "!1002");
            if (opcode >= 8 && !final) return Add(found, "!1002");
            if (rest.Length < 2) return found;
            if (rest[1] >= 128) return Add(found, "!1002");
            int code = rest[1];
            if (opcode >= 8 && code > 125) return Add(found, "!1002");
            int lengthBytes = code == 126 ? 2 : code == 127 ? 8 : 0;
            if (rest.Length < 2 + lengthBytes) return found;
            decimal length = lengthBytes == 0 ? code : rest.Skip(2).Take(lengthBytes).Aggregate(0m, static (sum, b) => sum * 256 + b);
            if (length >= 9223372036854775808m) return Add(found, "!1002");
            if ((lengthBytes == 2 && length < 126) || (lengthBytes == 8 && length < 65536)) return Add(found, "!1002");
            if (opcode < 8 && length + (message?.Count ?? 0) > maxMessageBytes) return Add(found, "!1009");
            if (rest.Length < 2 + lengthBytes + length) return found;
            byte[] payload = rest[(2 + lengthBytes)..(2 + lengthBytes + (int)length)];
            at += 2 + lengthBytes + payload.Length;
            if (opcode == 9) found.Add("ping " + Convert.ToHexString(payload));
            else if (opcode == 10) found.Add("pong");
            else if (opcode == 8) return Add(found, Close(payload));
            else
            {
                message ??= [];
                message.AddRange(payload);
                if (!final) continue;
                found.Add("text " + Convert.ToHexString(message.ToArray()));
                message = null;
            }
        }
        return found;
    }

    private static string Close(byte[] payload)
    {
        if (payload.Length == 0) return "close 1005 ";
        if (payload.Length == 1) return "!1002";
        int code = payload[0] * 256 + payload[1];
        int[] good = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
        if (!good.Contains(code) && code is < 3000 or > 4999) return "!1002";
        try
        {
            return $"close {code} " + new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(payload[2..]);
        }
        catch (ArgumentException)
        {
            return "!1002";
        }
    }

    private static List<string> Add(List<string> to, string last)
    {
        to.Add(last);
        return to;
    }
}
