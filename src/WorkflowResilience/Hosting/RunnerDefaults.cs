using Microsoft.Extensions.Options;

namespace WorkflowResilience.Hosting;

/// <summary>The provider's clock is the runner's, unless one was given already.</summary>
/// <param name="time">The provider's clock.</param>
internal sealed class RunnerDefaults(TimeProvider time) : IConfigureOptions<WorkflowRunnerOptions>
{
    public void Configure(WorkflowRunnerOptions options)
    {
        if (options.TimeProvider == TimeProvider.System) options.TimeProvider = time;
    }
}
