using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience;

/// <summary>What <c>AddWorkflowResilience</c> returns: more can be added to it, by this package and by others as extension methods.</summary>
/// <remarks>Made by this library only. Used while services are being registered, by one thread.</remarks>
public interface IWorkflowResilienceBuilder
{
    /// <summary>The services that are being registered.</summary>
    IServiceCollection Services { get; }
}
