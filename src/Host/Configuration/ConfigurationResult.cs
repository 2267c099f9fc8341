using System.Collections.Generic;

namespace Minnow.Host.Configuration;

/// <summary>Either a configuration or everything that is wrong with it.</summary>
/// <param name="Configuration">Null if there are errors.</param>
/// <param name="Errors">In the order of the file.</param>
public sealed record ConfigurationResult(LoadedConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors);
