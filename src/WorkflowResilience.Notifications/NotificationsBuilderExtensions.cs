using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowResilience.Notifications;

namespace WorkflowResilience;

/// <summary>Adds notifications to a runner: its failures, recoveries, circuits and rates are told, and <see cref="NotificationCenter"/> is a service for what the host itself tells.</summary>
/// <remarks>
/// May be called more than once: what a later call says is added. The host does not start when the options are wrong, with an <see cref="OptionsValidationException"/> that tells
/// all problems at once; when it stops, it waits for messages to leave, no longer than <see cref="OutboxOptions.FlushTimeout"/>. A program without a host calls
/// <see cref="NotificationCenter.FlushAsync"/> before it ends.
/// </remarks>
public static class NotificationsBuilderExtensions
{
    /// <summary>Adds notifications.</summary>
    /// <param name="builder">The builder that <c>AddWorkflowResilience</c> returned.</param>
    /// <param name="configure">Sets channels, routes and limits.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddNotifications(this IWorkflowResilienceBuilder builder, Action<NotificationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptions();
        services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotificationOptions>, NotificationValidation>());
        services.TryAddSingleton(static provider =>
        {
            NotificationOptions options = provider.GetRequiredService<IOptions<NotificationOptions>>().Value;
            if (provider.GetService<ILoggerFactory>() is { } logs) options.AuditSink += new AuditLog(logs.CreateLogger("WorkflowResilience.Notifications")).Write;
            var center = NotificationCenter.Create(options, provider.GetService<TimeProvider>() ?? TimeProvider.System, provider);
            center.Telemetry = new NotificationTelemetry(provider.GetService<IMeterFactory>()?.Create(NotificationTelemetry.MeterName) ?? new Meter(NotificationTelemetry.MeterName), center);
            return center;
        });
        services.TryAddSingleton<INotificationPreview>(static provider => provider.GetRequiredService<NotificationCenter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NotificationHost>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageLifecycle, StageNotifications>(static provider =>
            new StageNotifications(provider.GetRequiredService<NotificationCenter>(), provider.GetRequiredService<IOptions<NotificationOptions>>().Value)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IResilienceObserver, EventNotifications>(static provider =>
            new EventNotifications(provider.GetRequiredService<NotificationCenter>(), provider.GetRequiredService<IOptions<NotificationOptions>>().Value)));
        return builder;
    }
}
