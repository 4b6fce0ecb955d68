using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests;

[TestFixture]
public sealed class WorkflowResilienceServiceCollectionExtensionsTests
{
    [Test]
    public void One_call_is_enough_for_a_runner_with_the_default_policies()
    {
        using ServiceProvider provider = new ServiceCollection().AddWorkflowResilience().Services.BuildServiceProvider();

        provider.GetRequiredService<WorkflowRunner>()[WorkflowStage.RepositoryClone].Policy.Should().Be(DefaultPolicies.RepositoryClone);
        provider.GetRequiredService<WorkflowRunner>().Should().BeSameAs(provider.GetRequiredService<WorkflowRunner>());
    }

    [Test]
    public void Later_calls_win_member_by_member_in_whatever_order_the_sorts_come()
    {
        IConfiguration section = Configured.Json("""{ "Stages": { "Build": { "MaxAttempts": 4, "TotalTimeout": "20m" } }, "LogCapacity": 7 }""");
        Action<IServiceCollection>[] calls =
        [
            s => s.AddWorkflowResilience(o => o.Policies["Build"] = new StagePolicy { MaxAttempts = 2, Offload = true }),
            s => s.AddWorkflowResilience(section),
            s => s.AddWorkflowResilience().AddStage("Build", p => p with { MaxAttempts = p.MaxAttempts + 10 }),
            s => s.AddWorkflowResilience(),
        ];

        Policy(calls[0], calls[1], calls[3], calls[2]).Should().Be(new StagePolicy { MaxAttempts = 14, TotalTimeout = TimeSpan.FromMinutes(20), Offload = true });
        Policy(calls[2], calls[1]).Should().Be(new StagePolicy { MaxAttempts = 4, TotalTimeout = TimeSpan.FromMinutes(20) });
        Policy(calls[1], calls[2]).MaxAttempts.Should().Be(14);
        Policy(calls[1], calls[3], calls[0]).Should().Be(new StagePolicy { MaxAttempts = 2, Offload = true });
        Policy(calls[1], calls[1]).MaxAttempts.Should().Be(4);
    }

    [Test]
    public void The_later_of_two_sections_changes_only_what_it_names() =>
        Policy(
            s => s.AddWorkflowResilience(Configured.Json("""{ "Stages": { "Build": { "MaxAttempts": 4, "Backoff": { "Kind": "Exponential", "Initial": "5s", "Max": "1m" } } } }""")),
            s => s.AddWorkflowResilience(Configured.Json("""{ "Stages": { "build": { "Backoff": { "Max": "2m" } } } }""")))
            .Should().Be(new StagePolicy { MaxAttempts = 4, Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(5), max: TimeSpan.FromMinutes(2)) });

    [Test]
    public void A_user_s_own_Configure_and_PostConfigure_count()
    {
        Policy(
            s => s.Configure<WorkflowRunnerOptions>(o => o.Policies["Build"] = new StagePolicy { MaxAttempts = 2 }),
            s => s.AddWorkflowResilience(),
            s => s.PostConfigure<WorkflowRunnerOptions>(o => o.Policies["Build"] = o.Policies["Build"] with { Offload = true }))
            .Should().Be(new StagePolicy { MaxAttempts = 2, Offload = true });
    }

    [Test]
    public void However_often_it_is_called_there_is_one_runner_and_each_service_once()
    {
        ServiceCollection services = new();
        services.AddWorkflowResilience();
        int once = services.Count;
        services.AddWorkflowResilience();
        services.AddWorkflowResilience();

        services.Should().HaveCount(once);
    }

    [Test]
    public void Names_and_arguments_are_checked_where_they_are_given()
    {
        IWorkflowResilienceBuilder builder = new ServiceCollection().AddWorkflowResilience();

        builder.Invoking(b => b.AddStage(default, new StagePolicy())).Should().Throw<ArgumentException>().WithParameterName("stage");
        builder.Invoking(b => b.AddStage("Build", (StagePolicy)null!)).Should().Throw<ArgumentNullException>().WithParameterName("policy");
        builder.Invoking(b => b.AddCondition(" ", RetryCondition.Anything)).Should().Throw<ArgumentException>().WithParameterName("name");
        builder.Invoking(b => b.AddBackoff("x", null!)).Should().Throw<ArgumentNullException>().WithParameterName("schedule");
        builder.Services.Invoking(s => s.AddWorkflowResilience((IConfiguration)null!)).Should().Throw<ArgumentNullException>().WithParameterName("section");
    }

    private static StagePolicy Policy(params Action<IServiceCollection>[] calls)
    {
        ServiceCollection services = new();
        foreach (Action<IServiceCollection> call in calls) call(services);
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return provider.GetRequiredService<WorkflowRunner>()["Build"].Policy;
    }
}
