namespace Minnow.Host.Configuration.Risk;

/// <summary>When one trigger moves the kill ladder, how far, and when it lets go. A trigger that is listed has this rule and nothing of its built-in one.</summary>
public sealed record TriggerOptions
{
    /// <summary>The trigger.</summary>
    [Setting("The trigger.")]
    public required KillTriggerName Trigger { get; init; }

    /// <summary>The step that it asks for; none switches it off. From flatten on only a person lets go.</summary>
    [Setting("The step that it asks for; none switches it off. From flatten on only a person lets go.")]
    public required KillStepName Step { get; init; }

    /// <summary>From this value on it holds, in the unit of the trigger; a collapse of the spread below it. Needed by each trigger that measures.</summary>
    [Setting("From this value on it holds, in the unit of the trigger; a collapse of the spread below it. Needed by each trigger that measures.", Min = 0, Max = 1_000_000)]
    public double? Threshold { get; init; }

    /// <summary>It must hold this long without a break, or counts within this time, in milliseconds.</summary>
    [Setting("It must hold this long without a break, or counts within this time, in milliseconds.", Min = 0, Max = 3_600_000)]
    public int ForMs { get; init; } = 0;

    /// <summary>It is over once the value is below this share of the threshold: 1 is no hysteresis.</summary>
    [Setting("It is over once the value is below this share of the threshold: 1 is no hysteresis.", Min = 0.01, Max = 1)]
    public double ReleaseShare { get; init; } = 1;

    /// <summary>It lets go once it has been over for this long without a break, in milliseconds; steps from flatten on do not.</summary>
    [Setting("It lets go once it has been over for this long without a break, in milliseconds; steps from flatten on do not.", Min = 0, Max = 86_400_000)]
    public int ReleaseMs { get; init; } = 10_000;
}
