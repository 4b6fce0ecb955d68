using System.Collections.Concurrent;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Storms;

/// <summary>Keys, hedges, retries and impatient callers on real threads: nothing is lost.</summary>
[TestFixture]
public sealed class ThreadStormTests
{
    private static readonly TimeSpan s_patience = S(20);

    private static readonly StagePolicy s_keyed = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(S(60)) } };

    [Test]
    public void Keys_that_come_and_go_on_many_threads_lose_no_call()
    {
        const int Threads = 4, Each = 5000;
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = s_keyed with { MaxKeys = 2, Bulkhead = new BulkheadPolicy { MaxConcurrent = 3, MaxQueued = 100 } });
        var failures = new ConcurrentQueue<Exception>();
        StageExecutor[] held = [.. Enumerable.Range(0, 8).Select(i => runner["Work"].For($"k{i}"))];
        int good = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < Each; i++)
                {
                    if (held[((i * 7) + t) % 8].TryRunAsync(_ => default).AsTask().GetAwaiter().GetResult().IsSuccess) Interlocked.Increment(ref good);
                    if (t == 0 && i % 50 == 0)
                        runner.TryReconfigure("Work", s_keyed with { MaxKeys = 1 + (i / 50 % 3), Bulkhead = new BulkheadPolicy { MaxConcurrent = 3 + (i / 50 % 2), MaxQueued = 100 } }, out _);
                }
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        failures.Should().BeEmpty();
        good.Should().Be(Threads * Each);
        runner["Work"].Runtime.Bulkhead!.Held.Should().Be(0);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Hedged_retries_of_impatient_callers_on_many_threads_lose_no_place_and_no_lease(int seed)
    {
        const int Threads = 4, Each = 400;
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.MaxConcurrentRetries = 3;
            o.Policies["Work"] = Plain with
            {
                Backoff = BackoffSchedule.Fixed(TimeSpan.Zero),
                AttemptTimeout = S(30),
                AbandonGrace = TimeSpan.FromMilliseconds(1),
                Effect = StageEffect.Idempotent,
                Hedging = new HedgingPolicy { Delay = TimeSpan.Zero, MaxHedges = 2 },
                Bulkhead = new BulkheadPolicy { MaxConcurrent = 8, MaxQueued = 1000 },
                Throttle = new ThrottlePolicy { MaxRejection = 0.1 },
                CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 3, HalfOpenPermits = 4, SuccessThreshold = 2, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromMilliseconds(1)) },
            };
        });
        StageExecutor work = runner["Work"];
        int calls = 0, ended = 0;
        async ValueTask<int> Work(CancellationToken ct)
        {
            int call = Interlocked.Increment(ref calls);
            try
            {
                if (call % 5 != 0) await Task.Yield();
                if (call % 3 == 0) throw new IOException("x");
                if (call % 4 == 0) await Task.Delay(1, ct);
                if (call % 11 == 0) await Task.Delay(3, CancellationToken.None);
                return call;
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }

        Task<int>[] workers = [.. Enumerable.Range(0, Threads).Select(t => Task.Run(async () =>
        {
            var random = new Random((seed * 100) + t);
            int good = 0;
            for (int i = 0; i < Each; i++)
            {
                using var caller = new CancellationTokenSource();
                ValueTask<StageOutcome<int>> pending = work.TryRunAsync<int>(Work, caller.Token);
                if (random.Next(4) == 0) await Task.Yield();
                if (random.Next(4) == 0) caller.Cancel();
                if ((await pending).IsSuccess) good++;
            }

            return good;
        }))];
        Task.WaitAll(workers, s_patience).Should().BeTrue("seed {0}", seed);
        SpinWait.SpinUntil(() => Volatile.Read(ref ended) == Volatile.Read(ref calls) && work.Runtime.Bulkhead!.Held == 0 && runner.ConcurrentRetries == 0, s_patience)
            .Should().BeTrue("every place comes back, seed {0}", seed);
        (work.Runtime.Bulkhead!.Queued, work.Circuit!.Snapshot().ProbesRunning).Should().Be((0, 0), "seed {0}", seed);
        workers.Sum(w => w.Result).Should().BePositive();
    }
}
