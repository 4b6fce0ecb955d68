using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule05_AbandonmentTests
{
    private static IEnumerable<object?[]> Deadlines() =>
        from attempt in new int?[] { null, 3, 10, 40 }
        from total in new int?[] { null, 5, 10, 50 }
        from cancelAt in new int?[] { null, 1, 4, 10, 12, 60 }
        from grace in new[] { 0, 5, 7 }
        where (attempt, total, cancelAt) != (null, null, null) && !(attempt > total)
        select new object?[] { attempt, total, cancelAt, grace };

    [TestCaseSource(nameof(Deadlines))]
    public void The_caller_is_released_a_grace_after_the_earliest_of_the_three(int? attempt, int? total, int? cancelAt, int grace)
    {
        using var bench = new Bench(Bench.Plain with
        {
            MaxAttempts = 1,
            AttemptTimeout = attempt is { } a ? Bench.Seconds(a) : null,
            TotalTimeout = total is { } t ? Bench.Seconds(t) : null,
            AbandonGrace = Bench.Seconds(grace),
        });
        using var source = new CancellationTokenSource();
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation());
        int first = new[] { attempt, total, cancelAt }.Min()!.Value;

        StageOutcome outcome = bench.Time.Run(() =>
        {
            if (cancelAt is { } at) CancelAt(bench, source, at);
            return bench.Stage.TryRunAsync(script.RunAsync, source.Token);
        });

        bench.Time.Elapsed.Should().Be(Bench.Seconds(first + grace));
        outcome.History[0].Outcome.Should().Be(AttemptOutcome.Abandoned);
        outcome.History[0].Duration.Should().Be(Bench.Seconds(first + grace));
        script.Running.Should().Be(1, "it still runs");
        script.Calls[0].Token.IsCancellationRequested.Should().BeTrue();
        bench.Count(ResilienceEventKinds.AttemptAbandoned).Should().Be(1);
        if (cancelAt > first + grace || cancelAt is null) outcome.Reason.Should().Be(StageReason.Abandoned);
        else if (cancelAt < first + grace) outcome.Reason.Should().Be(StageReason.Cancelled);
    }

    [Test]
    public void An_infinite_grace_never_abandons()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, AbandonGrace = Timeout.InfiniteTimeSpan });
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation(Step.Succeed()));

        Task<StageOutcome> running = bench.Stage.TryRunAsync(script.RunAsync).AsTask();
        bench.Time.Advance(TimeSpan.FromDays(400));
        running.IsCompleted.Should().BeFalse();
        script.Calls[0].Token.IsCancellationRequested.Should().BeTrue();
        bench.Release(script);

        running.IsCompletedSuccessfully.Should().BeTrue();
        running.Result.IsSuccess.Should().BeTrue();
        bench.Count(ResilienceEventKinds.AttemptAbandoned).Should().Be(0);
    }

    [Test]
    public void Without_timeouts_and_cancellation_nothing_abandons()
    {
        using var bench = new Bench(Bench.Plain with { AttemptTimeout = null });
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation(Step.Succeed()));

        Task<StageOutcome> running = bench.Stage.TryRunAsync(script.RunAsync).AsTask();
        bench.Time.Advance(TimeSpan.FromDays(400));
        running.IsCompleted.Should().BeFalse();
        bench.Release(script);

        running.Result.IsSuccess.Should().BeTrue();
    }

    [Test]
    public void A_delegate_that_obeys_its_token_is_not_abandoned_even_without_a_grace([Values] bool byCaller)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, AbandonGrace = TimeSpan.Zero });
        using var source = new CancellationTokenSource();
        ScriptedStage script = bench.Script(Step.Hang());

        StageOutcome outcome = bench.Time.Run(() =>
        {
            if (byCaller) CancelAt(bench, source, 3);
            return bench.Stage.TryRunAsync(script.RunAsync, source.Token);
        });

        outcome.Reason.Should().Be(byCaller ? StageReason.Cancelled : StageReason.AttemptTimeout);
        outcome.History[0].Outcome.Should().Be(byCaller ? AttemptOutcome.Cancelled : AttemptOutcome.TimedOut);
        bench.Time.Elapsed.Should().Be(Bench.Seconds(byCaller ? 3 : 10));
    }

    [Test]
    public void A_cancellation_in_the_grace_of_a_timeout_does_not_lengthen_it()
    {
        using var bench = new Bench(Bench.Plain);
        using var source = new CancellationTokenSource();

        StageOutcome outcome = bench.Time.Run(() =>
        {
            CancelAt(bench, source, 13);
            return bench.Stage.TryRunAsync(bench.Script(Step.HangIgnoringCancellation()).RunAsync, source.Token);
        });

        bench.Time.Elapsed.Should().Be(Bench.Seconds(15));
        outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
    }

    [TestCase(StageEffect.Unknown, StageReason.Abandoned, 1)]
    [TestCase(StageEffect.NotIdempotent, StageReason.UnknownOutcome, 1)]
    [TestCase(StageEffect.Idempotent, StageReason.None, 2)]
    public void Only_an_idempotent_stage_goes_on_after_an_abandonment(StageEffect effect, StageReason reason, int calls)
    {
        using var bench = new Bench(Bench.Plain with { Effect = effect });
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation(), Step.Succeed());

        StageOutcome outcome = bench.Try(script);

        outcome.Reason.Should().Be(reason);
        script.CallCount.Should().Be(calls);
        outcome.History[0].Outcome.Should().Be(AttemptOutcome.Abandoned);
        bench.Time.Elapsed.Should().Be(Bench.Seconds(effect == StageEffect.Idempotent ? 16 : 15));
    }

    [TestCase(StageEffect.Unknown, 2)]
    [TestCase(StageEffect.NotIdempotent, 1)]
    [TestCase(StageEffect.Idempotent, 2)]
    public void After_a_timeout_only_a_stage_that_is_not_idempotent_stops(StageEffect effect, int calls)
    {
        using var bench = new Bench(Bench.Plain with { Effect = effect });
        ScriptedStage script = bench.Script(Step.Hang(), Step.Succeed());

        StageOutcome outcome = bench.Try(script);

        script.CallCount.Should().Be(calls);
        outcome.Reason.Should().Be(effect == StageEffect.NotIdempotent ? StageReason.UnknownOutcome : StageReason.None);
    }

    [Test]
    public void An_abandoned_delegate_keeps_its_bulkhead_permit_until_it_really_ends()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } });
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation(), Step.Succeed());

        bench.Try(script).Reason.Should().Be(StageReason.Abandoned);
        bench.Try(script).Reason.Should().Be(StageReason.BulkheadFull);
        bench.Release(script);

        bench.Try(script).IsSuccess.Should().BeTrue();
        bench.Stage.Runtime.Bulkhead!.Held.Should().Be(0);
    }

    [Test]
    public void An_abandoned_retry_keeps_its_place_among_the_hosts_retries_until_it_really_ends()
    {
        using var bench = new Bench(Bench.Plain, o => o.MaxConcurrentRetries = 1);
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken), Step.HangIgnoringCancellation(), Step.Fail(Bench.Broken), Step.Succeed());

        bench.Try(script).Reason.Should().Be(StageReason.Abandoned);
        bench.Runner.ConcurrentRetries.Should().Be(1);
        bench.Try(script).Reason.Should().Be(StageReason.HostRetryLimit, "the place is taken for longer than a retry waits");
        bench.Release(script);

        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void An_abandoned_slot_is_not_used_again_until_its_delegate_ends()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        ScriptedStage script = bench.Script(Step.HangIgnoringCancellation(), Step.Succeed());

        bench.Try(script);
        for (int i = 0; i < 20; i++) bench.Try(script);

        script.Calls.Skip(1).Select(c => c.Token).Should().NotContain(script.Calls[0].Token);
        bench.Release(script);
        for (int i = 0; i < 20; i++) bench.Try(script);
        script.Calls.Skip(1).Select(c => c.Token).Should().NotContain(script.Calls[0].Token, "its token stays cancelled");
    }

    [Test]
    public void A_delegate_that_blocks_before_its_first_await_is_abandoned_when_it_awaits_past_the_grace()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        var never = new TaskCompletionSource();

        StageOutcome outcome = bench.Try(async ct =>
        {
            bench.Time.Advance(Bench.Seconds(20));
            await never.Task;
        });

        outcome.Reason.Should().Be(StageReason.Abandoned);
        bench.Time.Elapsed.Should().Be(Bench.Seconds(20), "it is abandoned at its first await, not a grace later");
        bench.Do(never.SetResult);
        bench.Count(ResilienceEventKinds.LateOutcome).Should().Be(1);
    }

    [Test]
    public void A_delegate_that_blocks_into_its_grace_and_then_awaits_has_the_rest_of_the_grace()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        var never = new TaskCompletionSource();

        bench.Try(async ct =>
        {
            bench.Time.Advance(Bench.Seconds(12));
            await never.Task;
        }).Reason.Should().Be(StageReason.Abandoned);

        bench.Time.Elapsed.Should().Be(Bench.Seconds(15));
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_offloaded_delegate_that_blocks_its_thread_is_abandoned([Values] bool byCaller)
    {
        using var runner = WorkflowRunner.Create(o => o.Policies["Block"] = new StagePolicy
        {
            MaxAttempts = 1,
            Offload = true,
            AttemptTimeout = byCaller ? null : TimeSpan.FromMilliseconds(30),
            AbandonGrace = TimeSpan.FromMilliseconds(30),
        });
        using var source = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        int caller = Environment.CurrentManagedThreadId, runs = 0;

        Task<StageOutcome> running = runner["Block"].TryRunAsync(
            _ =>
            {
                runs = Environment.CurrentManagedThreadId;
                blocked.Set();
                release.Wait(CancellationToken.None);
                return default(ValueTask);
            },
            source.Token).AsTask();
        blocked.Wait();
        if (byCaller) source.Cancel();
        running.Wait(TimeSpan.FromSeconds(30)).Should().BeTrue();
        release.Set();

        running.Result.Reason.Should().Be(byCaller ? StageReason.Cancelled : StageReason.Abandoned);
        runs.Should().NotBe(caller);
    }

    private static void CancelAt(Bench bench, CancellationTokenSource source, double seconds) =>
        _ = bench.Time.CreateTimer(_ => source.Cancel(), null, Bench.Seconds(seconds), Timeout.InfiniteTimeSpan);
}
