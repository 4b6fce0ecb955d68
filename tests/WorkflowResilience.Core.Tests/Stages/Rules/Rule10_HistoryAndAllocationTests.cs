using System.Runtime.CompilerServices;
using WorkflowResilience.Tests.Support;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
[NonParallelizable]
public sealed class Rule10_HistoryAndAllocationTests
{
    private const int Times = 1000;

    private static readonly Func<CancellationToken, ValueTask> s_valueTask = static _ => default;
    private static readonly Func<CancellationToken, ValueTask<int>> s_valueTaskOfInt = static _ => new ValueTask<int>(1);
    private static readonly Func<CancellationToken, Task> s_task = static _ => Task.CompletedTask;
    private static readonly Task<bool> s_true = Task.FromResult(true);
    private static readonly Func<CancellationToken, Task<bool>> s_taskOfBool = static _ => s_true;

    private static StagePolicy Whole { get; } = Full with
    {
        Bulkhead = new BulkheadPolicy { MaxConcurrent = 4 },
        Conditions = [RetryCondition.OnResult<int>("negative", static n => n < 0), RetryCondition.Transient],
        CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5, SlowCallRatio = 0.5 },
    };

    [Test]
    public void An_attempt_record_is_64_bytes() => Unsafe.SizeOf<AttemptRecord>().Should().Be(64);

    [Test]
    public void The_first_8_and_the_last_56_attempts_are_kept_in_order_and_all_are_counted([Values(1, 7, 8, 9, 63, 64, 65, 119, 120, 121, 177, 1000)] int attempts)
    {
        using var w = new Workbench(Plain with { MaxAttempts = attempts, Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) });
        StageOutcome outcome = w.Try(_ => throw new IOException("x"));
        int[] expected = attempts <= 64 ? [.. Enumerable.Range(1, attempts)] : [.. Enumerable.Range(1, 8), .. Enumerable.Range(attempts - 55, 56)];
        outcome.Attempts.Should().Be(attempts);
        outcome.History.Total.Should().Be(attempts);
        outcome.History.Select(a => a.Attempt).Should().Equal(expected);
        outcome.History.Should().HaveCount(expected.Length);
        outcome.Failure!.History.Select(a => a.Attempt).Should().Equal(expected);
        outcome.Failure.NotKept.Should().Be(attempts - expected.Length);
    }

    [Test]
    public void Every_length_up_to_1000_is_kept_exactly()
    {
        for (int attempts = 1; attempts <= 1000; attempts++)
        {
            var history = new AttemptHistory(attempts % 11);
            for (int i = 1; i <= attempts; i++) history.Add(new AttemptRecord(i, AttemptOutcome.Failed, default, default, default, default));
            int kept = Math.Min(attempts, 64);
            history.Total.Should().Be(attempts);
            history.Count.Should().Be(kept);
            for (int i = 0; i < kept; i++)
            {
                int expected = i < 8 ? i + 1 : attempts - kept + i + 1;
                if (history[i].Attempt != expected) Assert.Fail($"{attempts} attempts: number {history[i].Attempt} stands at {i}, not {expected}");
            }
        }
    }

    [Test]
    public void A_record_says_when_how_long_what_and_how_long_it_waited_afterwards()
    {
        using var w = new Workbench(Plain with { Backoff = BackoffSchedule.Linear(S(2)) });
        StageOutcome outcome = w.Try(async ct =>
        {
            await w.Time.DelayAsync(S(3), ct);
            throw new HttpRequestException("no", null, System.Net.HttpStatusCode.BadGateway);
        });
        outcome.History.Select(a => (a.Start, a.Duration, a.Wait, a.StatusCode)).Should().Equal(
            (S(0), S(3), S(2), 502), (S(5), S(3), S(4), 502), (S(12), S(3), S(0), 502));
    }

    [Test]
    public void A_success_after_failures_keeps_the_whole_story()
    {
        using var w = new Workbench();
        int calls = 0;
        StageOutcome outcome = w.Try(_ => ++calls < 3 ? throw new IOException("x") : default);
        outcome.IsSuccess.Should().BeTrue();
        outcome.History.Select(a => a.Outcome).Should().Equal(AttemptOutcome.Failed, AttemptOutcome.Failed, AttemptOutcome.Succeeded);
    }

    [Test]
    public void A_success_at_the_first_attempt_allocates_nothing([Values] bool whole, [Values] bool callerToken)
    {
        using var w = new Workbench(whole ? Whole : Full);
        using var source = new CancellationTokenSource();
        CancellationToken token = callerToken ? source.Token : default;
        StageExecutor work = w.Work;
        Measure("RunAsync, ValueTask", () => work.RunAsync(s_valueTask, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("RunAsync, ValueTask<T>", () => work.RunAsync(s_valueTaskOfInt, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("RunAsync, Task", () => work.RunAsync(s_task, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("RunAsync, Task<T>", () => work.RunAsync(s_taskOfBool, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("TryRunAsync, ValueTask", () => work.TryRunAsync(s_valueTask, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("TryRunAsync, ValueTask<T>", () => work.TryRunAsync(s_valueTaskOfInt, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("TryRunAsync, Task", () => work.TryRunAsync(s_task, token).GetAwaiter().GetResult()).Should().Be(0);
        Measure("TryRunAsync, Task<T>", () => work.TryRunAsync(s_taskOfBool, token).GetAwaiter().GetResult()).Should().Be(0);
    }

    [Test]
    public void A_success_of_a_delegate_that_ends_later_allocates_nothing([Values] bool whole, [Values] bool callerToken)
    {
        using var w = new Workbench(whole ? Whole : Full);
        using var source = new CancellationTokenSource();
        CancellationToken token = callerToken ? source.Token : default;
        StageExecutor work = w.Work;
        var pending = new ReusableEnd();
        Func<CancellationToken, ValueTask> later = _ => pending.Begin();
        Measure("RunAsync", () =>
        {
            ValueTask running = work.RunAsync(later, token);
            pending.End();
            running.GetAwaiter().GetResult();
        }).Should().Be(0);
        Measure("TryRunAsync", () =>
        {
            ValueTask<StageOutcome> running = work.TryRunAsync(later, token);
            pending.End();
            if (!running.GetAwaiter().GetResult().IsSuccess) throw new AssertionException("It failed.");
        }).Should().Be(0);
    }

    [Test]
    public void An_observer_of_other_kinds_costs_a_success_nothing()
    {
        using var w = new Workbench(Full, watched: ResilienceEventKinds.CircuitChanged | ResilienceEventKinds.RetryScheduled | ResilienceEventKinds.LateOutcome);
        Measure("watched", () => w.Work.RunAsync(s_valueTask).GetAwaiter().GetResult()).Should().Be(0);
    }

    [Test]
    public void An_observer_of_everything_that_keeps_nothing_costs_a_success_nothing()
    {
        using var w = new Workbench(Full, o => o.Observers.Add(new Idle()));
        Measure("watched", () => w.Work.RunAsync(s_valueTask).GetAwaiter().GetResult()).Should().Be(0);
    }

    [Test]
    public void A_call_that_is_turned_away_outside_a_run_allocates_nothing()
    {
        using var w = new Workbench(Full with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } }, o => o.Policies["Bare"] = Full);
        StageExecutor work = w.Work, bare = w.Runner["Bare"];
        var hold = new TaskCompletionSource();
        ValueTask holder = work.RunAsync(_ => hold.Task);
        Measure("a full bulkhead", () => Refused(work, StageReason.BulkheadFull)).Should().Be(0);
        w.Inline(hold.SetResult);
        holder.GetAwaiter().GetResult();

        for (int i = 0; i < 2; i++) w.Time.Run(() => bare.TryRunAsync(_ => throw new IOException("x")));
        bare.Circuit!.State.Should().Be(CircuitState.Open);
        Measure("an open circuit", () => Refused(bare, StageReason.CircuitOpen)).Should().Be(0);
        for (int i = 0; i < 2; i++) w.Time.Run(() => work.TryRunAsync(_ => throw new IOException("x")));
        Measure("an open circuit behind a bulkhead", () => Refused(work, StageReason.CircuitOpen)).Should().Be(0);
        bare.Circuit.Isolate();
        Measure("an isolated circuit", () => Refused(bare, StageReason.CircuitIsolated)).Should().Be(0);
    }

    [TestCase(3, 0.0, 256)]
    [TestCase(8, 0.0, 576)]
    [TestCase(64, 0.0, 4632)]
    [TestCase(3, 1.0, 256)]
    [TestCase(64, 1.0, 4632)]
    public void Retries_on_results_allocate_the_history_and_nothing_else(int attempts, double wait, int bytes)
    {
        var policy = Plain with
        {
            MaxAttempts = attempts,
            Backoff = BackoffSchedule.Fixed(S(wait)),
            AttemptTimeout = S(10),
            TotalTimeout = S(1000),
            Conditions = [RetryCondition.OnResult<int>("negative", static n => n < 0)],
        };
        using var w = new Workbench(policy);
        int calls = 0;
        Func<CancellationToken, ValueTask<int>> action = _ => new ValueTask<int>(++calls % attempts == 0 ? 1 : -1);
        StageExecutor work = w.Work;
        double each = w.Time.Run(async () =>
        {
            // The least of three: the runtime compiles hot code anew now and then, and some of that is charged to this thread.
            long least = long.MaxValue;
            for (int i = 0; i < Times; i++) await work.TryRunAsync(action);
            for (int round = 0; round < 3; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < Times; i++) await work.TryRunAsync(action);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least / (double)Times;
        });
        each.Should().Be(bytes);
        (each / attempts).Should().BeLessThanOrEqualTo(128);
    }

    private static void Refused(StageExecutor stage, StageReason reason)
    {
        StageOutcome outcome = stage.TryRunAsync(s_valueTask).GetAwaiter().GetResult();
        if (outcome.Reason != reason || outcome.Attempts != 0) throw new AssertionException($"{outcome}");
    }

    /// <summary>What a thousand calls allocate on this thread after a thousand to warm up: the least of three rounds.</summary>
    private static long Measure(string what, Action call)
    {
        for (int i = 0; i < Times; i++) call();
        long bytes = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Times; i++) call();
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        if (bytes != 0) TestContext.Out.WriteLine($"{what}: {bytes / (double)Times} B each");
        return bytes;
    }

    private sealed class Idle : IResilienceObserver
    {
        public ResilienceEventKinds Interests => ResilienceEventKinds.All;

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
        }
    }
}
