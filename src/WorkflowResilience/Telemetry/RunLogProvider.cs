using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WorkflowResilience.Telemetry;

/// <summary>
/// Copies what the host's code logs inside a run to the log of that run, so that a failure carries the last lines before it. Outside runs it is not enabled for any level. The host's filters
/// apply to it as to every provider, under the name <c>WorkflowRun</c>.
/// </summary>
[ProviderAlias("WorkflowRun")]
internal sealed class RunLogProvider : ILoggerProvider
{
    // What this library logs of a run is in its failures already.
    public ILogger CreateLogger(string categoryName) =>
        string.Equals(categoryName, LogObserver.Category, StringComparison.Ordinal) || categoryName.StartsWith(LogObserver.Category + ".", StringComparison.Ordinal)
            ? NullLogger.Instance
            : new RunLogger(categoryName);

    public void Dispose()
    {
        // It holds nothing: the lines belong to the runs.
    }
}
