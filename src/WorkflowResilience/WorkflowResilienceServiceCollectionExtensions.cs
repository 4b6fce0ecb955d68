using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WorkflowResilience.Configuration;
using WorkflowResilience.Hosting;
using WorkflowResilience.Telemetry;

namespace WorkflowResilience;

/// <summary>Registers a <see cref="WorkflowRunner"/> and its <see cref="ServiceStatuses"/> as singletons, and each of its stages as a keyed <see cref="StageExecutor"/>.</summary>
/// <remarks>
/// Any of these may be called in any order and more than once: there is one runner, and what a later call says wins, member by member. Observers, classifiers and lifecycles that are
/// services are the runner's as well; they must not ask for the runner themselves. The runner takes the <see cref="TimeProvider"/> of the services. When its options are wrong, a
/// host does not start and without a host the first use fails, with an <see cref="OptionsValidationException"/> that tells all problems at once.
/// </remarks>
public static class WorkflowResilienceServiceCollectionExtensions
{
    /// <summary>Adds a runner with the default policies.</summary>
    /// <param name="services">The services to add to.</param>
    /// <returns>A builder to add more to.</returns>
    public static IWorkflowResilienceBuilder AddWorkflowResilience(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddTelemetry();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<WorkflowRunnerOptions>, RunnerDefaults>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowRunnerOptions>, RunnerValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RunnerStart>());
        services.TryAddSingleton<RunnerFactory>();
        services.TryAddSingleton<RunnerHost>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<RunnerHost>().Runner);
        services.TryAddSingleton(static provider => provider.GetRequiredService<WorkflowRunner>().ServiceStatuses);
        services.TryAddSingleton(static provider => provider.GetRequiredService<WorkflowRunner>().FailureHistory);
        services.TryAddSingleton(static provider => provider.GetRequiredService<WorkflowRunner>().Patterns);
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (provider, key) => KeyedStages.Get(provider, key));
        return new WorkflowResilienceBuilder(services);
    }

    /// <summary>Adds a runner and sets its options in code.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets policies, limits and listeners, on top of what earlier calls have set. Called again at each reload of a configuration.</param>
    /// <returns>A builder to add more to.</returns>
    public static IWorkflowResilienceBuilder AddWorkflowResilience(this IServiceCollection services, Action<WorkflowRunnerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        IWorkflowResilienceBuilder builder = services.AddWorkflowResilience();
        services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// Adds a runner and reads its options from a configuration section: durations as <c>30s</c> or <c>1h30m</c>, each key changing what it names. When that changes, the
    /// runner follows; a change that is wrong in any way is refused as a whole and told to observers, and what was in force stays so.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("WorkflowResilience")</c>. One that is not there says nothing.</param>
    /// <returns>A builder to add more to.</returns>
    public static IWorkflowResilienceBuilder AddWorkflowResilience(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        IWorkflowResilienceBuilder builder = services.AddWorkflowResilience();
        services.AddSingleton<IConfigureOptions<WorkflowRunnerOptions>>(provider =>
            new ConfigurationBinding(section, provider.GetServices<NamedCondition>(), provider.GetServices<NamedBackoff>()));
        services.AddSingleton<IOptionsChangeTokenSource<WorkflowRunnerOptions>>(new ConfigurationChanges(section));
        return builder;
    }
}
