using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WorkflowResilience.Tests.Hosting;

[TestFixture]
public sealed class HostStartTests
{
    private const string Expected = """
        The runner's configuration has 3 problems:
        - WorkflowResilience:Stages:Build:MaxAtempts is not a key of a stage (did you mean 'MaxAttempts'?).
        - Policies[Deploy]: MaxAttempts is 0; it must be from 1 (no retry) to 1000.
        - MaxConcurrentRetries is -1; it must be from 1 to 100000.
        """;

    [Test]
    public async Task A_host_with_bad_options_does_not_start_and_tells_everything_at_once()
    {
        HostApplicationBuilder builder = Builder(bad: true);
        builder.Services.AddHostedService<NeverStarted>();
        using IHost host = builder.Build();

        (await host.Invoking(h => h.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Be(Expected.ReplaceLineEndings("\n"));

        NeverStarted.Starts.Should().Be(0);
    }

    [Test]
    public void Without_a_host_the_first_use_tells_the_same()
    {
        using ServiceProvider provider = Builder(bad: true).Services.BuildServiceProvider();

        for (int i = 0; i < 2; i++)
        {
            OptionsValidationException e = provider.Invoking(p => p.GetRequiredService<WorkflowRunner>()).Should().Throw<OptionsValidationException>().Which;
            e.Message.Should().Be(Expected.ReplaceLineEndings("\n"));
            e.OptionsType.Should().Be<WorkflowRunnerOptions>();
        }
    }

    [Test]
    public async Task A_host_with_good_options_starts_with_a_runner()
    {
        using IHost host = Builder(bad: false).Build();

        await host.StartAsync();
        await host.StopAsync();

        host.Services.GetRequiredService<WorkflowRunner>()["Build"].Policy.MaxAttempts.Should().Be(7);
    }

    [Test]
    public void A_user_s_own_validation_is_told_too()
    {
        HostApplicationBuilder builder = Builder(bad: false);
        builder.Services.AddOptions<WorkflowRunnerOptions>().Validate(o => o.Policies.Count < 3, "Too many stages.");
        using ServiceProvider provider = builder.Services.BuildServiceProvider();

        provider.Invoking(p => p.GetRequiredService<WorkflowRunner>()).Should().Throw<OptionsValidationException>().WithMessage("The runner's configuration has a problem:\n- Too many stages.");
    }

    private static HostApplicationBuilder Builder(bool bad)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>($"WorkflowResilience:Stages:Build:{(bad ? "MaxAtempts" : "MaxAttempts")}", "7")]);
        builder.Services.AddWorkflowResilience(builder.Configuration.GetSection("WorkflowResilience"));
        if (bad) builder.Services.AddWorkflowResilience(o => o.MaxConcurrentRetries = -1).AddStage("Deploy", new StagePolicy { MaxAttempts = 0 });
        return builder;
    }

    private sealed class NeverStarted : IHostedService
    {
        internal static int Starts { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Starts++;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
