using System.Diagnostics;
using System.Runtime.CompilerServices;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule05_LateOutcomeTests
{
    [Test]
    public void A_late_outcome_is_told_once_and_votes_nowhere([Values] bool fails)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, CircuitBreaker = Bench.Counting, RetryBudget = new RetryBudgetPolicy() });
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation(fails ? Step.Fail(Bench.Broken) : Step.Succeed()));

        bench.Try(script);
        bench.Votes.Calls.Should().Be(0);
        bench.Count(ResilienceEventKinds.LateOutcome).Should().Be(0);
        bench.Time.Advance(Bench.Seconds(100));
        bench.Observer.Clear();
        bench.Release(script);

        ResilienceEvent told = bench.Observer.Events.Should().ContainSingle().Subject;
        told.Kind.Should().Be(ResilienceEventKinds.LateOutcome);
        told.Attempt.Should().Be(1);
        told.Stage.Name.Should().Be(Bench.StageName);
        bench.Time.GetElapsedTime(0, told.Timestamp).Should().Be(Bench.Seconds(115));
        (told.ErrorText is not null).Should().Be(fails);
        bench.Votes.Calls.Should().Be(0);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
        bench.Time.PendingTimers.Should().Be(0, "the slot has been let go");
    }

    [Test]
    public void A_late_result_is_disposed_once([Values] bool asynchronously)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        var result = new Disposed();
        var script = new ScriptedStage<object>(bench.Time, Step.HangIgnoringCancellation(Step.Succeed<object>(asynchronously ? new DisposedAsynchronously(result) : result)));

        bench.Time.Run(() => bench.Stage.TryRunAsync(script.RunAsync));
        result.Times.Should().Be(0);
        bench.Release(script);

        result.Times.Should().Be(1);
    }

    [Test]
    public void A_late_result_whose_disposal_throws_is_reported_and_told()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        var script = new ScriptedStage<object>(bench.Time, Step.HangIgnoringCancellation(Step.Succeed<object>(new Disposed { Throws = true })));

        bench.Time.Run(() => bench.Stage.TryRunAsync(script.RunAsync));
        bench.Release(script);

        bench.Count(ResilienceEventKinds.CallbackFailed).Should().Be(1);
        bench.Count(ResilienceEventKinds.LateOutcome).Should().Be(1);
    }

    [Test]
    public void A_late_exception_is_observed()
    {
        var mark = new InvalidOperationException("late");
        int unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> handler = (_, e) =>
        {
            if (e.Exception.InnerExceptions.Contains(mark)) Interlocked.Increment(ref unobserved);
        };
        TaskScheduler.UnobservedTaskException += handler;
        try
        {
            AbandonAndThrowLate(mark);
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= handler;
        }

        unobserved.Should().Be(0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AbandonAndThrowLate(Exception mark)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        // A task with a result is handed on as it is; one without is awaited on the way, and that alone would observe it.
        var never = new TaskCompletionSource<int>();
        bench.Time.Run(() => bench.Stage.TryRunAsync(_ => never.Task));
        bench.Do(() => never.SetException(mark));
        bench.Count(ResilienceEventKinds.LateOutcome).Should().Be(1);
    }

    [Test]
    [CancelAfter(120_000)]
    public void On_real_threads_an_end_at_the_moment_of_abandonment_is_either_told_to_the_caller_or_late_but_never_both()
    {
        var observer = new RecordingObserver(ResilienceEventKinds.LateOutcome | ResilienceEventKinds.AttemptAbandoned);
        using var runner = WorkflowRunner.Create(o =>
        {
            o.Observers.Add(observer);
            o.Policies["Race"] = new StagePolicy
            {
                MaxAttempts = 1,
                AttemptTimeout = TimeSpan.FromMilliseconds(1),
                AbandonGrace = TimeSpan.Zero,
                Bulkhead = new BulkheadPolicy { MaxConcurrent = 1000 },
            };
        });
        int seed = Environment.TickCount;
        var random = new Random(seed);
        int abandoned = 0, succeeded = 0, disposed = 0;
        for (int i = 0; i < 400; i++)
        {
            var end = new TaskCompletionSource<Disposed>(TaskCreationOptions.RunContinuationsAsynchronously);
            var result = new Disposed();
            Task<StageOutcome<Disposed>> running = runner["Race"].TryRunAsync(_ => end.Task).AsTask();
            long when = Stopwatch.GetTimestamp() + (random.Next(200, 3000) * Stopwatch.Frequency / 1_000_000);
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    while (Stopwatch.GetTimestamp() < when) Thread.SpinWait(20);
                    end.SetResult(result);
                },
                null);
            StageOutcome<Disposed> outcome = running.Result;
            SpinWait.SpinUntil(() => runner["Race"].Runtime.Bulkhead!.Held == 0, TimeSpan.FromSeconds(20)).Should().BeTrue("the permit comes back, seed {0}", seed);
            if (outcome.IsSuccess)
            {
                succeeded++;
                result.Times.Should().Be(0, "seed {0}", seed);
            }
            else
            {
                abandoned++;
                outcome.Reason.Should().Be(StageReason.Abandoned);
                SpinWait.SpinUntil(() => result.Times > 0, TimeSpan.FromSeconds(20)).Should().BeTrue("the late result is disposed, seed {0}", seed);
                disposed += result.Times;
            }
        }

        SpinWait.SpinUntil(() => observer.Of(ResilienceEventKinds.LateOutcome).Count >= abandoned, TimeSpan.FromSeconds(20));
        disposed.Should().Be(abandoned, "seed {0}", seed);
        observer.Of(ResilienceEventKinds.LateOutcome).Count.Should().Be(abandoned);
        observer.Of(ResilienceEventKinds.AttemptAbandoned).Count.Should().Be(abandoned);
        TestContext.Out.WriteLine($"{succeeded} succeeded, {abandoned} abandoned");
    }

    private sealed class Disposed : IDisposable
    {
        private int _times;

        internal int Times => Volatile.Read(ref _times);

        internal bool Throws { get; init; }

        public void Dispose()
        {
            Interlocked.Increment(ref _times);
            if (Throws) throw new DivideByZeroException();
        }
    }

    private sealed class DisposedAsynchronously(Disposed inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return default;
        }
    }
}
