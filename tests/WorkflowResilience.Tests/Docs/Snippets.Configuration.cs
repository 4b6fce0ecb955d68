using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on configuration; that it compiles is the test.</summary>
internal static class Snippets
{
    internal static void Services(string[] args)
    {
        #region configuration-services
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);

        builder.Services.AddWorkflowResilience(builder.Configuration.GetSection("WorkflowResilience"))
            .AddStage("Deploy", policy => policy with { Effect = StageEffect.NotIdempotent });
        #endregion
    }

    internal static void Readme(IHostApplicationBuilder builder)
    {
        #region readme-host
        builder.Services.AddWorkflowResilience(builder.Configuration.GetSection("WorkflowResilience"))
            .AddHttp("GitHub", HttpPreset.GitHub)
            .AddStage("Deploy", policy => policy with { Effect = StageEffect.NotIdempotent });
        #endregion
    }

    internal static void Names(IHostApplicationBuilder builder)
    {
        #region configuration-names
        builder.Services.AddWorkflowResilience(builder.Configuration.GetSection("WorkflowResilience"))
            .AddCondition("still-building", RetryCondition.OnResult<BuildStatus>("still-building", status => status.IsRunning))
            .AddBackoff("gentle", BackoffSchedule.Custom("gentle", (attempt, previous, u) => TimeSpan.FromSeconds((5 * attempt) + u)));
        #endregion
    }

    internal static async Task Scoped(WorkflowRunner runner, IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        #region configuration-scoped
        string version = await runner["Deploy"].RunScopedAsync<IDeployer, string>(scopes, (deployer, ct) => deployer.DeployAsync(ct), cancellationToken);
        #endregion
        Console.WriteLine(version);
    }

    internal static void Validated(WorkflowRunnerOptions options, WorkflowRunner runner)
    {
        #region configuration-by-hand
        if (!runner.TryReconfigure(options, out IReadOnlyList<string> problems))
            Console.WriteLine(string.Join(Environment.NewLine, problems));
        #endregion
    }

    internal interface IDeployer
    {
        Task<string> DeployAsync(CancellationToken cancellationToken);
    }

    internal sealed record BuildStatus(bool IsRunning);

    #region configuration-keyed
    public sealed class Cloner([FromKeyedServices("RepositoryClone")] StageExecutor clone)
    {
        public ValueTask CloneAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => clone.RunAsync(work, cancellationToken);
    }
    #endregion
}
