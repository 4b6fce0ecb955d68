using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WorkflowResilience.Notifications;

/// <summary>Begins to send when a host starts, and lets messages leave before it ends.</summary>
/// <param name="services">Where the center is: a wrong configuration is told when the host starts, not when its services are made.</param>
internal sealed class NotificationHost(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => services.GetRequiredService<NotificationCenter>().StartAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The last of all: what other services of the host tell while they stop is to leave as well.
    public async Task StoppedAsync(CancellationToken cancellationToken) =>
        await services.GetRequiredService<NotificationCenter>().FlushAsync(services.GetRequiredService<IOptions<NotificationOptions>>().Value.Outbox.FlushTimeout, cancellationToken).ConfigureAwait(false);
}
