using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Books;

/// <summary>The whole quoter on the same events: book, signals, decisions with their records, orders.</summary>
public sealed class QuoterApply : IWorkload
{
    private readonly RecordedInput _input;
    private readonly StateBlock _block = new(RecordedInput.MaxInstruments);
    private readonly OutputBatch _output = new(OutputBatch.CapacityFor(RecordedInput.MaxInstruments));
    private readonly Quoter _quoter;

    public QuoterApply(RecordedInput input)
    {
        _input = input;
        _quoter = new Quoter(_block, _output);
        WrongResultException.Unless((long)Pass(), input.Said.Length, "records that the quoter says");
        WrongResultException.Unless((long)_block.Hash(), (long)input.FinalHash, "the quoter's state");
    }

    /// <inheritdoc/>
    public string Name => "decide/minnow";

    /// <inheritdoc/>
    public int Items => _input.Events.Length;

    /// <inheritdoc/>
    public ulong Pass()
    {
        _block.Restore(_input.StartedState);
        long sequence = _input.Start.Length;
        ulong said = 0;
        foreach (ref readonly Event e in _input.Events.AsSpan())
        {
            _quoter.Apply(in e, sequence++);
            said += (ulong)_output.Count;
        }
        return said;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _block.Dispose();
        _output.Dispose();
    }
}
