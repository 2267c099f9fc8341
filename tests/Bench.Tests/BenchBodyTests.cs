using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using Minnow.Bench;
using Xunit;

// Bodies pin threads and spin: two at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Minnow.Tests.Bench;

/// <summary>Every benchmark body runs once, small, so that none rots.</summary>
public sealed class BenchBodyTests
{
    private const int Frames = 300;
    private const int Items = 2_000;

    public static TheoryData<Type> Classes() => [.. All()];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Each_body_runs_and_gives_the_same_checksum_again(Type bench)
    {
        Environment.SetEnvironmentVariable("MINNOW_BENCH_FRAMES", Frames.ToString());
        object instance = Activator.CreateInstance(bench)!;
        foreach (PropertyInfo size in bench.GetProperties().Where(static p => p.IsDefined(typeof(ParamsAttribute)))) size.SetValue(instance, Items);
        Call(instance, typeof(GlobalSetupAttribute));
        foreach (MethodInfo body in Bodies(bench))
        {
            object? first = body.Invoke(instance, null);
            Assert.IsType<ulong>(first);
            Assert.Equal((body.Name, first), (body.Name, body.Invoke(instance, null)));
        }
        Call(instance, typeof(GlobalCleanupAttribute));
    }

    [Fact]
    public void Each_class_is_named_for_stage_and_verb_and_has_one_baseline()
    {
        Assert.NotEmpty(All());
        Assert.All(All(), static bench => Assert.Matches("^[A-Z][a-z]+[A-Z][a-z]+Bench$", bench.Name));
        Assert.All(All(), static bench => Assert.Single(Bodies(bench), static body => body.GetCustomAttribute<BenchmarkAttribute>()!.Baseline));
    }

    private static IEnumerable<Type> All() => typeof(FrameParseBench).Assembly.GetTypes().Where(static type => Bodies(type).Any());

    private static IEnumerable<MethodInfo> Bodies(Type type) => type.GetMethods().Where(static method => method.IsDefined(typeof(BenchmarkAttribute)));

    private static void Call(object instance, Type attribute)
    {
        foreach (MethodInfo method in instance.GetType().GetMethods().Where(method => method.IsDefined(attribute))) method.Invoke(instance, null);
    }
}
