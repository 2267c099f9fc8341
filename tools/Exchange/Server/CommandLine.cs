using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Exchange.Background;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>Runs the exchange from a command line.</summary>
internal static class CommandLine
{
    private const int Usage = 2;
    private const int NoInput = 66;
    private const int Unavailable = 69;
    private const int Software = 70;
    private const int FailurePollMs = 200;

    /// <summary>Runs until a signal. The first line of output names the WebSocket's address.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        ExchangeCommand command = new();
        foreach (Option option in command.Command.Options)
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help);
        ParseResult parsed = command.Command.Parse(arguments);
        if (parsed.Action is not null and not ParseErrorAction) return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }).ConfigureAwait(false);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors) errors.WriteLine($"minnow-exchange: {error.Message}");
            errors.WriteLine("Try: minnow-exchange --help");
            return Usage;
        }

        try
        {
            return await ServeAsync(command, parsed, output, errors).ConfigureAwait(false);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or FaultScriptException)
        {
            errors.WriteLine($"minnow-exchange: {wrong.Message}");
            return Usage;
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
        {
            errors.WriteLine($"minnow-exchange: {unreadable.Message}");
            return NoInput;
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            errors.WriteLine($"minnow-exchange: {taken.Message} Choose another --port, or 0.");
            return Unavailable;
        }
    }

    /// <summary>Turns the command line into what the server is to be.</summary>
    internal static ExchangeServerOptions OptionsOf(ExchangeCommand command, ParseResult parsed)
    {
        string[] market = parsed.GetValue(command.Market) ?? ["synthetic"];
        MarketKind kind = market switch
        {
            ["synthetic"] => MarketKind.Synthetic,
            ["none"] => MarketKind.None,
            ["recording", _] => MarketKind.Recording,
            _ => throw new ArgumentException("--market wants synthetic, none, or recording FILE."),
        };
        string? recording = kind == MarketKind.Recording ? market[1] : null;
        string[] names = (parsed.GetValue(command.Instruments) ?? []).SelectMany(static text => text.Split(',')).ToArray();
        VenueOptions venue = DemoVenue.Options(names);
        if (recording is not null)
        {
            if (names.Length > 0) throw new ArgumentException("--instruments does not go with a recording: it brings its own.");
            venue.Instruments.Clear();
            venue.Indexes.Clear();
            (Engine.InstrumentSpec spec, long indexE8) = RecordedMarket.Describe(recording);
            DemoVenue.Add(venue, spec, indexE8);
        }

        AddAccounts(venue, parsed.GetValue(command.Account) ?? [], parsed.GetValue(command.Accounts));
        venue.Tier = parsed.GetValue(command.Tier) is >= 1 and <= 4 and int tier ? tier : throw new ArgumentException("--tier wants 1 to 4.");
        if (parsed.GetValue(command.Style) == "wild")
        {
            venue.Style = new JsonStyle { Exponent = 0.3, Fraction = 0.5, Shuffle = 0.3, Unknown = 0.2, Envelope = 0.2, Shapes = ShapeStyle.Drawn(parsed.GetValue(command.Seed)) };
            venue.ResponseAfterNotification = 0.3;
        }

        string? time = parsed.GetValue(command.Time);
        long? startUs = time is null
            ? null
            : (DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).Ticks / 10;
        double speed = parsed.GetValue(command.Speed);
        if (speed is not (> 0 and <= 1000)) throw new ArgumentException("--speed wants a number above 0, at most 1000.");
        if (parsed.GetValue(command.Cert) is null != parsed.GetValue(command.Key) is null) throw new ArgumentException("--cert and --key go together.");
        return new ExchangeServerOptions
        {
            Venue = venue, Market = kind, Recording = recording, Speed = speed, StartUs = startUs,
            Port = parsed.GetValue(command.Port), HttpPort = parsed.GetValue(command.HttpPort), Listen = parsed.GetValue(command.Listen)!,
            CertFile = parsed.GetValue(command.Cert)?.FullName, KeyFile = parsed.GetValue(command.Key)?.FullName, CaFile = parsed.GetValue(command.CaOut)?.FullName,
            Seed = parsed.GetValue(command.Seed),
            Faults = parsed.GetValue(command.Faults) is { } script ? FaultScript.Load(script.ToString()) : FaultScript.None,
        };
    }

    private static void AddAccounts(VenueOptions venue, string[] given, FileInfo? file)
    {
        IEnumerable<string> lines = given;
        if (file is not null)
            lines = lines.Concat(File.ReadAllLines(file.FullName).Select(static line => line.Trim()).Where(static line => line.Length > 0 && line[0] != '#'));
        string[] accounts = lines.ToArray();
        if (accounts.Length == 0) return;
        venue.Keys.Clear();
        venue.Accounts.Clear();
        foreach (string account in accounts)
        {
            string[] parts = account.Split(':');
            if (parts.Length < 4 || !decimal.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal equity))
                throw new ArgumentException($"Account '{parts[0]}:…' is not id:secret:scopes:equity.");
            string scope = string.Join(':', parts[2..^1]).Replace(',', ' ');
            DemoVenue.AddAccount(venue, parts[0], parts[1], parts[0], scope.Length == 0 ? null : scope, equity);
        }
    }

    private static async Task<int> ServeAsync(ExchangeCommand command, ParseResult parsed, TextWriter output, TextWriter errors)
    {
        ExchangeServerOptions options = OptionsOf(command, parsed);
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }

        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        ExchangeServer server = await ExchangeServer.StartAsync(options).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            KeyOptions key = options.Venue.Keys[0];
            if (parsed.GetValue(command.CredentialsOut) is { } credentials) WriteCredentials(credentials.FullName, key);
            output.WriteLine($"listening on {server.SocketUri}");
            output.WriteLine($"REST         {server.RestUri}");
            if (server.HttpPort is { } http) output.WriteLine($"plain HTTP   http://localhost:{http}/api/v2/ and ws://localhost:{http}/ws/api/v2");
            if (options.CertFile is null) output.WriteLine($"trust        {server.CaFile}");
            output.WriteLine($"key          {key.ClientId}");
            output.WriteLine($"instruments  {string.Join(' ', options.Venue.Instruments.Select(static spec => spec.Name))}");
            await output.FlushAsync().ConfigureAwait(false);
            while (!stop.Task.IsCompleted && server.Failure is null) await Task.WhenAny(stop.Task, Task.Delay(FailurePollMs)).ConfigureAwait(false);
            if (server.Failure is not null) return Software;
            if (parsed.GetValue(command.PrintTruth) is { } truth) await File.WriteAllTextAsync(truth.FullName, await server.Truth().ConfigureAwait(false)).ConfigureAwait(false);
            return 0;
        }
    }

    private static void WriteCredentials(string path, KeyOptions key)
    {
        File.Delete(path);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead;
        using FileStream file = new(path, options);
        JsonSerializer.Serialize(file, new { clientId = key.ClientId, clientSecret = key.Secret });
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(ExchangeCommand.Examples);
            return code;
        }
    }
}
