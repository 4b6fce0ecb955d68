using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace WorkflowResilience;

/// <summary>Registers a <see cref="WorkflowRunner"/>.</summary>
public static class WorkflowResilienceServiceCollectionExtensions
{
    /// <summary>Adds a runner with the default policies. May be called more than once.</summary>
    /// <param name="services">The services to add to.</param>
    /// <returns>A builder to add more to.</returns>
    public static IWorkflowResilienceBuilder AddWorkflowResilience(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddSingleton(static provider => WorkflowRunner.Create(provider.GetRequiredService<IOptions<WorkflowRunnerOptions>>().Value));
        return new WorkflowResilienceBuilder(services);
    }
}
