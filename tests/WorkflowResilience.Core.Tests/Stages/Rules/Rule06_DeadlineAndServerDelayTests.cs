using System.Globalization;
using System.Net;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule06_DeadlineAndServerDelayTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    [Test]
    public void A_retry_that_would_have_less_than_the_minimum_is_refused_at_once([Values(0, 1, 4_000_000, 50_000_000)] long minimum, [Values(-1, 0, 1)] int aside)
    {
        // Fails at 2 s of 10 s; the wait leaves exactly the minimum, a tick less, or a tick more.
        TimeSpan wait = Bench.Seconds(8) - TimeSpan.FromTicks(minimum + aside);
        using var bench = new Bench(Bench.Plain with
        {
            TotalTimeout = Bench.Seconds(10),
            MinimumAttemptTime = TimeSpan.FromTicks(minimum),
            Backoff = BackoffSchedule.Fixed(wait),
        });
        ScriptedStage script = bench.Script(Step.Delay(Bench.Seconds(2), Step.Fail(Bench.Broken)), Step.Succeed());

        StageOutcome outcome = bench.Try(script);

        if (aside >= 0 && minimum + aside > 0)
        {
            outcome.IsSuccess.Should().BeTrue();
            script.Calls[1].At.Should().Be(Bench.Seconds(2) + wait);
        }
        else
        {
            outcome.Reason.Should().Be(StageReason.DeadlineTooClose);
            outcome.History[0].Wait.Should().Be(TimeSpan.Zero);
            bench.Time.Elapsed.Should().Be(Bench.Seconds(2), "it is refused at once");
            script.CallCount.Should().Be(1);
            bench.Observer.Of(ResilienceEventKinds.RetryRefused).Should().ContainSingle().Which.Reason.Should().Be(StageReason.DeadlineTooClose);
        }
    }

    [Test]
    public void A_refusal_for_want_of_time_carries_the_real_failure_and_takes_nothing()
    {
        using var bench = new Bench(Bench.Plain with { TotalTimeout = Bench.Seconds(10), Backoff = BackoffSchedule.Fixed(Bench.Seconds(30)), RetryBudget = new RetryBudgetPolicy() });
        Exception error = Bench.Broken();
        StageOutcome outcome = default;

        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run => outcome = await run.TryStageAsync(Bench.StageName, ct => throw error)));

        outcome.Invoking(o => o.ThrowIfNotSuccessful()).Should().Throw<TotalTimeoutException>().Which.InnerException.Should().BeSameAs(error);
        summary.Retries.Should().Be(0);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
    }

    [Test]
    public void Time_lost_in_the_hosts_line_is_checked_again_before_the_retry_starts()
    {
        // The other stage's retry holds the only place from 1 s to 9 s; this one's would start with 1 s left of the 5 s it must have.
        using var bench = new Bench(Bench.Plain with { TotalTimeout = Bench.Seconds(10), MinimumAttemptTime = Bench.Seconds(5) }, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.Policies["Other"] = Bench.Plain;
        });
        ScriptedStage other = bench.Script(Step.Fail(Bench.Broken), Step.Delay(Bench.Seconds(8), Step.Succeed()));
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken), Step.Succeed());

        bench.Time.Run(async () =>
        {
            Task<StageOutcome> first = bench.Runner["Other"].TryRunAsync(other.RunAsync).AsTask();
            StageOutcome outcome = await bench.Stage.TryRunAsync(script.RunAsync);
            outcome.Reason.Should().Be(StageReason.HostRetryLimit);
            bench.Time.Elapsed.Should().Be(Bench.Seconds(5), "then a retry would have had less than its minimum");
            await first;
        });
        script.CallCount.Should().Be(1);
    }

    [Test]
    public void A_wait_that_the_server_asked_for_is_computed_to_the_tick(
        [Values(1ul, 7ul, 20260101ul, ulong.MaxValue)] ulong seed, [Values(0.0, 0.25, 3, 9.5, 10, 60)] double hint, [Values(0.0, 2, 30)] double backoff)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 4, Backoff = BackoffSchedule.Fixed(Bench.Seconds(backoff)) }, o => o.Seed = seed);
        ScriptedStage script = bench.Script(Step.Fail(() => Limited(hint)));

        StageOutcome outcome = default;
        bench.Time.Run(() => bench.Runner.TryRunAsync("build-7", async run => outcome = await run.TryStageAsync(Bench.StageName, script.RunAsync)));

        for (int attempt = 1; attempt <= 3; attempt++)
        {
            // wait = max(backoff, hint) + U(0, min(1 s, 10 %))
            double u = Draw.Unit(seed, Draw.Number("build-7"), Draw.Number(Bench.StageName), attempt, Draw.ServerDelay);
            TimeSpan longer = Bench.Seconds(Math.Max(backoff, hint));
            TimeSpan wait = longer + TimeSpan.FromTicks((long)(Math.Min(10_000_000, longer.Ticks * 0.1) * u));
            outcome.History[attempt - 1].Wait.Should().Be(wait);
            outcome.History[attempt - 1].ServerDelay.Should().Be(Bench.Seconds(hint));
            (script.Calls[attempt].At - script.Calls[attempt - 1].At).Should().Be(wait);
        }
    }

    [Test]
    public void A_wait_that_the_server_asked_for_is_never_shortened_and_hardly_lengthened()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1000, Backoff = BackoffSchedule.Exponential(Bench.Seconds(1), max: Bench.Seconds(40)) });
        var random = new Random(5);
        List<TimeSpan> asked = [];
        ScriptedStage script = bench.Script(Step.Fail(() =>
        {
            asked.Add(TimeSpan.FromTicks(random.NextInt64(Bench.Seconds(60).Ticks)));
            return Limited(asked[^1].TotalSeconds);
        }));

        StageOutcome outcome = bench.Try(script);

        List<TimeSpan> starts = [.. script.Calls.Select(c => c.At)];
        for (int i = 0; i < 999; i++)
        {
            TimeSpan waited = starts[i + 1] - starts[i];
            waited.Should().BeGreaterThanOrEqualTo(asked[i]);
            TimeSpan most = TimeSpan.FromTicks(Math.Max(asked[i].Ticks, Bench.Seconds(40).Ticks));
            waited.Should().BeLessThanOrEqualTo(most + Bench.Seconds(Math.Min(1, most.TotalSeconds / 10)));
        }

        outcome.Attempts.Should().Be(1000);
    }

    [Test]
    public void A_hint_beyond_MaxServerDelay_stops_at_once([Values] bool beyond)
    {
        using var bench = new Bench(Bench.Plain with { MaxServerDelay = Bench.Seconds(30), RetryBudget = new RetryBudgetPolicy() });
        TimeSpan asked = Bench.Seconds(30) + (beyond ? s_tick : TimeSpan.Zero);
        ScriptedStage script = bench.Script(Step.Fail(new ClassifiedFailureException(FailureKind.RateLimited, "x", null) { ServerDelay = asked }), Step.Succeed());

        StageOutcome outcome = default;
        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run => outcome = await run.TryStageAsync(Bench.StageName, script.RunAsync)));

        outcome.Reason.Should().Be(beyond ? StageReason.ServerDelayTooLong : StageReason.None);
        summary.Retries.Should().Be(beyond ? 0 : 1);
        if (!beyond) return;
        bench.Time.Elapsed.Should().Be(TimeSpan.Zero);
        outcome.RetryAfter.Should().Be(asked, "the caller is told when to come back");
        outcome.Failure!.ServerDelay.Should().Be(asked);
        outcome.Failure.RetryAfter.Should().Be(asked);
        outcome.Reason.Code().Should().Be("server-delay-too-long");
        outcome.Invoking(o => o.ThrowIfNotSuccessful()).Should().Throw<StageNotRetryableException>();
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
    }

    [Test]
    public void A_hint_beyond_the_remaining_time_stops_at_once([Values(5, 6, 7)] double hint)
    {
        using var bench = new Bench(Bench.Plain with { TotalTimeout = Bench.Seconds(10) });

        StageOutcome outcome = bench.Try(bench.Script(Step.Delay(Bench.Seconds(4), Step.Fail(() => Limited(hint))), Step.Succeed()));

        outcome.Reason.Should().Be(hint < 6 ? StageReason.None : StageReason.ServerDelayTooLong);
        if (hint >= 6) bench.Time.Elapsed.Should().Be(Bench.Seconds(4));
    }

    [Test]
    public void A_hint_of_which_only_the_spread_is_beyond_the_remaining_time_stops_at_once_too()
    {
        using var bench = new Bench(Bench.Plain with { TotalTimeout = Bench.Seconds(10) });

        StageOutcome outcome = bench.Try(bench.Script(Step.Fail(() => Limited(10 - 1e-7))));

        outcome.Reason.Should().BeOneOf(StageReason.DeadlineTooClose, StageReason.ServerDelayTooLong);
        bench.Time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Test]
    public void A_hint_does_not_make_a_failure_worth_retrying()
    {
        using var bench = new Bench(Bench.Plain);
        bench.Try(bench.Script(Step.Fail(new ClassifiedFailureException(FailureKind.Authentication, "x", null) { ServerDelay = Bench.Seconds(1) })))
            .Reason.Should().Be(StageReason.UnknownFailure);
    }

    [TestCase("Retry-After", "7", 7)]
    [TestCase("Retry-After", "1.5", 1.5)]
    [TestCase("Retry-After", "date", 20)]
    [TestCase("X-RateLimit-Reset", "25", 25)]
    public void The_headers_of_a_response_give_the_hint(string header, string value, double seconds)
    {
        using var bench = new Bench(Bench.Plain with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) });
        ScriptedStage script = bench.Script(
            Step.Fail(() =>
            {
                DateTimeOffset now = bench.Time.GetUtcNow();
                using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                response.Headers.TryAddWithoutValidation(header, value is "date" ? now.AddSeconds(20).ToString("r", CultureInfo.InvariantCulture) : value);
                return StageFailure.OfResponse(response, now);
            }),
            Step.Succeed());

        StageOutcome outcome = bench.Try(script);

        outcome.History[0].ServerDelay.Should().Be(Bench.Seconds(seconds));
        outcome.History[0].Kind.Should().Be(FailureKind.RateLimited);
        outcome.History[0].Wait.Should().BeGreaterThanOrEqualTo(Bench.Seconds(seconds)).And.BeLessThanOrEqualTo(Bench.Seconds(seconds + Math.Min(1, seconds / 10)));
        script.Calls[1].At.Should().Be(outcome.History[0].Wait);
    }

    private static ClassifiedFailureException Limited(double seconds) =>
        new(FailureKind.RateLimited, "slow down", null) { ServerDelay = Bench.Seconds(seconds) };
}
