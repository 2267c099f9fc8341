using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using Minnow.Native;

namespace Minnow.Host.Drill;

/// <summary>The drills, one after the other, each from an engine that quotes. What is measured is what the venue says.</summary>
internal sealed class DrillRun
{
    private const double QuotingLimitMs = 20_000;
    private const double HoldMs = 500;
    private const double CommandBoundMs = 1_000;
    private const double PastBoundMs = 2_000;
    private const double HangBoundMs = 2_000;
    private const double DeadBoundMs = 1_000;
    private const double StopBoundMs = 3_000;
    private const double LostLinkBoundMs = 5_000;
    private const double FlatBoundMs = 15_000;
    private const int KillsPerEngine = 4;
    private const double PositionWaitMs = 60_000;
    private const string Left = "orders rest, or came back";
    private static readonly string[] Who = ["--by", "drill", "--reason", "a drill", "--yes"];

    private readonly DrillOptions _options;
    private readonly DrillWatch _watch;
    private readonly DrillEngine _engine;
    private readonly DrillProxy? _proxy;
    private readonly string _direct;
    private readonly Action<DrillResult> _tell;

    /// <summary>Drills over an engine.</summary>
    /// <param name="options">Which.</param>
    /// <param name="watch">The judge.</param>
    /// <param name="engine">Who is drilled.</param>
    /// <param name="proxy">The way between engine and venue; null if there is none that can be cut.</param>
    /// <param name="direct">The configuration that goes past the proxy.</param>
    /// <param name="tell">Takes each result as it comes.</param>
    internal DrillRun(DrillOptions options, DrillWatch watch, DrillEngine engine, DrillProxy? proxy, string direct, Action<DrillResult> tell) =>
        (_options, _watch, _engine, _proxy, _direct, _tell) = (options, watch, engine, proxy, direct, tell);

    /// <summary>Times of the kills as the venue saw them, from the start of the command, ms.</summary>
    internal List<double> KillMs { get; } = [];

    /// <summary>The same as the engine measured them, from the request at its socket, ms.</summary>
    internal List<double> EngineKillMs { get; } = [];

    /// <summary>Does all that were asked for.</summary>
    internal void All()
    {
        Do("pause", CommandBoundMs, Pause);
        Do("kill", CommandBoundMs, Kills);
        Do("kill, quoter hung", CommandBoundMs, name => Hang(name, isKilled: true));
        Do("quoter hung, nobody acts", HangBoundMs, name => Hang(name, isKilled: false));
        Do("kill, engine stopped (SIGSTOP)", PastBoundMs, KillStopped);
        Do("link cut", DeadBoundMs, LinkCut);
        Do("kill, link swallows everything", LostLinkBoundMs, KillSwallowed);
        Do("latch, restart refused, arm", CommandBoundMs, Latch);
        Do("flatten", FlatBoundMs, Flatten);
        Do("stop (SIGTERM)", StopBoundMs, Terminate);
        Do("kill -9", DeadBoundMs, KillNine);
    }

    private void Do(string name, double boundMs, Func<string, DrillResult> drill)
    {
        if (_options.Only is string only && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
        _options.Stop.ThrowIfCancellationRequested();
        string trouble = Fresh();
        _tell(trouble.Length > 0 ? new DrillResult(name, DrillVerdict.Failed, null, null, boundMs, trouble) : drill(name) with { BoundMs = boundMs });
    }

    private DrillResult Pause(string name)
    {
        long sinceNs = _watch.NowNs;
        (int code, _, string text) = _engine.Command("pause", "--by", "drill");
        double? empty = _watch.Empty(sinceNs, CommandBoundMs, HoldMs);
        (int resumed, _, string said) = _engine.Command("resume", "--by", "drill");
        bool quotes = _watch.Until(() => _watch.Orders > 0, QuotingLimitMs);
        return Judge(name, empty, code == 0 && resumed == 0 && quotes, code != 0 ? text : resumed != 0 ? said : quotes ? "" : "it does not quote again after resume");
    }

    private DrillResult Kills(string name)
    {
        double worst = 0;
        for (int i = 0; i < _options.Kills; i++)
        {
            _options.Stop.ThrowIfCancellationRequested();
            long sinceNs = _watch.NowNs;
            (int code, JsonElement answer, string text) = _engine.Command("kill", Who);
            double? empty = _watch.Empty(sinceNs, CommandBoundMs, HoldMs / 2);
            if (empty is not double took || code != 0) return Judge(name, empty, false, $"kill {i + 1}: {text}");
            KillMs.Add(took);
            if (Number(answer, "nothingRestsMs") is double engine) EngineKillMs.Add(engine);
            worst = Math.Max(worst, took);
            if (i + 1 == _options.Kills) break;
            string trouble = i % KillsPerEngine == KillsPerEngine - 1 ? Fresh() : Rearmed();
            if (trouble.Length > 0) return Judge(name, worst, false, $"kill {i + 1}: {trouble}");
        }
        return Judge(name, worst, true, string.Create(CultureInfo.InvariantCulture, $"worst of {_options.Kills}"));
    }

    private DrillResult Hang(string name, bool isKilled)
    {
        int thread = _engine.Thread("quoter");
        if (thread == 0) return Skip(name, "the configuration gives the quoter no thread of its own");
        long sinceNs = _watch.NowNs;
        Errno error = LibcProcess.Hold(thread);
        if (error != Errno.Ok) return Skip(name, $"a thread can not be held here: {LibcException.Text(error)}");
        double? empty;
        (int Code, JsonElement Answer, string Text) kill = (0, default, "");
        try
        {
            if (isKilled) kill = _engine.Command("kill", Who);
            empty = _watch.Empty(sinceNs, isKilled ? CommandBoundMs : HangBoundMs, HoldMs);
        }
        finally
        {
            LibcProcess.Release(thread);
        }
        if (!isKilled) return Judge(name, empty, true, "");
        bool staysAway = _watch.Empty(sinceNs, CommandBoundMs, CommandBoundMs) != null;
        string trouble = Rearmed();
        return Judge(name, empty, kill.Code == 0 && staysAway && trouble.Length == 0, kill.Code != 0 ? kill.Text : staysAway ? trouble : "it quoted when the quoter ran on");
    }

    private DrillResult KillStopped(string name)
    {
        _engine.Signal(LibcProcess.StopSignal);
        long sinceNs = _watch.NowNs;
        (int Code, JsonElement Answer, string Text) kill;
        double? empty;
        try
        {
            kill = _engine.Command("kill", [.. Who, "--config", _direct]);
            empty = _watch.Empty(sinceNs, PastBoundMs, HoldMs);
            // Longer than the second after which it takes itself for having been away.
            if (empty != null) Thread.Sleep(700);
        }
        finally
        {
            _engine.Signal(LibcProcess.ContinueSignal);
        }
        bool staysAway = _watch.Empty(sinceNs, PastBoundMs, (_watch.NowNs - sinceNs) / 1e6 + 3_000) != null;
        int status = _engine.Command("status").Code;
        string trouble = Rearmed();
        return Judge(name, empty, kill.Code == 0 && staysAway && status == 4 && trouble.Length == 0,
            kill.Code != 0 ? kill.Text : !staysAway ? "orders came when it ran on" : status != 4 ? $"status ended with {status} when it ran on, not with 4" : trouble);
    }

    private DrillResult LinkCut(string name)
    {
        if (_proxy == null) return Skip(name, "only on loopback");
        long before = _watch.EmptiedCount, sinceNs = _watch.NowNs;
        _proxy.Cut();
        double? empty = _watch.Emptied(sinceNs, before, DeadBoundMs);
        bool quotes = _watch.Until(() => _watch.Orders > 0, QuotingLimitMs);
        return Judge(name, empty, quotes, quotes ? "" : "it does not quote again");
    }

    private DrillResult KillSwallowed(string name)
    {
        if (_proxy == null) return Skip(name, "only on loopback");
        _proxy.Swallows = true;
        long sinceNs = _watch.NowNs;
        (int Code, JsonElement Answer, string Text) kill;
        double? empty;
        try
        {
            kill = _engine.Command("kill", [.. Who, "--config", _direct]);
            empty = _watch.Empty(sinceNs, LostLinkBoundMs, HoldMs);
        }
        finally
        {
            _proxy.Swallows = false;
            // What was swallowed is missing in every stream: none of them can go on.
            _proxy.Cut();
        }
        string trouble = Rearmed();
        return Judge(name, empty, kill.Code == 0 && trouble.Length == 0, kill.Code != 0 ? kill.Text : trouble);
    }

    private DrillResult Latch(string name)
    {
        long sinceNs = _watch.NowNs;
        (int killed, _, string text) = _engine.Command("kill", Who);
        double? empty = _watch.Empty(sinceNs, CommandBoundMs, HoldMs);
        if (killed != 0) return Judge(name, empty, false, text);
        _engine.Signal(LibcProcess.TerminateSignal);
        int? first = _engine.Ended(15_000);
        _engine.Start();
        int? second = _engine.Ended(15_000);
        int down = _engine.Command("status").Code, armed = _engine.Command("arm", Who).Code;
        _engine.Start();
        bool quotes = _watch.Until(() => _watch.Orders > 0 || !_engine.Runs, QuotingLimitMs) && _engine.Runs;
        return Judge(name, empty, first == 4 && second == 4 && down == 4 && armed == 0 && quotes,
            $"the killed run ended with {Word(first)}, the next with {Word(second)}, status said {down}, arm {armed}, then it {(quotes ? "quotes" : "does not quote")}");
    }

    private DrillResult Flatten(string name)
    {
        if (!_watch.Until(() => _watch.HasPosition, PositionWaitMs)) return Skip(name, "no position came in a minute");
        long sinceNs = _watch.NowNs, before = _watch.EmptiedCount;
        (int code, _, string text) = _engine.Command("flatten", Who);
        double? empty = _watch.Emptied(sinceNs, before, CommandBoundMs), flat = _watch.Flat(sinceNs, FlatBoundMs, HoldMs);
        string trouble = Rearmed();
        bool isGood = code == 0 && flat != null && trouble.Length == 0;
        return Judge(name, empty, isGood, code != 0 ? text : flat == null ? $"a position or an order is left after {FlatBoundMs / 1000:F0} s" : trouble) with { ToFlatMs = flat };
    }

    private DrillResult Terminate(string name)
    {
        long sinceNs = _watch.NowNs;
        _engine.Signal(LibcProcess.TerminateSignal);
        double? empty = _watch.Empty(sinceNs, StopBoundMs, HoldMs);
        int? code = _engine.Ended(15_000);
        return Judge(name, empty, code == 0, code == 0 ? "" : $"it ended with {Word(code)}: {_engine.Said}");
    }

    private DrillResult KillNine(string name)
    {
        long sinceNs = _watch.NowNs;
        _engine.Kill();
        return Judge(name, _watch.Empty(sinceNs, DeadBoundMs, HoldMs), true, "the venue's cancel-on-disconnect");
    }

    // Armed, and quoting again: empty, or what went wrong.
    private string Rearmed()
    {
        (int code, _, string text) = _engine.Command("arm", Who);
        if (code != 0) return $"not armed: {text}";
        return _watch.Until(() => _watch.Orders > 0, QuotingLimitMs) ? "" : "it does not quote again after arm";
    }

    // Another process that quotes, whatever the drill before has left: one that lost many connections in a minute waits with the next.
    private string Fresh()
    {
        _engine.Kill();
        _ = _engine.Command("arm", Who);
        if (_watch.Empty(_watch.NowNs, QuotingLimitMs, 0) == null) return "the engine was ended and its orders stay";
        _engine.Start();
        if (_watch.Until(() => _watch.Orders > 0 || !_engine.Runs, QuotingLimitMs) && _engine.Runs) return "";
        return _watch.Failure.Length > 0 ? throw new DrillException(_watch.Failure) : $"the engine does not quote: {_engine.Said}";
    }

    private static DrillResult Judge(string name, double? empty, bool isGood, string note) =>
        new(name, empty != null && isGood ? DrillVerdict.Passed : DrillVerdict.Failed, empty, null, 0, empty != null ? note : note.Length == 0 ? Left : $"{Left}: {note}");

    private static DrillResult Skip(string name, string why) => new(name, DrillVerdict.Skipped, null, null, 0, why);

    private static string Word(int? code) => code?.ToString(CultureInfo.InvariantCulture) ?? "nothing in 15 s";

    private static double? Number(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
