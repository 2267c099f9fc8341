using System.Collections.Generic;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Rpc;

/// <summary>An account and its money at the start.</summary>
/// <param name="Spec">The account; keys name it by <see cref="AccountSpec.Name"/>.</param>
/// <param name="Deposits">Currency and amount, 1e-8.</param>
public sealed record AccountOptions(AccountSpec Spec, IReadOnlyList<(string Currency, long AmountE8)> Deposits);
