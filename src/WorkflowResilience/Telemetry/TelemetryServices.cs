using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <summary>Registers the observers that log and measure, and what copies the host's log to its runs.</summary>
internal static class TelemetryServices
{
    /// <summary>Adds them to the <see cref="IResilienceObserver"/>s and the <see cref="ILoggerProvider"/>s, once, however often it is called. They take the host's loggers and meters if there are any.</summary>
    internal static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new ResilienceMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IResilienceObserver, LogObserver>(static provider => new LogObserver(provider.GetService<ILoggerFactory>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IResilienceObserver, ResilienceMetrics>(static provider => provider.GetRequiredService<ResilienceMetrics>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, RunLogProvider>());
        return services;
    }
}
