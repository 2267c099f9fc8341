using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace Minnow.Mutants.Tests;

/// <summary>A folder of Core of a few lines, with all its mutants in one assembly.</summary>
public sealed class SchemataTests : IDisposable
{
    private const string Source = """
        using System;
        namespace Minnow.Core.Risk;
        public static class Room
        {
            public const int Cap = 7;
            public static long Of(long position, long limit)
            {
                long room = limit - position;
                if (room < 0) return 0;
                return Math.Min(room, Cap);
            }
            public static int Steps(int count)
            {
                int steps = 0;
                while (steps < count) steps++;
                return steps;
            }
            public static uint Slot(uint id)
            {
                uint at = Cap * 2 + id;
                return at;
            }
            public static bool TryHalf(int number, out int half)
            {
                half = number / 2;
                return half * 2 == number;
            }
        }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-mutants-").FullName;
    private readonly IReadOnlyList<Mutant> _mutants;
    private readonly Type _control;
    private readonly Type _room;

    public SchemataTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "src/Core/Risk"));
        File.WriteAllText(Path.Combine(_root, "src/Core/Risk/Room.cs"), Source);
        string path = Path.Combine(_root, "Mutated.dll");
        _mutants = new SchemataBuilder(_root, ["Risk"]).Build(path);
        Assembly mutated = new AssemblyLoadContext(null).LoadFromStream(new MemoryStream(File.ReadAllBytes(path)));
        _control = mutated.GetType(SwitchSource.TypeName)!;
        _room = mutated.GetType("Minnow.Core.Risk.Room")!;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private long Of(long position, long limit) => (long)_room.GetMethod("Of")!.Invoke(null, [position, limit])!;

    private void Set(string field, object? value) => _control.GetField(field)!.SetValue(null, value);

    private Mutant Named(string change) => Assert.Single(_mutants, m => m.Change == change);

    [Fact]
    public void Without_a_mutant_at_work_everything_is_as_it_was()
    {
        Assert.Equal((5L, 7L, 0L), (Of(5, 10), Of(1, 10), Of(11, 10)));
        object?[] arguments = [8, null];
        Assert.Equal((true, 4), ((bool)_room.GetMethod("TryHalf")!.Invoke(null, arguments)!, (int)arguments[1]!));
    }

    [Theory]
    [InlineData("limit - position → limit + position", 7, 7, 7)]
    [InlineData("limit - position → limit - position + 1", 6, 7, 0)]
    [InlineData("room < 0 → false", 5, 7, -1)]
    [InlineData("room < 0 → true", 0, 0, 0)]
    [InlineData("Cap → Cap + 1", 5, 8, 0)]
    [InlineData("Cap → Cap - 1", 5, 6, 0)]
    [InlineData("Math.Min(room, Cap) → room", 5, 9, 0)]
    public void A_mutant_at_work_changes_what_it_says(string change, long below, long capped, long over)
    {
        Mutant mutant = Named(change);
        Set("Active", mutant.Id);
        Assert.Equal((below, capped, over), (Of(5, 10), Of(1, 10), Of(11, 10)));
        Set("Active", 0);
        Assert.Equal("Risk", mutant.Folder);
    }

    [Fact]
    public void Places_that_are_reached_are_counted_and_no_others()
    {
        bool[] reached = new bool[1 << 16];
        Set("Reached", reached);
        Set("Left", 0L);
        Of(11, 10);
        Assert.True(reached[Named("room < 0 → false").Id]);
        Assert.False(reached[Named("Cap → Cap + 1").Id]);
        Assert.True((long)_control.GetField("Asked")!.GetValue(null)! > 0);
    }

    [Fact]
    public void A_mutant_that_does_not_come_to_an_end_is_stopped()
    {
        Set("Active", Named("steps++ → steps--").Id);
        Set("Left", 10_000L);
        TargetInvocationException stopped = Assert.Throws<TargetInvocationException>(() => _room.GetMethod("Steps")!.Invoke(null, [3]));
        Assert.IsType<InvalidOperationException>(stopped.InnerException);
    }

    [Fact]
    public void A_constant_stays_one_where_its_type_would_not_do()
    {
        Set("Active", Named("Cap → Cap + 1").Id);
        Assert.Equal(17u, _room.GetMethod("Slot")!.Invoke(null, [3u]));
        Set("Active", 0);
    }

    [Fact]
    public void Mutants_of_one_name_are_told_apart() => Assert.Equal(_mutants.Count, _mutants.Select(static m => m.Name).Distinct().Count());

    [Fact]
    public void What_must_be_given_a_value_is_given_one() => Assert.Equal("half = number / 2 → half = default", Named("half = number / 2 → half = default").Change);
}
