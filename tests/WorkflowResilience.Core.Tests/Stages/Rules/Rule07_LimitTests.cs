using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule07_LimitTests
{
    [Test]
    public void A_run_has_10_retries_over_all_its_stages_and_first_calls_are_never_refused()
    {
        using var bench = new Bench(Bench.Plain);
        List<StageOutcome> outcomes = [];
        int calls = 0;

        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run =>
        {
            for (int i = 0; i < 20; i++)
            {
                outcomes.Add(await run.TryStageAsync(Bench.StageName, ct =>
                {
                    calls++;
                    throw Bench.Broken();
                }));
            }
        }));

        calls.Should().Be(20 + 10);
        summary.Retries.Should().Be(10);
        outcomes.Select(o => o.Reason).Should().Equal([.. Enumerable.Repeat(StageReason.AttemptsExhausted, 5), .. Enumerable.Repeat(StageReason.RunRetryLimit, 15)]);
        outcomes[19].Invoking(o => o.ThrowIfNotSuccessful()).Should().Throw<RetryLimitException>().Which.InnerException.Should().BeOfType<ClassifiedFailureException>();
        bench.Count(ResilienceEventKinds.CallRejected).Should().Be(0);
        bench.Observer.Of(ResilienceEventKinds.RetryRefused).Select(e => e.Reason).Should().AllBeEquivalentTo(StageReason.RunRetryLimit).And.HaveCount(15);
    }

    [Test]
    public void No_retry_starts_after_the_runs_time_but_one_at_its_last_moment_does([Values] bool late)
    {
        TimeSpan wait = Bench.Seconds(3600 - 1000) + TimeSpan.FromTicks(late ? 1 : 0);
        using var bench = new Bench(Bench.Plain with { AttemptTimeout = null, Backoff = BackoffSchedule.Fixed(wait) });
        ScriptedStage script = bench.Script(Step.Delay(Bench.Seconds(1000), Step.Fail(Bench.Broken)), Step.Succeed());
        StageOutcome outcome = default, first = default;

        bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run =>
        {
            outcome = await run.TryStageAsync(Bench.StageName, script.RunAsync);
            await bench.Time.DelayAsync(TimeSpan.FromHours(2));
            first = await run.TryStageAsync(Bench.StageName, ct => default(ValueTask));
        }));

        outcome.Reason.Should().Be(late ? StageReason.RunTimeLimit : StageReason.None);
        if (late) outcome.History[0].Wait.Should().Be(TimeSpan.Zero, "it is refused at once");
        first.IsSuccess.Should().BeTrue("first calls are never refused");
    }

    [Test]
    public void A_retry_that_the_hosts_line_made_too_late_for_its_run_does_not_start()
    {
        using var bench = new Bench(Bench.Plain, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.RunLimits = new RunLimits { MaxRetryTime = Bench.Seconds(5) };
            o.Policies["Other"] = Bench.Plain;
        });
        ScriptedStage other = bench.Script(Step.Fail(Bench.Broken), Step.Delay(Bench.Seconds(8), Step.Succeed()));
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken), Step.Succeed());
        StageOutcome outcome = default;

        RunSummary summary = bench.Time.Run(async () =>
        {
            Task<StageOutcome> first = bench.Runner["Other"].TryRunAsync(other.RunAsync).AsTask();
            RunSummary ended = await bench.Runner.TryRunAsync("r", async run => outcome = await run.TryStageAsync(Bench.StageName, script.RunAsync));
            await first;
            return ended;
        });

        outcome.Reason.Should().Be(StageReason.RunTimeLimit);
        script.CallCount.Should().Be(1);
        summary.Retries.Should().Be(0, "it never started");
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void Outside_a_run_there_is_no_limit_of_a_run()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 50 });
        bench.Try(bench.Script(Step.Fail(Bench.Broken))).Attempts.Should().Be(50);
    }

    [Test]
    public void Five_retries_run_at_once_in_a_host_and_the_others_come_first_come_first_served()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 2, AttemptTimeout = null, Backoff = BackoffSchedule.Custom("told", (_, _, _) => Bench.Seconds(1)) });
        List<int> order = [];
        int running = 0, peak = 0;

        bench.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 23).Select(async n =>
        {
            // Each fails a moment after the one before, so that the order in which their waits end is known.
            await bench.Time.DelayAsync(TimeSpan.FromMilliseconds(n + 1));
            int calls = 0;
            await bench.Stage.RunAsync(async ct =>
            {
                if (++calls == 1) throw Bench.Broken();
                order.Add(n);
                peak = Math.Max(peak, ++running);
                bench.Runner.ConcurrentRetries.Should().BeGreaterThanOrEqualTo(running).And.BeLessThanOrEqualTo(5);
                await bench.Time.DelayAsync(Bench.Seconds(10 + (n % 3)), CancellationToken.None);
                running--;
            });
        })));

        peak.Should().Be(5);
        order.Should().Equal(Enumerable.Range(0, 23));
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void First_calls_need_no_place_among_the_retries()
    {
        using var bench = new Bench(Bench.Plain with { AttemptTimeout = null }, o => o.MaxConcurrentRetries = 1);
        int running = 0, peak = 0;
        bench.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await bench.Stage.RunAsync(async ct =>
        {
            peak = Math.Max(peak, ++running);
            bench.Runner.ConcurrentRetries.Should().Be(0);
            await bench.Time.DelayAsync(Bench.Seconds(1), ct);
            running--;
        }))));
        peak.Should().Be(50);
    }

    [Test]
    public void A_place_is_not_held_during_the_wait_nor_after_the_delegate_ended()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 4 });
        List<int> held = [];
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken));

        bench.Time.Run(async () =>
        {
            using ITimer probe = bench.Time.CreateTimer(_ => held.Add(bench.Runner.ConcurrentRetries), null, Bench.Seconds(0.5), Bench.Seconds(1));
            await bench.Stage.TryRunAsync(async ct =>
            {
                await bench.Time.DelayAsync(Bench.Seconds(1), ct);
                throw Bench.Broken();
            });
        });

        held.Should().Equal(0, 0, 1, 0, 1, 0, 1);
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [TestCase(null, 300, 301)]
    [TestCase(100, 300, 100)]
    [TestCase(null, 20, 21)]
    [TestCase(100, 20, 21)]
    [TestCase(null, 0, 1)]
    public void A_retry_waits_for_its_place_no_longer_than_the_deadline_and_the_longest_wait(int? total, int queue, int endsAt)
    {
        using var bench = new Bench(Bench.Plain with { TotalTimeout = total is { } t ? Bench.Seconds(t) : null }, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.MaxRetryQueueTime = Bench.Seconds(queue);
            o.Policies["Hog"] = Bench.Plain with { AttemptTimeout = null };
        });
        ScriptedStage hog = bench.Script(Step.Fail(Bench.Broken), Step.HangIgnoringCancellation(Step.Succeed()));

        bench.Time.Run(async () =>
        {
            Task hogging = bench.Runner["Hog"].RunAsync(hog.RunAsync).AsTask();
            StageOutcome outcome = await bench.Stage.TryRunAsync(bench.Script(Step.Fail(Bench.Broken)).RunAsync);
            outcome.Reason.Should().Be(StageReason.HostRetryLimit);
            outcome.Failure!.Kind.Should().Be(FailureKind.Network, "the last failure is not hidden");
            bench.Time.Elapsed.Should().Be(Bench.Seconds(endsAt));
            hog.Release();
            await hogging;
        });
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void A_caller_that_cancels_in_the_line_is_released_and_leaves_the_line()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() }, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.Policies["Hog"] = Bench.Plain with { AttemptTimeout = null };
        });
        using var source = new CancellationTokenSource();
        ScriptedStage hog = bench.Script(Step.Fail(Bench.Broken), Step.HangIgnoringCancellation(Step.Succeed()));

        bench.Time.Run(async () =>
        {
            Task hogging = bench.Runner["Hog"].RunAsync(hog.RunAsync).AsTask();
            using ITimer cancelling = bench.Time.CreateTimer(_ => source.Cancel(), null, Bench.Seconds(7), Timeout.InfiniteTimeSpan);
            StageOutcome outcome = await bench.Stage.TryRunAsync(bench.Script(Step.Fail(Bench.Broken)).RunAsync, source.Token);
            outcome.Reason.Should().Be(StageReason.Cancelled);
            bench.Time.Elapsed.Should().Be(Bench.Seconds(7));
            bench.Runner.HostRetries.Queued.Should().Be(0);
            bench.Stage.Runtime.Budget!.Tokens.Should().Be(10, "the retry never started");
            hog.Release();
            await hogging;
        });
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }
}
