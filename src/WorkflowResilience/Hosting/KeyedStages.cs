using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience.Hosting;

/// <summary>Stages by the key of a service.</summary>
internal static class KeyedStages
{
    internal static StageExecutor Get(IServiceProvider services, object? key) => key switch
    {
        WorkflowStage stage => services.GetRequiredService<WorkflowRunner>()[stage],
        string name => services.GetRequiredService<WorkflowRunner>()[name],
        _ => throw new InvalidOperationException($"A stage is asked for by its name or by a WorkflowStage, not by the key '{key}'; write [FromKeyedServices(\"RepositoryClone\")]."),
    };
}
