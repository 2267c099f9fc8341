using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Minnow.Exchange.Faults;

/// <summary>A fault script: what goes wrong, when, and for how long. Its grammar is in docs/formats/fault-script.md.</summary>
public sealed class FaultScript
{
    private static readonly string[] s_options =
        ["channel", "method", "dir", "link", "count", "rate", "jitter", "instrument", "account", "currency", "Retry-After", "Location", "body", "id"];

    private static readonly string[] s_messages = ["frames", "replies", "requests"];

    private FaultScript(string name, IReadOnlyList<FaultRule> rules)
    {
        Name = name;
        Rules = rules;
    }

    /// <summary>A script without faults.</summary>
    public static FaultScript None { get; } = new("none", []);

    /// <summary>The file's name, or what the caller named it.</summary>
    public string Name { get; }

    /// <summary>Its lines, in order.</summary>
    public IReadOnlyList<FaultRule> Rules { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FaultScriptException">The text is not a fault script.</exception>
    /// <exception cref="IOException">The file can not be read.</exception>
    public static FaultScript Load(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The script.</param>
    /// <param name="name">Its name in error messages.</param>
    /// <exception cref="FaultScriptException">The text is not a fault script.</exception>
    public static FaultScript Parse(string text, string name = "script")
    {
        List<FaultRule> rules = [];
        List<FaultToken> tokens = [];
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            tokens.Clear();
            if (!FaultTokens.TryCut(lines[i], tokens))
                throw new FaultScriptException(name, i + 1, tokens[^1].Column, "this quotation mark is not closed.");
            if (tokens.Count > 0) rules.Add(new Reader(name, i + 1, tokens, lines[i].TrimEnd().Length + 1).Rule());
        }

        return new FaultScript(name, rules);
    }

    // Reads the words of one line from left to right.
    private sealed class Reader(string name, int line, List<FaultToken> tokens, int endColumn)
    {
        private int _at;

        private bool AtEnd => _at == tokens.Count;

        private string Peek => AtEnd ? "" : tokens[_at].Text;

        public FaultRule Rule()
        {
            FaultWhen when = When();
            FaultToken word = Take("a verb, such as drop or fin");
            FaultVerb verb = FaultVerbs.Find(word.Text)
                ?? throw Wrong(word, $"'{word.Text}' is not a fault.{Spelling.Hint(word.Text, FaultVerbs.All.Select(static v => v.Name))}");
            List<string> words = [];
            Dictionary<string, string> options = [];
            long forUs = 0;
            while (!AtEnd)
            {
                FaultToken next = Take("");
                if (!next.Quoted && next.Text == "for")
                {
                    forUs = Time(Take("a time after 'for'"));
                    if (!AtEnd) throw Wrong(tokens[_at], "nothing may follow the time after 'for'.");
                }
                else if (!next.Quoted && next.Text == "jitter")
                {
                    options["jitter"] = Timed(Take("a time after 'jitter'"));
                }
                else if (!next.Quoted && Array.IndexOf(s_messages, next.Text) >= 0 && verb.Layer == FaultLayer.Message)
                {
                    options["messages"] = next.Text;
                }
                else if (!next.Quoted && next.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals)
                {
                    Option(next, equals, options);
                }
                else
                {
                    words.Add(Word(verb, words.Count, next));
                }
            }

            if (verb.Arguments.Length > words.Count && !verb.Arguments[words.Count].Optional)
                throw new FaultScriptException(name, line, endColumn, $"'{verb.Name}' lacks its {verb.Arguments[words.Count].Name}.");
            return new FaultRule(line, when, verb, words, options, forUs);
        }

        private FaultWhen When()
        {
            switch (Peek)
            {
                case "at":
                    _at++;
                    return At(Take("a time after 'at'"));
                case "every":
                    _at++;
                    FaultToken period = Take("a time after 'every'");
                    if (Time(period) <= 0) throw Wrong(period, "a period must be longer than nothing.");
                    return new FaultWhen(FaultStart.Period, Time(period), 0, "", 0);
                case "after":
                    _at++;
                    return After(Take("request, reply, frame or connect after 'after'"));
                default:
                    return FaultWhen.Always;
            }
        }

        private FaultWhen At(FaultToken token)
        {
            int dots = token.Text.IndexOf("..", StringComparison.Ordinal);
            if (dots < 0) return new FaultWhen(FaultStart.Time, Time(token), 0, "", 0);
            long from = Time(new FaultToken(token.Text[..dots], token.Column, false));
            long until = Time(new FaultToken(token.Text[(dots + 2)..], token.Column + dots + 2, false));
            if (until <= from) throw Wrong(token, "the window ends before it begins.");
            return new FaultWhen(FaultStart.Time, from, until, "", 0);
        }

        private FaultWhen After(FaultToken token)
        {
            FaultStart start = token.Text switch
            {
                "request" => FaultStart.Request,
                "reply" => FaultStart.Reply,
                "frame" => FaultStart.Frame,
                "connect" => FaultStart.Connect,
                _ => throw Wrong(token, $"'{token.Text}' is not a moment.{Spelling.Hint(token.Text, ["request", "reply", "frame", "connect"])}"),
            };
            string pattern = start == FaultStart.Connect ? "*" : Take("a method or channel").Text;
            int number = 0;
            if (Peek.StartsWith('#'))
            {
                FaultToken count = Take("");
                if (!int.TryParse(count.Text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1)
                    throw Wrong(count, "'#' wants a whole number from 1 up, as in #5.");
            }

            return new FaultWhen(start, 0, 0, pattern, number);
        }

        private void Option(FaultToken token, int equals, Dictionary<string, string> options)
        {
            string key = token.Text[..equals];
            string value = token.Text[(equals + 1)..];
            if (Array.IndexOf(s_options, key) < 0) throw Wrong(token, $"'{key}=' is not known.{Spelling.Hint(key, s_options)}");
            if (value.Length == 0 && !AtEnd && tokens[_at].Quoted) value = Take("").Text;
            FaultToken at = new(value, token.Column + equals + 1, false);
            if (key == "count" && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0))
                throw Wrong(at, "count wants a whole number from 1 up.");
            if (key == "dir" && value is not ("in" or "out")) throw Wrong(at, "dir is in (to the venue) or out (to the client).");
            if (key == "rate" && !(value.EndsWith('%') && IsNumber(value[..^1]))) throw Wrong(at, "rate wants a share such as 5%.");
            if (key == "jitter") value = Timed(at);
            if (!options.TryAdd(key, value)) throw Wrong(token, $"'{key}=' stands here twice.");
        }

        private string Word(FaultVerb verb, int index, FaultToken token)
        {
            if (index >= verb.Arguments.Length)
                throw Wrong(token, $"'{verb.Name}' takes {(verb.Arguments.Length == 0 ? "no" : "no further")} argument such as '{token.Text}'.");
            FaultArgument argument = verb.Arguments[index];
            switch (argument.Kind)
            {
                case FaultWord.Duration:
                    return Timed(token);
                case FaultWord.Number when !IsNumber(token.Text):
                    throw Wrong(token, $"'{verb.Name}' wants a number for {argument.Name}, not '{token.Text}'.");
                case FaultWord.Choice when Array.IndexOf(argument.Choices, token.Text) < 0:
                    throw Wrong(token, $"'{token.Text}' is not a {argument.Name} of '{verb.Name}'.{Spelling.Hint(token.Text, argument.Choices)}");
                default:
                    return token.Text;
            }
        }

        private static bool IsNumber(string text) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

        private string Timed(FaultToken token) => Time(token).ToString(CultureInfo.InvariantCulture);

        private long Time(FaultToken token) => FaultTokens.TryTime(token.Text, out long us)
            ? us
            : throw Wrong(token, $"'{token.Text}' is not a time. Write 300ms, 1.5s or 2m.");

        private FaultToken Take(string wanted) => AtEnd
            ? throw new FaultScriptException(name, line, endColumn, $"the line ends where {wanted} should stand.")
            : tokens[_at++];

        private FaultScriptException Wrong(FaultToken token, string why) => new(name, line, token.Column, why);
    }
}
