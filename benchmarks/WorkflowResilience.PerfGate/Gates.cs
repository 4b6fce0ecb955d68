using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace WorkflowResilience.PerfGate;

/// <summary>The gates: the performance contract's rows, with and without a token of the caller's.</summary>
internal static class Gates
{
    private const int Rounds = 61;

    private static readonly Func<CancellationToken, ValueTask<int>> s_atOnce = static _ => new ValueTask<int>(42);
    private static readonly Func<CancellationToken, ValueTask<int>> s_later = static async _ =>
    {
        await Task.Yield();
        return 42;
    };

    internal static IEnumerable<Gate> All()
    {
        foreach (bool withToken in (bool[])[false, true])
        {
            string token = withToken ? ", caller token" : "";
            yield return new Gate($"full policy, completes at once{token}: time / Polly", 0.15, false, () => AgainstPolly(s_atOnce, withToken, 20_000));
            yield return new Gate($"full policy, completes at once{token}: bytes a call", 0, false, () => Bytes(s_atOnce, withToken));
            yield return new Gate($"full policy, Task.Yield{token}: time / Polly", 0.30, false, () => AgainstPolly(s_later, withToken, 4_000));
            yield return new Gate($"full policy, Task.Yield{token}: bytes / Polly", 0.12, false, () => BytesAgainstPolly(s_later, withToken));
        }

        yield return new Gate("open circuit: time / (bare call + clock read)", 2, false, OpenCircuit);
        yield return new Gate("open circuit: bytes a call", 0, false, OpenCircuitBytes);
        yield return new Gate("a retry that retries, on results: bytes an attempt", 128, false, RetryBytes);
        yield return new Gate("AddWorkflowResilience, nobody listens: time / by hand", 1.35, false, WithServices);
        yield return new Gate("AddWorkflowResilience, nobody listens: bytes a call", 0, false, BytesWithServices);
        yield return new Gate("two threads on one executor / one thread", 1.7, true, TwoThreads);
    }

    private static Reading AgainstPolly(Func<CancellationToken, ValueTask<int>> work, bool withToken, int calls)
    {
        using var caller = new CancellationTokenSource();
        var loops = new Loops(new Peers(), work, withToken ? caller.Token : CancellationToken.None);
        PairedRatio[] ways =
        [
            PairedRatio.Measure(loops.Polly, loops.Ours, calls, Rounds),
            PairedRatio.Measure(loops.PollyOfInt, loops.Ours, calls, Rounds),
            PairedRatio.Measure(loops.PollyOutcome, loops.Ours, calls, Rounds),
        ];
        PairedRatio hardest = ways.MaxBy(w => w.Ratio);
        return new Reading(hardest.Ratio, $"{hardest.CandidateNanoseconds:0} ns against {hardest.BaselineNanoseconds:0} ns");
    }

    private static Reading Bytes(Func<CancellationToken, ValueTask<int>> work, bool withToken)
    {
        using var caller = new CancellationTokenSource();
        var loops = new Loops(new Peers(), work, withToken ? caller.Token : CancellationToken.None);
        return new Reading(BytesPerCall(loops.Ours), "");
    }

    private static Reading BytesAgainstPolly(Func<CancellationToken, ValueTask<int>> work, bool withToken)
    {
        using var caller = new CancellationTokenSource();
        var loops = new Loops(new Peers(), work, withToken ? caller.Token : CancellationToken.None);
        double ours = BytesPerCall(loops.Ours), bare = BytesPerCall(loops.Bare);
        double polly = new[] { BytesPerCall(loops.Polly), BytesPerCall(loops.PollyOfInt), BytesPerCall(loops.PollyOutcome) }.Min();
        return new Reading(ours / polly, $"{ours:0} B against {polly:0} B (bare {bare:0} B)");
    }

    private static Reading OpenCircuit()
    {
        using WorkflowRunner runner = Opened(out StageExecutor executor);
        TimeProvider clock = TimeProvider.System;
        PairedRatio ratio = PairedRatio.Measure(
            calls =>
            {
                for (int i = 0; i < calls; i++)
                {
                    clock.GetTimestamp();
                    s_atOnce(CancellationToken.None).GetAwaiter().GetResult();
                }
            },
            calls =>
            {
                for (int i = 0; i < calls; i++) executor.TryRunAsync(s_atOnce).GetAwaiter().GetResult();
            },
            50_000,
            Rounds);
        return new Reading(ratio.Ratio, $"{ratio.CandidateNanoseconds:0} ns against {ratio.BaselineNanoseconds:0} ns");
    }

    private static Reading OpenCircuitBytes()
    {
        using WorkflowRunner runner = Opened(out StageExecutor executor);
        return new Reading(BytesPerCall(calls =>
        {
            for (int i = 0; i < calls; i++) executor.TryRunAsync(s_atOnce).GetAwaiter().GetResult();
        }), "");
    }

    private static Reading RetryBytes()
    {
        var peers = new Peers(retryAtOnce: true);
        int turn = 0;
        Func<CancellationToken, ValueTask<int>> failsTwice = _ => new ValueTask<int>(++turn % 3 == 0 ? 1 : -1);
        var loops = new Loops(peers, failsTwice, CancellationToken.None);
        double ours = BytesPerCall(loops.Ours) / 3, polly = BytesPerCall(loops.PollyOfInt) / 3;
        PairedRatio ratio = PairedRatio.Measure(loops.PollyOfInt, loops.Ours, 2_000, Rounds);
        return new Reading(ours, $"Polly {polly:0} B; time / Polly {ratio.Ratio:0.00}");
    }

    // The log and the metrics are observers of every host's runner: while nobody listens to them they must not be felt.
    private static Reading WithServices()
    {
        using ServiceProvider services = Services(out StageExecutor executor);
        var peers = new Peers();
        PairedRatio ratio = PairedRatio.Measure(Calls(peers.Ours), Calls(executor), 20_000, Rounds);
        return new Reading(ratio.Ratio, $"{ratio.CandidateNanoseconds:0} ns against {ratio.BaselineNanoseconds:0} ns");
    }

    private static Reading BytesWithServices()
    {
        using ServiceProvider services = Services(out StageExecutor executor);
        return new Reading(BytesPerCall(Calls(executor)), "");
    }

    private static Action<int> Calls(StageExecutor executor) => calls =>
    {
        for (int i = 0; i < calls; i++) executor.RunAsync(s_atOnce).GetAwaiter().GetResult();
    };

    private static ServiceProvider Services(out StageExecutor executor)
    {
        ServiceProvider services = new ServiceCollection().AddWorkflowResilience(o => Peers.Configure(o)).Services.BuildServiceProvider();
        executor = services.GetRequiredService<WorkflowRunner>()["Full"];
        return services;
    }

    private static Reading TwoThreads()
    {
        const int Calls = 1_000_000;
        var peers = new Peers();
        double best = 0;
        double one = double.MaxValue, two = double.MaxValue;
        for (int turn = 0; turn < 5; turn++)
        {
            one = Math.Min(one, OnThreads(peers, 1, Calls));
            two = Math.Min(two, OnThreads(peers, 2, Calls));
            best = 2 * one / two;
        }

        return new Reading(best, $"{one / Calls * 1e6:0} ns a call on one thread, {two / Calls * 1e6:0} ns on each of two");
    }

    private static double OnThreads(Peers peers, int count, int calls)
    {
        using var start = new Barrier(count + 1);
        Thread[] threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            using var caller = new CancellationTokenSource();
            start.SignalAndWait();
            for (int i = 0; i < calls; i++) peers.Ours.RunAsync(s_atOnce, caller.Token).GetAwaiter().GetResult();
        }))];
        foreach (Thread thread in threads) thread.Start();
        long begin = Stopwatch.GetTimestamp();
        start.SignalAndWait();
        begin = Stopwatch.GetTimestamp();
        foreach (Thread thread in threads) thread.Join();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double BytesPerCall(Action<int> work)
    {
        const int Calls = 10_000;
        work(Calls);
        long least = long.MaxValue;
        for (int turn = 0; turn < 5; turn++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            work(Calls);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // The loop itself is one task of less than a kilobyte; whole bytes a call are what counts.
        return Math.Floor((double)least / Calls);
    }

    private static WorkflowRunner Opened(out StageExecutor executor)
    {
        WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Open"] = new StagePolicy
        {
            MaxAttempts = 1,
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromDays(1)) },
        });
        executor = runner["Open"];
        executor.TryRunAsync<int>(_ => throw new HttpRequestException("down")).AsTask().GetAwaiter().GetResult();
        if (executor.Circuit!.State != CircuitState.Open) throw new InvalidOperationException("The circuit did not open.");
        return runner;
    }
}
