using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Hosting;

[TestFixture]
public sealed class ScopedStageTests
{
    [Test]
    public async Task Each_attempt_has_a_scope_of_its_own_that_is_disposed_before_the_next_begins()
    {
        using Bench bench = new();

        string result = await bench.Stage.RunScopedAsync<Deployer, string>(bench.Scopes, (deployer, ct) => deployer.DeployAsync(failures: 2, ct));

        result.Should().Be("deployed by 3");
        bench.Log.Should().Equal("made 1", "disposed 1", "made 2", "disposed 2", "made 3", "disposed 3");
    }

    [Test]
    public async Task Every_form_binds_and_works()
    {
        using Bench bench = new();

        await bench.Stage.RunScopedAsync<Deployer>(bench.Scopes, (deployer, ct) => deployer.TouchAsync(ct));
        await bench.Stage.RunScopedAsync<Deployer>(bench.Scopes, async (deployer, ct) => await deployer.TouchAsync(ct));
        await bench.Stage.RunScopedAsync(bench.Scopes, (Deployer deployer, CancellationToken ct) => deployer.ValueAsync(ct));
        (await bench.Stage.TryRunScopedAsync<Deployer>(bench.Scopes, (deployer, ct) => deployer.TouchAsync(ct))).IsSuccess.Should().BeTrue();
        (await bench.Stage.TryRunScopedAsync<Deployer>(bench.Scopes, (_, _) => ValueTask.CompletedTask)).IsSuccess.Should().BeTrue();
        (await bench.Stage.TryRunScopedAsync<Deployer, int>(bench.Scopes, (deployer, ct) => deployer.ValueAsync(ct))).Value.Should().BePositive();
        (await bench.Stage.TryRunScopedAsync<Deployer, string>(bench.Scopes, (deployer, ct) => deployer.DeployAsync(0, ct))).Value.Should().StartWith("deployed");
        (await bench.Stage.RunScopedAsync<Deployer, int>(bench.Scopes, async (deployer, ct) => await deployer.ValueAsync(ct))).Should().BePositive();

        bench.Log.Should().HaveCount(16);
    }

    [Test]
    public async Task A_delegate_that_returns_no_task_is_told_so()
    {
        using Bench bench = new();
        Func<Deployer, CancellationToken, Task> none = (_, _) => null!;
        Func<Deployer, CancellationToken, Task<int>> noneOfInt = (_, _) => null!;

        (await bench.Stage.TryRunScopedAsync(bench.Scopes, none)).Failure!.Message.Should().Contain("The delegate returned null instead of a Task");
        (await bench.Stage.TryRunScopedAsync(bench.Scopes, noneOfInt)).Failure!.Message.Should().Contain("The delegate returned null instead of a Task");
        bench.Log.Count(l => l.StartsWith("made", StringComparison.Ordinal)).Should().Be(bench.Log.Count(l => l.StartsWith("disposed", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_service_that_cannot_be_made_fails_the_attempt()
    {
        using Bench bench = new();

        StageOutcome outcome = await bench.Stage.TryRunScopedAsync<Uri>(bench.Scopes, (_, _) => ValueTask.CompletedTask);

        outcome.Failure!.Attempts.Should().Be(3);
        outcome.Failure.Exception.Should().BeOfType<InvalidOperationException>();
    }

    [Test]
    public async Task The_scope_of_abandoned_work_lives_until_the_work_ends()
    {
        using Bench bench = new();
        TaskCompletionSource hangs = new();

        ValueTask<StageOutcome> running = bench.Stage.TryRunScopedAsync<Deployer>(bench.Scopes, async (_, _) => await hangs.Task);
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        (await running).Failure!.Reason.Should().Be(StageReason.Abandoned);
        bench.Log.Should().Equal("made 1");
        hangs.SetResult();
        await bench.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));

        bench.Log.Should().Equal("made 1", "disposed 1");
    }

    [Test]
    public async Task Disposal_that_throws_does_not_take_the_place_of_the_failure_but_fails_a_success()
    {
        using Bench bench = new(disposalThrows: true);

        (await bench.Stage.TryRunScopedAsync<Deployer, string>(bench.Scopes, (deployer, ct) => deployer.DeployAsync(9, ct))).Failure!.Exception.Should().BeOfType<IOException>();
        (await bench.Stage.TryRunScopedAsync<Deployer>(bench.Scopes, (_, _) => ValueTask.CompletedTask)).Failure!.Exception.Should().BeOfType<NotSupportedException>();
    }

    [Test]
    public void Null_arguments_are_named_at_once()
    {
        using Bench bench = new();

        bench.Stage.Invoking(s => s.RunScopedAsync<Deployer>(null!, (_, _) => ValueTask.CompletedTask)).Should().Throw<ArgumentNullException>().WithParameterName("scopes");
        bench.Stage.Invoking(s => s.RunScopedAsync<Deployer>(bench.Scopes, (Func<Deployer, CancellationToken, Task>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
    }

    private sealed class Bench : IDisposable
    {
        private readonly ServiceProvider _provider;

        internal Bench(bool disposalThrows = false)
        {
            _provider = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSingleton(this)
                .AddScoped(p => new Deployer(p.GetRequiredService<Bench>(), disposalThrows))
                .AddWorkflowResilience()
                .AddStage("Deploy", new StagePolicy { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero), AttemptTimeout = TimeSpan.FromMinutes(1), Conditions = [RetryCondition.Anything] })
                .Services.BuildServiceProvider(validateScopes: true);
            Stage = _provider.GetRequiredService<WorkflowRunner>()["Deploy"];
        }

        internal ManualTimeProvider Time { get; } = new();

        internal List<string> Log { get; } = [];

        internal TaskCompletionSource Disposed { get; } = new();

        internal int Made { get; set; }

        internal StageExecutor Stage { get; }

        internal IServiceScopeFactory Scopes => _provider.GetRequiredService<IServiceScopeFactory>();

        public void Dispose() => _provider.Dispose();
    }

    private sealed class Deployer : IAsyncDisposable
    {
        private readonly Bench _bench;
        private readonly bool _throws;
        private readonly int _number;

        internal Deployer(Bench bench, bool throws)
        {
            (_bench, _throws, _number) = (bench, throws, ++bench.Made);
            bench.Log.Add($"made {_number}");
        }

        public ValueTask DisposeAsync()
        {
            _bench.Log.Add($"disposed {_number}");
            _bench.Disposed.TrySetResult();
            return _throws ? throw new NotSupportedException("disposal") : default;
        }

        internal async Task<string> DeployAsync(int failures, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return _number > failures ? $"deployed by {_number}" : throw new IOException("x");
        }

        internal Task TouchAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        internal ValueTask<int> ValueAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_number);
    }
}
