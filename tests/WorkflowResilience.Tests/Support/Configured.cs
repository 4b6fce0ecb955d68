using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkflowResilience.Tests.Support;

/// <summary>Runners and options as configuration makes them.</summary>
internal static class Configured
{
    /// <summary>A configuration from JSON texts, later ones over earlier ones.</summary>
    internal static IConfigurationRoot Json(params string[] texts)
    {
        ConfigurationBuilder builder = new();
        foreach (string text in texts) builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return builder.Build();
    }

    /// <summary>The policy of the stage Build below the given one, when its section holds this.</summary>
    internal static StagePolicy Build(string section, StagePolicy? before = null) =>
        Options(Json($$"""{ "Stages": { "Build": {{section}} } }"""), o => o.Policies["Build"] = before ?? new StagePolicy()).Policies["Build"];

    internal static WorkflowRunnerOptions Options(IConfiguration section, Action<WorkflowRunnerOptions>? first = null)
    {
        using ServiceProvider provider = Services(section, first).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<WorkflowRunnerOptions>>().Value;
    }

    /// <summary>What is wrong with a configuration, as a user reads it.</summary>
    internal static string Refusal(IConfiguration section)
    {
        using ServiceProvider provider = Services(section).BuildServiceProvider();
        return provider.Invoking(p => p.GetRequiredService<WorkflowRunner>()).Should().Throw<OptionsValidationException>().Which.Message;
    }

    private static IServiceCollection Services(IConfiguration section, Action<WorkflowRunnerOptions>? first = null) => new ServiceCollection()
        .AddWorkflowResilience(first ?? (_ => { })).Services
        .AddWorkflowResilience(section)
        .AddCondition("busy-answer", RetryCondition.OnResult<string>("busy-answer", s => s == "busy"))
        .AddBackoff("office-hours", BackoffSchedule.Custom("office-hours", (attempt, _, _) => TimeSpan.FromMinutes(attempt)))
        .Services;
}
