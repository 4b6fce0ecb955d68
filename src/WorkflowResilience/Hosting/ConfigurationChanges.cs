using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WorkflowResilience.Hosting;

/// <summary>Tells when a section of the configuration has changed.</summary>
/// <param name="configuration">The section.</param>
internal sealed class ConfigurationChanges(IConfiguration configuration) : IOptionsChangeTokenSource<WorkflowRunnerOptions>
{
    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => configuration.GetReloadToken();
}
