using System;
using Minnow.Core.Ring;
using Xunit;

namespace Minnow.Core.Tests.Ring;

public sealed class RingRegistrationTests : IDisposable
{
    private readonly RingFactory _factory = new(ProducerKind.Single);

    public void Dispose() => _factory.Dispose();

    [Fact]
    public void More_consumers_than_the_ring_was_built_for_are_refused()
    {
        RingBuffer<long> ring = _factory.New(8, consumers: 2);
        ring.NewPoller("a");
        ring.NewPoller("b");
        Assert.Contains("'c'", Assert.Throws<InvalidOperationException>(() => ring.NewPoller("c")).Message);
    }

    [Fact]
    public void Sequence_of_another_ring_can_not_be_followed()
    {
        RingPoller<long> other = _factory.New(8).NewPoller("a");
        RingBuffer<long> ring = _factory.New(8);
        Assert.Throws<ArgumentException>(() => ring.NewPoller("b", other.Sequence));
    }

    [Theory]
    [InlineData(""), InlineData(null), InlineData("größe"), InlineData("a\0b"), InlineData("0123456789012345678901234567890123456789012345678901234567890123X")]
    public void Name_that_does_not_fit_its_field_is_refused(string? name) => Assert.Throws<ArgumentException>(() => _factory.New(8).NewPoller(name!));

    [Fact]
    public void Memory_that_was_given_back_says_so()
    {
        var memory = new NativeRingMemory(4096);
        memory.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new RingBuffer<long>(memory, 2, ProducerKind.Single, 1, BusySpinWaitStrategy.Instance));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeRingMemory(0));
    }
}
