namespace Minnow.Mutants;

/// <summary>The type that is compiled into the mutated Core: which mutant is at work, how far the work may go, and which places were reached.</summary>
internal static class SwitchSource
{
    internal const string TypeName = "Minnow.Core.MutantSwitch";

    /// <summary>How a mutated expression asks.</summary>
    internal const string Is = "global::" + TypeName + ".Is";

    /// <summary>The text; <c>CONSTANTS</c> is replaced by a property for each mutated constant.</summary>
    internal const string Text = """
        namespace Minnow.Core
        {
            public static class MutantSwitch
            {
                // The mutant at work; 0 for none.
                public static int Active;

                // Questions until the work is taken for endless. While places are counted it stays at 0, so that each question takes the slow way.
                public static long Left = long.MaxValue;

                // Places reached, by mutant; null while a mutant is at work.
                public static bool[]? Reached;

                public static long Asked;

                public static bool Is(int id)
                {
                    if (--Left < 0) Slow(id);
                    return Active == id;
                }

                private static void Slow(int id)
                {
                    Left = 0;
                    if (Reached == null) throw new System.InvalidOperationException("The mutant does not come to an end.");
                    Reached[id] = true;
                    Asked++;
                }

        CONSTANTS
            }
        }
        """;
}
