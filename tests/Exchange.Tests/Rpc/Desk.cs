using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

/// <summary>A venue with three instruments and two accounts, and clients that speak JSON to it.</summary>
internal sealed class Desk
{
    public const long StartUs = 1_790_000_000_000_000;
    public const string Perpetual = "BTC-PERPETUAL";
    public const string Everything = "account:read_write trade:read_write";

    public Desk(Action<VenueOptions>? change = null, ulong seed = 1)
    {
        VenueOptions options = new();
        options.Indexes.Add(("btc_usd", E8(50_000)));
        options.Indexes.Add(("eth_usd", E8(3_000)));
        options.Indexes.Add(("btc_usdc", E8(50_000)));
        options.Instruments.Add(InstrumentSpec.BtcPerpetual());
        options.Instruments.Add(InstrumentSpec.EthPerpetual());
        options.Instruments.Add(InstrumentSpec.BtcUsdcPerpetual());
        options.Accounts.Add(new AccountOptions(new AccountSpec { Name = "ann", Owner = 1 }, [("BTC", E8(100)), ("ETH", E8(100)), ("USDC", E8(1_000_000))]));
        options.Accounts.Add(new AccountOptions(new AccountSpec { Name = "bob", Owner = 2 }, [("BTC", E8(100)), ("ETH", E8(100)), ("USDC", E8(1_000_000))]));
        options.Keys.Add(new KeyOptions("AMANDA", "AMANDASECRECT", "ann"));
        options.Keys.Add(new KeyOptions("BOB", "BOBSECRET", "bob"));
        options.Keys.Add(new KeyOptions("READER", "READERSECRET", "ann", "account:read trade:read"));
        options.RateLimits = false;
        options.StrictToken = false;
        options.LostRaceCodesVary = false;
        change?.Invoke(options);
        Venue = new Venue(options, seed, StartUs);
    }

    public Venue Venue { get; }

    public static long E8(double value) => (long)Math.Round(value * 100_000_000);

    public Client Connect(string ip = "10.0.0.1") => new(this, Venue.Connect(ip)!);

    /// <summary>A client that has authenticated.</summary>
    public Client Enter(string id = "AMANDA", string scope = Everything)
    {
        Client client = Connect();
        string secret = Venue.Options.Keys.First(key => key.ClientId == id).Secret;
        client.Ok("public/auth", $$"""{"grant_type":"client_credentials","client_id":"{{id}}","client_secret":"{{secret}}","scope":"{{scope}}"}""");
        return client;
    }

    public void Pass(double seconds) => Venue.AdvanceTo(Venue.NowUs + (long)(seconds * 1_000_000));
}

/// <summary>One connection, what it got, and when.</summary>
internal sealed class Client(Desk desk, Connection connection)
{
    private int _lastId;

    public Connection Connection { get; } = connection;

    public List<JsonElement> Notifications { get; } = [];

    public List<JsonElement> Replies { get; } = [];

    /// <summary>Everything, as it came.</summary>
    public List<string> Texts { get; } = [];

    public int Send(string method, string? parameters = null)
    {
        int id = ++_lastId;
        Raw($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}"{{(parameters is null ? "" : ",\"params\":" + parameters)}}}""");
        return id;
    }

    public void Raw(string text)
    {
        desk.Venue.Receive(Connection, Encoding.UTF8.GetBytes(text));
        Drain();
    }

    /// <summary>Takes what is due.</summary>
    public void Drain()
    {
        while (Connection.TryTake(out byte[] payload))
        {
            string text = Encoding.UTF8.GetString(payload);
            JsonElement json = JsonDocument.Parse(text).RootElement;
            Texts.Add(text);
            (json.TryGetProperty("usIn", out _) ? Replies : Notifications).Add(json);
        }
    }

    public JsonElement Ask(string method, string? parameters = null)
    {
        int id = Send(method, parameters);
        return Assert.Single(Replies, reply => reply.TryGetProperty("id", out JsonElement of) && of.GetInt32() == id);
    }

    public JsonElement Ok(string method, string? parameters = null)
    {
        JsonElement reply = Ask(method, parameters);
        Assert.True(reply.TryGetProperty("result", out JsonElement result), $"{method}: {reply}");
        return result;
    }

    public int Fails(string method, string? parameters = null)
    {
        JsonElement reply = Ask(method, parameters);
        Assert.True(reply.TryGetProperty("error", out JsonElement error), $"{method}: {reply}");
        return error.GetProperty("code").GetInt32();
    }

    public JsonElement Place(string side, double amount, double price, string more = "", string instrument = Desk.Perpetual) =>
        Ok("private/" + side, FormattableString.Invariant($$"""{"instrument_name":"{{instrument}}","amount":{{amount}},"price":{{price}}{{more}}}"""));

    /// <summary>The data of all notifications of a channel.</summary>
    public List<JsonElement> Of(string channel)
    {
        Drain();
        return [.. Notifications.Where(n => n.GetProperty("params").TryGetProperty("channel", out JsonElement c) && c.GetString() == channel).Select(n => n.GetProperty("params").GetProperty("data"))];
    }

    public List<string> Heartbeats()
    {
        Drain();
        return [.. Notifications.Where(n => n.GetProperty("method").GetString() == "heartbeat").Select(n => n.GetProperty("params").GetProperty("type").GetString()!)];
    }

    public static string[] Names(JsonElement of) => [.. of.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    public static void HasMembers(JsonElement of, string names)
    {
        string[] missing = [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Names(of))];
        Assert.True(missing.Length == 0, $"missing {string.Join(", ", missing)} in {of}");
    }
}
