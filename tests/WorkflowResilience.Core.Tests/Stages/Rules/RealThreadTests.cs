namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>Rules 4, 5 and 7 where only real threads can break them.</summary>
[TestFixture]
public sealed class RealThreadTests
{
    [Test]
    [CancelAfter(120_000)]
    public void Every_caller_is_released_and_every_place_comes_back_however_ends_timers_and_cancellations_fall_together()
    {
        int seed = Environment.TickCount;
        using var runner = WorkflowRunner.Create(o =>
        {
            o.MaxConcurrentRetries = 3;
            for (int grace = 0; grace < 3; grace++)
            {
                o.Policies[$"Grace-{grace}"] = new StagePolicy
                {
                    MaxAttempts = 3,
                    Backoff = BackoffSchedule.Fixed(TimeSpan.FromMilliseconds(grace)),
                    AttemptTimeout = TimeSpan.FromMilliseconds(2),
                    AbandonGrace = TimeSpan.FromMilliseconds(grace),
                    Effect = StageEffect.Idempotent,
                    Bulkhead = new BulkheadPolicy { MaxConcurrent = 6, MaxQueued = 1000 },
                    RetryBudget = new RetryBudgetPolicy { Capacity = 1_000_000, Initial = 1_000_000, DepositPerSuccess = 0 },
                };
            }
        });
        int running = 0, kinds = 0, ended = 0;

        Task[] callers = [.. Enumerable.Range(0, 12).Select(n => Task.Run(async () =>
        {
            var random = new Random(seed + n);
            for (int i = 0; i < 150; i++)
            {
                using var source = new CancellationTokenSource();
                if (random.Next(4) == 0) source.CancelAfter(random.Next(1, 6));
                int way = random.Next(6), wait = random.Next(1, 6);
                StageOutcome outcome = await runner[$"Grace-{random.Next(3)}"].TryRunAsync(
                    async ct =>
                    {
                        Interlocked.Increment(ref running);
                        try
                        {
                            if (way == 0) await Task.Yield();
                            if (way == 1) await Task.Delay(wait, ct);
                            if (way == 2) await Task.Delay(wait, CancellationToken.None);
                            if (way == 3) Thread.SpinWait(2000 * wait);
                            if (way == 4) throw new TimeoutException();
                        }
                        finally
                        {
                            Interlocked.Decrement(ref running);
                        }
                    },
                    source.Token);
                Interlocked.Or(ref kinds, 1 << (int)outcome.Kind);
                Interlocked.Increment(ref ended);
            }
        }))];

        Task.WaitAll(callers, TimeSpan.FromSeconds(100)).Should().BeTrue("no caller waits for ever; {0} of {1} ended, seed {2}", ended, 12 * 150, seed);
        kinds.Should().Be(7, "successes, failures and cancellations are wanted, seed {0}", seed);
        SpinWait.SpinUntil(() => Volatile.Read(ref running) == 0 && runner.ConcurrentRetries == 0, TimeSpan.FromSeconds(10)).Should().BeTrue("seed {0}", seed);
        for (int grace = 0; grace < 3; grace++)
        {
            SpinWait.SpinUntil(() => runner[$"Grace-{grace}"].Runtime.Bulkhead!.Held == 0, TimeSpan.FromSeconds(10)).Should().BeTrue("seed {0}", seed);
            runner[$"Grace-{grace}"].Runtime.Bulkhead!.Queued.Should().Be(0);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_run_whose_stages_run_side_by_side_has_exactly_its_retries_and_the_host_exactly_its_places()
    {
        using var runner = WorkflowRunner.Create(o =>
        {
            o.RunLimits = new RunLimits { MaxRetries = 500 };
            o.Policies["Work"] = Bench.Plain with { MaxAttempts = 4, Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) };
        });
        int calls = 0, retrying = 0, peak = 0;

        RunSummary summary = runner.TryRunAsync("r", run => Task.WhenAll(Enumerable.Range(0, 400).Select(_ => Task.Run(async () => await run.TryStageAsync("Work", 0, async (_, context) =>
        {
            Interlocked.Increment(ref calls);
            if (context.Attempt > 1)
            {
                int now = Interlocked.Increment(ref retrying);
                for (int seen = peak; now > seen; seen = peak) Interlocked.CompareExchange(ref peak, now, seen);
            }

            try
            {
                await Task.Yield();
                Thread.SpinWait(500);
                return calls > 0 ? throw Bench.Broken() : 0;
            }
            finally
            {
                if (context.Attempt > 1) Interlocked.Decrement(ref retrying);
            }
        }))))).Result;

        calls.Should().Be(400 + 500);
        summary.Retries.Should().Be(500);
        peak.Should().BeInRange(2, 5);
        runner.ConcurrentRetries.Should().Be(0);
    }
}
