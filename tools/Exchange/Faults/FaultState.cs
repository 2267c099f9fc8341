using System;
using System.Collections.Generic;
using System.Globalization;

namespace Minnow.Exchange.Faults;

/// <summary>One line of a script while it runs: whether it holds, and how often it still may.</summary>
internal sealed class FaultState
{
    private readonly HashSet<(int Wire, string Id)> _targets = [];
    private readonly double _rate;
    private long _fromUs = long.MaxValue;
    private long _seen;

    public FaultState(FaultRule rule, long startUs)
    {
        Rule = rule;
        string rate = rule.Option("rate", "100%");
        _rate = double.Parse(rate.AsSpan(0, rate.Length - 1), CultureInfo.InvariantCulture) / 100;
        DueUs = rule.When.Start is FaultStart.Time or FaultStart.Period ? startUs + rule.When.FromUs : long.MaxValue;
        StartUs = startUs;
    }

    public FaultRule Rule { get; }

    public long StartUs { get; }

    /// <summary>When the clock arms it next.</summary>
    public long DueUs { get; set; }

    public long UntilUs { get; private set; }

    public int Left { get; private set; }

    /// <summary>How often it did something.</summary>
    public int Fired { get; private set; }

    /// <summary>Values that a mutation remembers from one message to the next.</summary>
    public Dictionary<string, string> Memory { get; } = [];

    /// <summary>Counts a moment that could start the line.</summary>
    /// <returns>True if it does.</returns>
    public bool Counts() => ++_seen == Rule.When.Number || Rule.When.Number == 0;

    public void Arm(long nowUs)
    {
        FaultWhen when = Rule.When;
        _fromUs = nowUs;
        bool open = when.UntilUs == 0 && Rule.ForUs == 0;
        UntilUs = when.UntilUs > 0 ? StartUs + when.UntilUs : Rule.ForUs > 0 ? nowUs + Rule.ForUs : long.MaxValue;
        string count = Rule.Option("count");
        Left = count.Length > 0 ? int.Parse(count, CultureInfo.InvariantCulture) : open && !Rule.Verb.Lasts ? 1 : int.MaxValue;
    }

    /// <summary>Makes it act on the messages that belong to one request only.</summary>
    public void Target(int wire, string id) => _targets.Add((wire, id));

    public bool IsTarget(int wire, string id) => _targets.Contains((wire, id));

    public bool Holds(long nowUs) => nowUs >= _fromUs && nowUs < UntilUs && Left > 0;

    /// <summary>Draws whether it acts this time.</summary>
    public bool Draws(Random dice) => _rate >= 1 || dice.NextDouble() < _rate;

    public void Fire()
    {
        Fired++;
        if (Left != int.MaxValue) Left--;
    }
}
