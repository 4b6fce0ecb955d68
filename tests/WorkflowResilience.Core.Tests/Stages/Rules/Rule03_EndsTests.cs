using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule03_EndsTests
{
    public enum End
    {
        Value,
        Cancellation,
        CancellationWithTimeoutInside,
        OtherException,
        Nothing,
    }

    public enum Way
    {
        /// <summary>The delegate returns or throws itself.</summary>
        Synchronous,

        /// <summary>An async delegate that ends before its first await.</summary>
        SynchronousTask,

        Asynchronous,
    }

    public enum Fired
    {
        NoTimer,
        AttemptTimer,
        TotalTimer,
    }

    private static IEnumerable<TestCaseData> Rows() =>
        from end in Enum.GetValues<End>()
        from way in Enum.GetValues<Way>()
        from form in Enum.GetValues<Form>()
        from timer in Enum.GetValues<Fired>()
        from cancelled in new[] { false, true }
        where end != End.Nothing || ((cancelled || timer != Fired.NoTimer) && way != Way.Synchronous)
        select new TestCaseData(end, way, form, timer, cancelled).SetArgDisplayNames($"{end}", $"{way}", $"{form}", $"{timer}", cancelled ? "caller cancelled" : "not cancelled");

    private static IEnumerable<TestCaseData> RowsOfOneForm() => Rows().Where(r => (Form)r.Arguments[2]! == Form.Task && (Fired)r.Arguments[3]! != Fired.TotalTimer);

    [TestCaseSource(nameof(Rows))]
    public void What_an_end_means_follows_from_the_table(End end, Way way, Form form, Fired timer, bool cancelled)
    {
        Expectation expected = Expectation.Of(end, timer, cancelled);
        Exception error = Error(end);

        Seen seen = Play(out CircuitSnapshot votes, out CancellationToken caller, Seen.TryAsync);
        Exception? thrown = Play(out _, out CancellationToken runCaller, Seen.RunAsync);

        seen.Kind.Should().Be(expected.Kind);
        seen.Reason.Should().Be(expected.Reason);
        seen.Attempts.Should().Be(1);
        votes.Calls.Should().Be(expected.Votes == Vote.None ? 0 : 1, "the breaker's calls");
        votes.Failures.Should().Be(expected.Votes == Vote.Failure ? 1 : 0, "the breaker's failures");
        votes.ConsecutiveFailures.Should().Be(expected.Votes == Vote.Failure ? 1 : 0);
        if (expected.Kind == StageOutcomeKind.Succeeded)
        {
            seen.History.Should().BeEmpty("a success at the first attempt leaves no history");
            thrown.Should().BeNull();
            return;
        }

        seen.History.Should().ContainSingle();
        seen.History[0].Outcome.Should().Be(expected.Record);
        seen.History[0].Kind.Should().Be(expected.FailureKind);
        seen.History[0].AfterTimeout.Should().Be(expected.AfterTimeout);
        seen.History[0].Wait.Should().Be(TimeSpan.Zero);
        thrown.Should().BeOfType(expected.Exception);
        thrown!.InnerException.Should().BeSameAs(end == End.Nothing ? null : error);
        if (expected.Kind == StageOutcomeKind.Cancelled)
        {
            ((OperationCanceledException)thrown).CancellationToken.Should().Be(runCaller);
            seen.Failure.Should().BeNull();
        }
        else
        {
            ((StageFailedException)thrown).Reason.Should().Be(expected.Reason);
            seen.Failure!.Kind.Should().Be(expected.FailureKind);
            seen.Failure.Exception.Should().BeSameAs(end == End.Nothing ? null : error);
        }

        caller.IsCancellationRequested.Should().Be(cancelled);

        T Play<T>(out CircuitSnapshot snapshot, out CancellationToken token, Func<StageExecutor, Form, Func<CancellationToken, ValueTask<int>>, CancellationToken, ValueTask<T>> run)
        {
            using Bench bench = NewBench(timer, attempts: 1);
            using var source = new CancellationTokenSource();
            token = source.Token;
            T result = bench.Time.Run(() => run(bench.Stage, form, Body(bench, end, way, timer, cancelled, error, source), source.Token));
            snapshot = bench.Votes;
            return result;
        }
    }

    [TestCaseSource(nameof(RowsOfOneForm))]
    public void Only_what_the_caller_did_not_cancel_is_tried_again(End end, Way way, Form form, Fired timer, bool cancelled)
    {
        using Bench bench = NewBench(timer, attempts: 2);
        using var source = new CancellationTokenSource();
        Func<CancellationToken, ValueTask<int>> body = Body(bench, end, way, timer, cancelled, Error(end), source);
        int calls = 0;

        bench.Time.Run(() => Seen.TryAsync(bench.Stage, form, ct => ++calls == 1 ? body(ct) : new ValueTask<int>(0), source.Token));

        calls.Should().Be(end is End.Value or End.Nothing || cancelled ? 1 : 2);
    }

    [Test]
    public void A_value_counts_as_long_as_it_comes_within_the_grace([Values] Form form, [Values(10, 15)] double end)
    {
        using Bench bench = NewBench(Fired.AttemptTimer, attempts: 1);

        Seen seen = bench.Time.Run(() => Seen.TryAsync(
            bench.Stage,
            form,
            async ct =>
            {
                await bench.Time.DelayAsync(Bench.Seconds(end) - TimeSpan.FromTicks(1), CancellationToken.None);
                return 1;
            },
            CancellationToken.None));

        seen.Kind.Should().Be(StageOutcomeKind.Succeeded);
    }

    [Test]
    public void The_earlier_of_the_two_timers_gives_the_reason([Values(1, 9, 10, 11, 20)] int total)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, AttemptTimeout = Bench.Seconds(Math.Min(10, total)), TotalTimeout = Bench.Seconds(total) });

        StageOutcome outcome = bench.Try(bench.Script(Step.Hang()));

        outcome.Reason.Should().Be(total <= 10 ? StageReason.TotalTimeout : StageReason.AttemptTimeout);
        bench.Time.Elapsed.Should().Be(Bench.Seconds(Math.Min(10, total)));
    }

    private static Exception Error(End end) => end switch
    {
        End.Cancellation => new OperationCanceledException("the delegate's"),
        End.CancellationWithTimeoutInside => new TaskCanceledException("the delegate's", new TimeoutException()),
        _ => new DivideByZeroException(),
    };

    private static Bench NewBench(Fired timer, int attempts) => new(Bench.Plain with
    {
        MaxAttempts = attempts,
        Conditions = [RetryCondition.Anything],
        AttemptTimeout = timer == Fired.AttemptTimer ? Bench.Seconds(10) : null,
        TotalTimeout = timer == Fired.TotalTimer ? Bench.Seconds(10) : null,
        CircuitBreaker = Bench.Counting,
    });

    private static Func<CancellationToken, ValueTask<int>> Body(Bench bench, End end, Way way, Fired timer, bool cancelled, Exception error, CancellationTokenSource source)
    {
        var never = new TaskCompletionSource<int>();
        TimeSpan past = Bench.Seconds(timer != Fired.NoTimer ? 11 : 1);
        switch (way)
        {
            case Way.Synchronous:
                return _ =>
                {
                    bench.Time.Advance(past);
                    if (cancelled) source.Cancel();
                    return new ValueTask<int>(Finish());
                };
            case Way.SynchronousTask:
#pragma warning disable CS1998 // No await before the end is what is tried here.
                return async _ =>
                {
                    bench.Time.Advance(past);
                    if (cancelled) source.Cancel();
                    return end == End.Nothing ? await never.Task : Finish();
                };
#pragma warning restore CS1998
            default:
                return async _ =>
                {
                    await bench.Time.DelayAsync(past, CancellationToken.None);
                    if (cancelled) source.Cancel();
                    return end == End.Nothing ? await never.Task : Finish();
                };
        }

        int Finish() => end == End.Value ? 1 : throw error;
    }

    public enum Vote
    {
        None,
        Success,
        Failure,
    }

    /// <summary>The table, written a second time.</summary>
    private sealed record Expectation(StageOutcomeKind Kind, StageReason Reason, Vote Votes, AttemptOutcome Record, FailureKind FailureKind, Type? Exception, bool AfterTimeout = false)
    {
        internal static Expectation Of(End end, Fired timer, bool cancelled)
        {
            bool fired = timer != Fired.NoTimer;
            if (end == End.Value) return new Expectation(StageOutcomeKind.Succeeded, StageReason.None, Vote.Success, AttemptOutcome.Succeeded, FailureKind.Unknown, null);
            if (end == End.Nothing)
            {
                return cancelled
                    ? Ignored(Vote.None, AttemptOutcome.Abandoned, FailureKind.Cancelled, after: false)
                    : new Expectation(StageOutcomeKind.Failed, StageReason.Abandoned, Vote.None, AttemptOutcome.Abandoned, FailureKind.Timeout, typeof(StageAbandonedException));
            }

            if (end == End.OtherException)
            {
                return cancelled
                    ? Ignored(Vote.Failure, AttemptOutcome.Failed, FailureKind.Unknown, fired)
                    : Failed(AttemptOutcome.Failed, FailureKind.Unknown, StageReason.AttemptsExhausted, typeof(AttemptsExhaustedException), fired);
            }

            if (cancelled) return Ignored(Vote.None, AttemptOutcome.Cancelled, FailureKind.Cancelled, after: false);
            return timer switch
            {
                Fired.AttemptTimer => Failed(AttemptOutcome.TimedOut, FailureKind.Timeout, StageReason.AttemptTimeout, typeof(AttemptTimeoutException), after: false),
                Fired.TotalTimer => Failed(AttemptOutcome.TimedOut, FailureKind.Timeout, StageReason.TotalTimeout, typeof(TotalTimeoutException), after: false),
                _ => Failed(
                    AttemptOutcome.Failed,
                    end == End.CancellationWithTimeoutInside ? FailureKind.Timeout : FailureKind.Cancelled,
                    StageReason.AttemptsExhausted,
                    typeof(AttemptsExhaustedException),
                    after: false),
            };
        }

        private static Expectation Ignored(Vote vote, AttemptOutcome record, FailureKind kind, bool after) =>
            new(StageOutcomeKind.Cancelled, StageReason.Cancelled, vote, record, kind, typeof(OperationCanceledException), after);

        private static Expectation Failed(AttemptOutcome record, FailureKind kind, StageReason reason, Type exception, bool after) =>
            new(StageOutcomeKind.Failed, reason, Vote.Failure, record, kind, exception, after);
    }
}
