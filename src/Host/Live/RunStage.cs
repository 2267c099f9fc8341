namespace Minnow.Host.Live;

/// <summary>How much of a live run is real.</summary>
public enum RunStage : byte
{
    /// <summary>Real books, and orders that an order stub answers: nothing is sent.</summary>
    DryRun = 0,

    /// <summary>Real orders of a part of the configured size.</summary>
    Canary = 1,

    /// <summary>Real orders of the configured size.</summary>
    Full = 2,
}

/// <summary>Stages as they are written on a command line and in a journal.</summary>
public static class RunStages
{
    /// <summary>The word of a stage.</summary>
    public static string Word(RunStage stage) => stage switch
    {
        RunStage.DryRun => "dry-run",
        RunStage.Canary => "canary",
        _ => "full",
    };

    /// <summary>The stage of a word.</summary>
    public static bool TryParse(string word, out RunStage stage)
    {
        stage = word switch { "canary" => RunStage.Canary, "full" => RunStage.Full, _ => RunStage.DryRun };
        return word == Word(stage);
    }
}
