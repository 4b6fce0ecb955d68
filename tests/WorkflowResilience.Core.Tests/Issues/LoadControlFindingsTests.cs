using System.Collections.Concurrent;
using System.Diagnostics;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What a hostile reading of hedging, fallbacks, keys and throttling found, one test a finding.</summary>
[TestFixture]
public sealed class LoadControlFindingsTests
{
    private static readonly TimeSpan s_patience = S(20);

    private static readonly StagePolicy s_hedged = Plain with { MaxAttempts = 1, Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = S(2) } };

    private static readonly StagePolicy s_keyed = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(S(60)) }, MaxKeys = 1 };

    private static readonly Func<CancellationToken, ValueTask> s_fails = _ => throw new IOException("down");

    [Test]
    public void A_success_that_comes_second_is_written_down_once_and_as_a_success()
    {
        using var w = new Workbench(s_hedged, watched: ResilienceEventKinds.All);
        Probe first = new(good: true), second = new(good: true);
        var slow = new TaskCompletionSource<Probe>();
        int calls = 0;
        StageOutcome<Probe> outcome = w.Try<Probe>(_ =>
        {
            if (++calls == 1) return new ValueTask<Probe>(slow.Task);
            slow.SetResult(first);
            return new ValueTask<Probe>(second);
        });
        outcome.Value.Should().BeSameAs(first);
        (first.Disposals, second.Disposals).Should().Be((0, 1));
        outcome.History.Select(r => (r.Hedge, r.Outcome, r.Duration)).Should().Equal((1, AttemptOutcome.Succeeded, S(0)), (0, AttemptOutcome.Succeeded, S(2)));
        w.Seen.Of(ResilienceEventKinds.AttemptFailed).Should().BeEmpty();
        w.Seen.Of(ResilienceEventKinds.AttemptSucceeded).Should().HaveCount(2);
    }
}
