using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience;

internal sealed class WorkflowResilienceBuilder(IServiceCollection services) : IWorkflowResilienceBuilder
{
    public IServiceCollection Services { get; } = services;
}
