using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowResilience.Http;

namespace WorkflowResilience;

/// <summary>Named HTTP clients whose calls run under a stage's policy.</summary>
public static class HttpBuilderExtensions
{
    /// <summary>
    /// Adds a stage for HTTP calls. <c>[FromKeyedServices("GitHub")] HttpClient</c> is a client to keep and share, and <c>[FromKeyedServices("GitHub")] ResilienceHandler</c> a
    /// new handler for a client factory's chain: <c>AddHttpMessageHandler(p => p.GetRequiredKeyedService&lt;ResilienceHandler&gt;("GitHub"))</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="stage">The stage; its name is the key of both services.</param>
    /// <param name="preset">
    /// Options, and the policy that the stage begins with: code and configuration change it from there, whether they were added before or after. Null: <see cref="HttpPreset.Default"/>.
    /// </param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddHttp(this IWorkflowResilienceBuilder builder, WorkflowStage stage, HttpPreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (stage.IsNone) throw new ArgumentException("The stage has no name; write one such as \"GitHub\".", nameof(stage));
        preset ??= HttpPreset.Default;

        // First of all that makes options, so that a configuration section changes the preset instead of being replaced by it.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<WorkflowRunnerOptions>>(
            new ConfigureNamedOptions<WorkflowRunnerOptions>(Options.DefaultName, options => options.Policies.TryAdd(stage, preset.Policy))));
        builder.Services.AddKeyedTransient(stage.Name, (provider, _) => new ResilienceHandler(provider.GetRequiredService<WorkflowRunner>()[stage], preset.Options));
        builder.Services.AddKeyedSingleton(stage.Name, (provider, _) => ResilienceHttp.CreateClient(provider.GetRequiredService<WorkflowRunner>(), stage, preset));
        return builder;
    }
}
