using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WorkflowResilience.Hosting;

/// <summary>Makes the runner before anything else of a host starts, so that a host with a bad configuration does not start at all.</summary>
/// <remarks>Instead of <c>ValidateOnStart</c>: that keeps an options monitor, which throws a bad reload at whoever caused it.</remarks>
/// <param name="services">Where the runner is.</param>
internal sealed class RunnerStart(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<WorkflowRunner>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
