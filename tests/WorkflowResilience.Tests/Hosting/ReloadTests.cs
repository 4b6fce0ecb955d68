using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Hosting;

/// <summary>Rule 14: a good change is put in force, a bad one changes nothing, and either way the next is heard.</summary>
[TestFixture]
public sealed class ReloadTests
{
    [Test]
    public void A_good_change_is_put_in_force_as_a_whole()
    {
        using Bench bench = new();
        StageExecutor held = bench.Runner["Build"];

        bench.Change(("Stages:Build:MaxAttempts", "7"), ("Stages:New:Offload", "true"), ("LogCapacity", "3"), ("UnknownStages", "DefaultPolicy"), ("DefaultPolicy:MaxAttempts", "1"));

        held.Policy.MaxAttempts.Should().Be(7);
        bench.Runner["New"].Policy.Should().Be(new StagePolicy { MaxAttempts = 1, Offload = true });
        bench.Runner["Anything"].Policy.Should().Be(new StagePolicy { MaxAttempts = 1 });
        bench.Told().Should().Equal("PolicyChanged Build", "PolicyChanged New");
        bench.Change(("DefaultPolicy:MaxAttempts", "2"));
        bench.Runner["Anything"].Policy.MaxAttempts.Should().Be(2, "it runs under the default policy");
    }

    [Test]
    public void A_bad_change_is_told_once_with_all_its_problems_and_changes_nothing()
    {
        using Bench bench = new();
        StagePolicy before = bench.Runner["Build"].Policy;

        bench.Change(("Stages:Build:MaxAttempts", "9"), ("Stages:Build:AttemptTimeout", "30"), ("Stages:Open:MaxAttempts", "0"), ("MaxConcurrentRetries", "8"));

        bench.Runner["Build"].Policy.Should().BeSameAs(before);
        bench.Told().Should().Equal("PolicyRefused ");
        bench.Seen.Events[0].Problems.Should().Equal(
            "Stages:Build:AttemptTimeout: '30' has no unit; write 30s.",
            "Stages:Open:MaxAttempts is 0; it must be from 1 (no retry) to 1000.");
        bench.Change(("Stages:Build:AttemptTimeout", "30s"), ("Stages:Open:MaxAttempts", "1"));
        bench.Runner["Build"].Policy.MaxAttempts.Should().Be(9);
    }

    [Test]
    public void A_reload_that_changes_nothing_tells_nothing()
    {
        using Bench bench = new();

        bench.Root.Reload();

        bench.Told().Should().BeEmpty();
    }

    [Test]
    public void What_throws_while_options_are_made_is_a_refusal_and_the_next_change_is_heard()
    {
        using Bench bench = new();
        bench.Throws = true;
        bench.Change(("Stages:Build:MaxAttempts", "9"));
        bench.Throws = false;

        bench.Seen.Events.Should().ContainSingle().Which.Problems.Should().ContainSingle()
            .Which.Should().Be("The options could not be made, and what was configured before stays in force: InvalidOperationException: of the host");
        bench.Change(("Stages:Build:MaxAttempts", "8"));
        bench.Runner["Build"].Policy.MaxAttempts.Should().Be(8);
    }

    [Test]
    public void A_stage_that_is_gone_keeps_its_policy_and_a_shared_budget_changes_for_all_at_once()
    {
        using Bench bench = new();
        bench.Change(("Stages:Build:RetryBudget:Target", "shared"), ("Stages:Open:RetryBudget:Target", "shared"));
        bench.Change(("Stages:Build:RetryBudget:Capacity", "30"), ("Stages:Open:RetryBudget:Capacity", "30"));
        bench.Runner["Build"].Policy.RetryBudget!.Capacity.Should().Be(30);
        bench.Seen.Clear();

        bench.Remove("Stages:Open");
        bench.Change(("Stages:Build:RetryBudget:Capacity", "40"));

        bench.Told().Should().Equal("PolicyRefused ");
        bench.Seen.Events[0].Problems.Should().Equal("The retry budget 'shared' has different numbers for the stages Build, Open; a shared budget needs the same.");
        bench.Runner["Open"].Policy.RetryBudget!.Capacity.Should().Be(30, "it is gone from the file and keeps its policy");
    }

    [Test]
    public void The_host_s_limit_and_the_limits_of_runs_change()
    {
        using Bench bench = new();
        bench.Change(("RunLimits:MaxRetries", "0"), ("Stages:Build:Backoff", "1s"));

        RunSummary summary = bench.Time.Run(async () => await bench.Runner.TryRunAsync("r", async run => await run.StageAsync("Build", _ => throw new TimeoutException("x"))));

        summary.Failure!.Reason.Should().Be(StageReason.RunRetryLimit);
    }

    [Test]
    public async Task A_thousand_reloads_a_third_of_them_bad_lose_no_call_and_no_state()
    {
        const int Reloads = 1000;
        using Bench bench = new();
        WorkflowRunner runner = bench.Runner;
        await Fail(runner["Open"], 1);
        runner["Isolated"].Circuit!.Isolate();
        await Fail(runner["Paying"], 3);
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        TimeSpan remaining = runner["Open"].Circuit!.Snapshot().RetryAfter;
        using CancellationTokenSource done = new();
        Task<(long Calls, long Successes)>[] traffic = [.. Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(() => Traffic(runner, done.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap())];

        int refused = 0, changed = 0;
        for (int i = 1; i <= Reloads; i++)
        {
            bool bad = i % 3 == 0;
            bench.Throws = bad && i % 2 == 0;
            bench.Change(
                ("Stages:Build:MaxAttempts", Text(1 + (i % 7))),
                ("Stages:Build:AttemptTimeout", bad ? Text(i) : $"{i}s"),
                ("Stages:Open:CircuitBreaker:HalfOpenPermits", Text(1 + (i % 5))),
                ("Stages:Isolated:MaxServerDelay", $"{i}ms"),
                ("Stages:Paying:RetryBudget:Capacity", Text(20 + (i % 4))),
                ("MaxConcurrentRetries", Text(1 + (i % 9))));
            refused += bad ? 1 : 0;
            changed += bad ? 0 : 1;
        }

        await done.CancelAsync();
        (long Calls, long Successes)[] counts = await Task.WhenAll(traffic);
        counts.Should().OnlyContain(c => c.Calls == c.Successes && c.Calls > 0);
        bench.Seen.Of(ResilienceEventKinds.PolicyRefused).Should().HaveCount(refused);
        bench.Seen.Of("Isolated", ResilienceEventKinds.PolicyChanged).Should().HaveCount(changed);
        runner["Build"].Policy.AttemptTimeout.Should().Be(TimeSpan.FromSeconds(Reloads));
        runner["Open"].Circuit!.State.Should().Be(CircuitState.Open);
        runner["Open"].Circuit!.Snapshot().RetryAfter.Should().Be(remaining).And.BeGreaterThan(TimeSpan.Zero);
        runner["Isolated"].Circuit!.State.Should().Be(CircuitState.Isolated);
        (await runner["Paying"].TryRunAsync(_ => throw new IOException("x"))).Failure.Should().Match<StageFailure>(f => f.Attempts == 2 && f.Reason == StageReason.RetryBudgetExhausted, "one of three tokens was left");
        runner.CallbackFailures.Should().Be(0);
    }

    [Test]
    public async Task Reloads_of_many_threads_end_with_the_last_state()
    {
        using Bench bench = new();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 50; i++)
                {
                    bench.Root["Stages:Build:MaxAttempts"] = Text(1 + ((i + t) % 9));
                    bench.Root.Reload();
                }
            },
            default,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        bench.Change(("Stages:Build:MaxAttempts", "11"));

        bench.Runner["Build"].Policy.MaxAttempts.Should().Be(11);
    }

    [Test]
    public void After_the_provider_is_gone_a_reload_does_nothing()
    {
        Bench bench = new();
        bench.Dispose();

        bench.Invoking(b => b.Change(("Stages:Build:MaxAttempts", "9"))).Should().NotThrow();
        bench.Told().Should().BeEmpty();
    }

    [Test]
    public void A_source_of_changes_that_the_user_registered_is_heard_and_one_of_other_options_is_not()
    {
        int attempts = 2;
        Source own = new(Options.DefaultName), other = new("other");
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IOptionsChangeTokenSource<WorkflowRunnerOptions>>(own).AddSingleton<IOptionsChangeTokenSource<WorkflowRunnerOptions>>(other)
            .AddWorkflowResilience(o => o.Policies["Build"] = new StagePolicy { MaxAttempts = attempts }).Services.BuildServiceProvider();
        StageExecutor build = provider.GetRequiredService<WorkflowRunner>()["Build"];

        attempts = 5;
        other.Fire();
        build.Policy.MaxAttempts.Should().Be(2);
        own.Fire();
        build.Policy.MaxAttempts.Should().Be(5);
    }

    [Test]
    public void A_bad_change_of_a_configuration_with_two_sections_in_use_is_told_once()
    {
        IConfigurationRoot root = new ConfigurationBuilder().Add(new Store { ["A:LogCapacity"] = "1", ["B:MaxConcurrentRetries"] = "2" }).Build();
        RecordingObserver seen = new(ResilienceEventKinds.PolicyRefused);
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IResilienceObserver>(seen)
            .AddWorkflowResilience(root.GetSection("A")).Services.AddWorkflowResilience(root.GetSection("B")).Services.BuildServiceProvider();
        provider.GetRequiredService<WorkflowRunner>();

        root["A:LogCapacity"] = "-1";
        root["B:MaxConcurrentRetries"] = "x";
        root.Reload();

        seen.Events.Should().ContainSingle().Which.Problems.Should().Equal("B:MaxConcurrentRetries is 'x'; write a whole number such as 3.", "A:LogCapacity is -1; it must be from 0 to 100000.");
    }

    [Test]
    public void A_source_that_fails_does_not_silence_the_others()
    {
        int attempts = 2;
        Source good = new(Options.DefaultName), bad = new(Options.DefaultName);
        RecordingObserver seen = new(ResilienceEventKinds.PolicyRefused);
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IOptionsChangeTokenSource<WorkflowRunnerOptions>>(bad).AddSingleton<IOptionsChangeTokenSource<WorkflowRunnerOptions>>(good).AddSingleton<IResilienceObserver>(seen)
            .AddWorkflowResilience(o => o.Policies["Build"] = new StagePolicy { MaxAttempts = attempts }).Services.BuildServiceProvider();
        StageExecutor build = provider.GetRequiredService<WorkflowRunner>()["Build"];

        bad.Fails = true;
        for (attempts = 3; attempts < 6; attempts++)
        {
            good.Fire();
            build.Policy.MaxAttempts.Should().Be(attempts);
        }

        seen.Events.Should().HaveCount(3).And.OnlyContain(e => e.Problems![0].StartsWith("A source of changes failed and is not heard until the next change of another: "));
    }

    private static async Task<(long Calls, long Successes)> Traffic(WorkflowRunner runner, CancellationToken done)
    {
        long calls = 0, successes = 0;
        while (!done.IsCancellationRequested)
        {
            calls++;
            StageOutcome<long> outcome = await runner["Build"].TryRunAsync<long>(async _ =>
            {
                if (calls % 64 == 0) await Task.Yield();
                return calls;
            });
            if (outcome.IsSuccess && outcome.Value == calls) successes++;
        }

        return (calls, successes);
    }

    private static async Task Fail(StageExecutor stage, int attempts)
    {
        StageOutcome outcome = await stage.TryRunAsync(_ => throw new IOException("x"));
        outcome.Failure!.Attempts.Should().Be(attempts);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Source(string name) : IOptionsChangeTokenSource<WorkflowRunnerOptions>
    {
        private CancellationTokenSource _current = new();

        public string? Name => name;

        internal bool Fails { get; set; }

        public IChangeToken GetChangeToken() => Fails ? throw new IOException("no token") : new CancellationChangeToken(_current.Token);

        internal void Fire() => Interlocked.Exchange(ref _current, new CancellationTokenSource()).Cancel();
    }

    private sealed class Store : ConfigurationProvider, IConfigurationSource
    {
        private readonly ConcurrentDictionary<string, string?> _data = new(StringComparer.OrdinalIgnoreCase);

        internal Store() => Data = _data;

        internal string this[string key]
        {
            set => _data[key] = value;
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        internal void Remove(string section)
        {
            foreach (string key in _data.Keys.Where(k => k.StartsWith(section, StringComparison.Ordinal))) _data.TryRemove(key, out _);
        }
    }

    private sealed class Bench : IDisposable
    {
        private readonly ServiceProvider _provider;
        private readonly Store _store;

        internal Bench()
        {
            Root = new ConfigurationBuilder().Add(new Store
            {
                ["Seed"] = "1",
                ["Stages:Build:MaxAttempts"] = "3",
                ["Stages:Open:MaxAttempts"] = "1",
                ["Stages:Open:CircuitBreaker:ConsecutiveFailures"] = "1",
                ["Stages:Open:CircuitBreaker:OpenTime"] = "5m",
                ["Stages:Isolated:MaxAttempts"] = "1",
                ["Stages:Isolated:CircuitBreaker"] = "default",
                ["Stages:Paying:MaxAttempts"] = "3",
                ["Stages:Paying:Backoff"] = "0s",
                ["Stages:Paying:Conditions:0:Any"] = "true",
                ["Stages:Paying:RetryBudget:Initial"] = "3",
                ["Stages:Paying:RetryBudget:DepositPerSuccess"] = "0",
            }).Build();
            _store = (Store)Root.Providers.Single();
            _provider = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSingleton<IResilienceObserver>(Seen).AddWorkflowResilience(Root)
                .Services.AddWorkflowResilience(_ =>
                {
                    if (Throws) throw new InvalidOperationException("of the host");
                }).Services.BuildServiceProvider();
            Runner = _provider.GetRequiredService<WorkflowRunner>();
        }

        internal IConfigurationRoot Root { get; }

        internal ManualTimeProvider Time { get; } = new();

        internal RecordingObserver Seen { get; } = new(ResilienceEventKinds.PolicyChanged | ResilienceEventKinds.PolicyRefused);

        internal WorkflowRunner Runner { get; }

        internal bool Throws { get; set; }

        public void Dispose() => _provider.Dispose();

        internal void Change(params (string Key, string? Value)[] values)
        {
            foreach ((string key, string? value) in values) Root[key] = value;
            Root.Reload();
        }

        internal void Remove(string section) => _store.Remove(section);

        internal string[] Told() => [.. Seen.Events.Select(e => $"{e.Kind} {e.Stage}").Order(StringComparer.Ordinal)];
    }
}
