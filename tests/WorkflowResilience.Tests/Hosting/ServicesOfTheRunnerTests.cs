using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Hosting;

[TestFixture]
public sealed class ServicesOfTheRunnerTests
{
    private static readonly StagePolicy s_plain = new() { MaxAttempts = 1, RetryBudget = null };

    [Test]
    public async Task Observers_and_classifiers_that_are_services_are_the_runner_s()
    {
        await using ServiceProvider provider = Services(b => b.AddObserver<SpyObserver>().AddObserver<SpyObserver>().AddClassifier<SpyClassifier>());

        StageOutcome outcome = await provider.GetRequiredService<WorkflowRunner>()["Build"].TryRunAsync(_ => throw new IOException("x"));

        outcome.Failure!.Kind.Name.Should().Be("Spied");
        provider.GetRequiredService<Sightings>().Lines.Should().Equal("AttemptFailed Spied");
    }

    [Test]
    public async Task Lifecycles_begin_in_order_and_end_in_reverse_and_one_that_throws_stops_no_other()
    {
        await using ServiceProvider provider = Services(b => b.AddLifecycle<FirstLifecycle>().AddLifecycle<ThrowingLifecycle>().AddLifecycle<ThirdLifecycle>().AddObserver<SpyObserver>());
        WorkflowRunner runner = provider.GetRequiredService<WorkflowRunner>();

        (await runner["Build"].RunAsync(_ => ValueTask.FromResult(42))).Should().Be(42);

        provider.GetRequiredService<Sightings>().Lines.Should().Equal(
            "first starts Build", "second starts Build", "third starts Build", "CallbackFailed Unknown", "third ends", "second ends", "first ends", "CallbackFailed Unknown");
        runner.CallbackFailures.Should().Be(2);
    }

    [Test]
    public async Task The_lifecycle_of_the_options_is_the_outermost()
    {
        Sightings seen = new();
        await using ServiceProvider provider = Services(b => b.AddLifecycle<FirstLifecycle>(), o => o.Lifecycle = new SpyLifecycle(seen, "own", throws: false), seen);

        await provider.GetRequiredService<WorkflowRunner>()["Build"].RunAsync(_ => ValueTask.CompletedTask);

        seen.Lines.Should().Equal("own starts Build", "first starts Build", "first ends", "own ends");
    }

    [Test]
    public async Task The_runner_takes_the_clock_of_the_services_unless_the_options_name_one()
    {
        ManualTimeProvider ofServices = new(), ofOptions = new();
        await using ServiceProvider first = new ServiceCollection().AddSingleton<TimeProvider>(ofServices).AddWorkflowResilience().Services.BuildServiceProvider();
        await using ServiceProvider second = new ServiceCollection().AddSingleton<TimeProvider>(ofServices).Configure<WorkflowRunnerOptions>(o => o.TimeProvider = ofOptions).AddWorkflowResilience().Services.BuildServiceProvider();

        (await Timed(first, ofServices)).Should().Be(TimeSpan.FromSeconds(7));
        (await Timed(second, ofOptions)).Should().Be(TimeSpan.FromSeconds(7));
    }

    [Test]
    public async Task What_is_reported_of_services_to_the_service_is_the_runner_s()
    {
        await using ServiceProvider provider = Services(_ => { });
        provider.GetRequiredService<ServiceStatuses>().Should().BeSameAs(provider.GetRequiredService<WorkflowRunner>().ServiceStatuses);
    }

    [Test]
    public async Task Without_a_clock_among_the_services_it_is_the_system_s()
    {
        await using ServiceProvider provider = new ServiceCollection().AddWorkflowResilience().Services.BuildServiceProvider();

        provider.GetRequiredService<TimeProvider>().Should().BeSameAs(TimeProvider.System);
    }

    [Test]
    public async Task The_runner_ends_with_the_provider()
    {
        WorkflowRunner runner;
        await using (ServiceProvider provider = Services(_ => { })) runner = provider.GetRequiredService<WorkflowRunner>();

        runner.Invoking(r => r["Build"]).Should().Throw<ObjectDisposedException>();
    }

    private static async Task<TimeSpan> Timed(ServiceProvider provider, ManualTimeProvider time)
    {
        StageOutcome outcome = await provider.GetRequiredService<WorkflowRunner>()[WorkflowStage.CodeAnalysis].TryRunAsync(ct =>
        {
            time.Advance(TimeSpan.FromSeconds(7));
            throw new FormatException("not worth a retry");
        });
        return outcome.Failure!.Duration;
    }

    private static ServiceProvider Services(Action<IWorkflowResilienceBuilder> add, Action<WorkflowRunnerOptions>? configure = null, Sightings? seen = null)
    {
        IWorkflowResilienceBuilder builder = new ServiceCollection().AddSingleton(seen ?? new Sightings()).AddWorkflowResilience(configure ?? (_ => { })).AddStage("Build", s_plain);
        add(builder);
        return builder.Services.BuildServiceProvider();
    }
}
