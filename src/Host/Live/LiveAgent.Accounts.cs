using Minnow.Core.Model;
using Minnow.Host.Statements;

namespace Minnow.Host.Live;

/// <summary>The venue's statements against our account: what stays different goes to the quoter as an alert, so that its ladder acts and the journal has it.</summary>
public sealed partial class LiveAgent
{
    private readonly AccountWatch? _accounts;
    private readonly ulong _statementSource = Venues.Deribit.TextHash.Of("statement"u8);

    private void Compare(in Event e)
    {
        if (_accounts is null) return;
        StatementChange change = _accounts.Apply(in e, _nowNs);
        if (change == StatementChange.None || _own.IsFull) return;
        ref Event alert = ref _own.Add();
        alert = default;
        alert.Kind = EventKind.Alert;
        alert.Flags = EventFlags.First | EventFlags.Last | (change == StatementChange.Raised ? EventFlags.Lost : EventFlags.None);
        alert.InstrumentIndex = Units.NoInstrument;
        alert.Detail = (uint)AlertKind.Statement;
        alert.ReceivedNs = _nowNs;
        alert.Alert.SourceHash = _statementSource;
        alert.Alert.Value = change == StatementChange.Raised ? _accounts.ApartE8 : 0;
    }
}
