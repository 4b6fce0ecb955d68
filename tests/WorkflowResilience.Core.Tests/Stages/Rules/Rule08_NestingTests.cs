using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule08_NestingTests
{
    private const int Deepest = 5, MostAttempts = 5;

    public enum Wrapping
    {
        None,
        InvalidOperation,
        Twice,
        Aggregate,
        AggregateInAggregate,
    }

    [Test]
    public void The_innermost_delegate_is_called_at_most_1_plus_the_sum_of_MaxAttempts_minus_1()
    {
        const int Seed = 8, Nestings = 100_000;
        using WorkflowRunner runner = Levels(nested: false, out RecordingObserver observer);
        var random = new Random(Seed);
        int worst = 0, retried = 0;
        for (int n = 0; n < Nestings; n++)
        {
            int[] attempts = [.. Enumerable.Range(0, 1 + random.Next(Deepest)).Select(_ => 1 + random.Next(MostAttempts))];
            var wrapping = (Wrapping)random.Next(5);
            double failing = random.NextDouble();
            int calls = 0;
            Run(runner, attempts, 0, wrapping, () =>
            {
                calls++;
                if (random.NextDouble() < failing) throw Bench.Broken();
            });
            int bound = 1 + attempts.Sum(a => a - 1);
            if (calls > bound) Assert.Fail($"{calls} calls of at most {bound}: seed {Seed}, nesting {n}, attempts {string.Join(", ", attempts)}, {wrapping}");
            worst = Math.Max(worst, calls);
            if (calls > 1) retried++;
            if (n % 1000 == 0) observer.Clear();
        }

        worst.Should().Be(MostAttempts);
        retried.Should().BeGreaterThan(Nestings / 4, "otherwise this tests nothing");
    }

    [Test]
    public void A_stage_inside_that_recovers_costs_the_stages_around_it_nothing_and_their_own_failures_are_theirs()
    {
        using WorkflowRunner runner = Levels(nested: false, out _);
        int inner = 0, outer = 0;

        runner["Level-0-of-3"].TryRunAsync(async ct =>
        {
            await runner["Level-1-of-3"].RunAsync(_ => ++inner % 2 == 1 ? throw Bench.Broken() : default(ValueTask), ct);
            if (++outer < 3) throw Bench.Broken();
        }).AsTask().Result.IsSuccess.Should().BeTrue();

        outer.Should().Be(3);
        inner.Should().Be(6);
    }

    [Test]
    public void A_final_failure_is_final_for_every_stage_around_it_however_it_is_wrapped([Values] Wrapping wrapping)
    {
        using WorkflowRunner runner = Levels(nested: false, out RecordingObserver observer);
        int calls = 0;

        StageOutcome outcome = Run(runner, [4, 3, 2], 0, wrapping, () =>
        {
            calls++;
            throw Bench.Broken();
        });

        calls.Should().Be(2);
        outcome.Reason.Should().Be(StageReason.NestedFailure);
        outcome.Attempts.Should().Be(1);
        outcome.Failure!.Kind.Should().Be(FailureKind.Network, "the kind comes through from the innermost");
        observer.Of(ResilienceEventKinds.StageFailed).Select(e => e.Reason).Should().Equal(StageReason.AttemptsExhausted, StageReason.NestedFailure, StageReason.NestedFailure);
        outcome.Invoking(o => o.ThrowIfNotSuccessful()).Should().Throw<StageNotRetryableException>();
    }

    [Test]
    public void A_policy_may_ask_to_retry_what_is_nested_and_then_the_calls_multiply([Values] Wrapping wrapping)
    {
        using WorkflowRunner runner = Levels(nested: true, out _);
        int calls = 0;

        StageOutcome outcome = Run(runner, [4, 3, 2], 0, wrapping, () =>
        {
            calls++;
            throw Bench.Broken();
        });

        calls.Should().Be(24);
        outcome.Reason.Should().Be(StageReason.AttemptsExhausted);
    }

    [Test]
    public void Every_final_failure_of_a_stage_inside_is_final_outside([Values(1, 2)] int wrapped)
    {
        Dictionary<StageReason, StagePolicy> inner = new()
        {
            [StageReason.UnknownFailure] = Bench.Plain with { Conditions = [] },
            [StageReason.StopCondition] = Bench.Plain with { Conditions = [RetryCondition.Anything.Stop()] },
            [StageReason.AttemptsExhausted] = Bench.Plain,
            [StageReason.RetryBudgetExhausted] = Bench.Plain with { RetryBudget = new RetryBudgetPolicy { Initial = 0 } },
            [StageReason.DeadlineTooClose] = Bench.Plain with { TotalTimeout = Bench.Seconds(10), Backoff = BackoffSchedule.Fixed(Bench.Seconds(10)) },
            [StageReason.CircuitIsolated] = Bench.Plain with { CircuitBreaker = Bench.Counting },
            [StageReason.CircuitOpen] = Bench.Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } },
        };
        foreach ((StageReason reason, StagePolicy policy) in inner)
        {
            using var bench = new Bench(Bench.Plain with { Conditions = [RetryCondition.Anything] }, o => o.Policies["Inner"] = policy);
            if (reason == StageReason.CircuitIsolated) bench.Runner["Inner"].Circuit!.Isolate();
            int calls = 0;
            List<StageReason> seen = [];

            StageOutcome outcome = bench.Try(async ct =>
            {
                calls++;
                try
                {
                    await bench.Runner["Inner"].RunAsync(_ => throw Bench.Broken(), ct);
                }
                catch (StageFailedException e)
                {
                    seen.Add(e.Reason);
                    if (wrapped == 1) throw;
                    throw new InvalidOperationException("the host's own", e);
                }
            });

            seen.Should().Equal(reason);
            calls.Should().Be(1);
            outcome.Reason.Should().Be(StageReason.NestedFailure);
        }
    }

    [Test]
    public void A_rejection_inside_votes_nothing_in_the_breaker_outside([Values(0, 1, 2, 3)] int rejection, [Values] bool wrapped)
    {
        using var bench = new Bench(Bench.Plain with { CircuitBreaker = Bench.Counting }, o =>
        {
            o.Policies["Inner"] = Bench.Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 }, Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } };
        });
        StageExecutor inner = bench.Runner["Inner"];
        var never = new TaskCompletionSource();
        if (rejection == 0) bench.Time.Run(() => inner.TryRunAsync(_ => throw Bench.Broken()));
        if (rejection == 1) inner.Circuit!.Isolate();
        if (rejection == 2) _ = inner.TryRunAsync(_ => never.Task).AsTask();

        StageOutcome outcome = bench.Try(async ct =>
        {
            try
            {
                if (rejection == 3) await bench.Runner["Unheard-of"].RunAsync(_ => default(ValueTask), ct);
                else await inner.RunAsync(_ => default(ValueTask), ct);
            }
            catch (StageFailedException e) when (wrapped)
            {
                throw new AggregateException(new InvalidOperationException("the host's own", e));
            }
        });

        outcome.Reason.Should().Be(StageReason.NestedFailure);
        bench.Votes.Calls.Should().Be(0);
    }

    [Test]
    public void A_real_failure_inside_votes_outside_too()
    {
        using var bench = new Bench(Bench.Plain with { CircuitBreaker = Bench.Counting }, o => o.Policies["Inner"] = Bench.Plain);

        bench.Try(async ct => await bench.Runner["Inner"].RunAsync(_ => throw Bench.Broken(), ct));

        bench.Votes.Failures.Should().Be(1);
    }

    private static WorkflowRunner Levels(bool nested, out RecordingObserver observer)
    {
        var recorder = observer = new RecordingObserver(ResilienceEventKinds.StageFailed);
        return WorkflowRunner.Create(o =>
        {
            o.Observers.Add(recorder);
            o.MaxConcurrentRetries = 1000;
            for (int level = 0; level < Deepest; level++)
            {
                for (int attempts = 1; attempts <= MostAttempts; attempts++)
                {
                    o.Policies[$"Level-{level}-of-{attempts}"] = Bench.Plain with
                    {
                        MaxAttempts = attempts,
                        Backoff = BackoffSchedule.Fixed(TimeSpan.Zero),
                        RetryNested = nested,
                        Conditions = [RetryCondition.Anything],
                    };
                }
            }
        });
    }

    // Nothing in it waits, so all of it has ended when the call returns.
    private static StageOutcome Run(WorkflowRunner runner, int[] attempts, int level, Wrapping wrapping, Action innermost)
    {
        ValueTask<StageOutcome> running = runner[$"Level-{level}-of-{attempts[level]}"].TryRunAsync(ct =>
        {
            if (level == attempts.Length - 1) innermost();
            else if (Run(runner, attempts, level + 1, wrapping, innermost) is { IsSuccess: false } outcome) throw Wrap(outcome.Failure!.ToException(), wrapping);
            return default(ValueTask);
        });
        running.IsCompleted.Should().BeTrue();
        return running.Result;
    }

    private static Exception Wrap(Exception ours, Wrapping wrapping) => wrapping switch
    {
        Wrapping.InvalidOperation => new InvalidOperationException("the host's own", ours),
        Wrapping.Twice => new InvalidOperationException("the host's own", new IOException("and another", ours)),
        Wrapping.Aggregate => new AggregateException(new IOException("beside it"), ours),
        Wrapping.AggregateInAggregate => new AggregateException(new AggregateException(new IOException("beside it"), ours), new TimeoutException()),
        _ => ours,
    };
}
