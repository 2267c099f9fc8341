namespace Minnow.Mutants;

/// <summary>What is mutated, below src/Core: whole folders, and the files of the engine that hold limits, triggers and what the account says to them.</summary>
internal static class Places
{
    internal static readonly string[] All =
    [
        "Accounting", "Orders", "Risk",
        "Engine/AccountDesk.cs", "Engine/AccountTriggers.cs", "Engine/AlertDesk.cs", "Engine/ExposureDesk.cs", "Engine/FlattenDesk.cs", "Engine/KillDesk.cs",
        "Engine/LevelLimit.cs", "Engine/LimitDesk.cs", "Engine/MarginDesk.cs", "Engine/PositionCheck.cs", "Engine/RiskDesk.cs", "Engine/TriggerDesk.cs", "Engine/UpdateTurn.cs",
    ];
}
