using System.CommandLine;
using System.IO;

namespace Minnow.Exchange.Server;

/// <summary>The options of <c>minnow-exchange</c>.</summary>
internal sealed class ExchangeCommand
{
    public Option<int> Port { get; } = new("--port") { Description = "TLS port; 0 lets the system choose", DefaultValueFactory = static _ => 8443 };

    public Option<int?> HttpPort { get; } = new("--http-port") { Description = "also listen in plain HTTP, for clients that can not be given a CA; 0 lets the system choose" };

    public Option<string> Listen { get; } = new("--listen") { Description = "loopback address to listen on", DefaultValueFactory = static _ => "127.0.0.1" };

    public Option<FileInfo?> Cert { get; } = new("--cert") { Description = "certificate in PEM; without it one is made at start, with a CA of its own" };

    public Option<FileInfo?> Key { get; } = new("--key") { Description = "key of --cert in PEM" };

    public Option<FileInfo?> CaOut { get; } = new("--ca-out") { Description = "write the CA's certificate there, for clients to trust" };

    public Option<ulong> Seed { get; } = new("--seed") { Description = "of the market and of every draw", DefaultValueFactory = static _ => 1 };

    public Option<string[]> Market { get; } = new("--market")
    {
        Description = "synthetic, none, or recording FILE (Deribit frames, one \"<ns> <json>\" a line, .gz or plain)",
        Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => ["synthetic"],
    };

    public Option<double> Speed { get; } = new("--speed") { Description = "recorded seconds in a second", DefaultValueFactory = static _ => 1 };

    public Option<string[]> Instruments { get; } = new("--instruments")
    {
        Description = "BTC-PERPETUAL, ETH-PERPETUAL, BTC_USDC-PERPETUAL, dated futures such as BTC-25DEC26; a recording brings its own",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string[]> Account { get; } = new("--account")
    {
        Description = "id:secret:scopes:equity, scopes separated by commas or empty for the usual ones, equity in BTC; may be repeated. Replaces the demo account",
    };

    public Option<FileInfo?> Accounts { get; } = new("--accounts") { Description = "file of such accounts, one a line" };

    public Option<FileInfo?> CredentialsOut { get; } = new("--credentials-out") { Description = "write the first account's key there as JSON, mode 0400" };

    public Option<FileInfo?> Faults { get; } = new("--faults") { Description = "fault script: what goes wrong, when, for how long" };

    public Option<int> Tier { get; } = new("--tier") { Description = "rate tier of the accounts, 1 (fastest) to 4", DefaultValueFactory = static _ => 4 };

    public Option<string> Style { get; } = new("--style")
    {
        Description = "how JSON is written: plain, or wild (exponents, other key orders, unknown members, replies after notifications)",
        DefaultValueFactory = static _ => "plain",
    };

    public Option<string?> Time { get; } = new("--time") { Description = "the venue's time at the start, such as 2026-11-27T07:59:00Z; else the clock's" };

    public Option<FileInfo?> PrintTruth { get; } = new("--print-truth") { Description = "write the exchange's own books there on exit, as JSON" };

    public RootCommand Command { get; }

    public ExchangeCommand()
    {
        Style.AcceptOnlyFromAmong("plain", "wild");
        Command = new RootCommand(
            "A Deribit exchange on this machine: the protocol of API v2 over TLS WebSocket and REST, a matching engine, a market that trades, " +
            "and faults on demand. Play money; loopback only.")
        {
            Port, HttpPort, Listen, Cert, Key, CaOut, Market, Speed, Instruments, Account, Accounts, CredentialsOut, Faults, Tier, Style, Seed, Time, PrintTruth,
        };
    }

    public const string Examples = """
        Examples:
          minnow-exchange --ca-out ca.pem --credentials-out key.json
              a synthetic BTC-PERPETUAL; clients trust ca.pem and log in with the key in key.json
          minnow-exchange --market recording day.jsonl.gz --speed 2
              a recording as the market, twice as fast; orders stand in its queues
          minnow-exchange --account 'me:s3cret:trade:read_write,account:read_write:5' --tier 2 --style wild
              one account of 5 BTC that may trade; JSON as odd as the venue ever wrote it
          minnow-exchange --faults storm.txt --print-truth books.json
              a bad day from a script, and the exchange's own books at its end

        Exit codes: 0 stopped by a signal, 2 wrong arguments, 66 a file can not be read, 69 the port can not be used, 70 the venue failed.
        """;
}
