namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class HalfOpenCircuitTests
{
    [Test]
    public void An_open_circuit_refuses_until_its_time_is_over_and_says_how_long()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail();
        circuit.Refused().Should().Be(60);
        circuit.Wait(59.5).Refused().Should().Be(0.5);
        circuit.Wait(0.5).Enter();
        circuit.State.Should().Be(CircuitState.HalfOpen);
    }

    [Test]
    public void Only_a_call_that_asks_for_leave_ends_the_open_state()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(1000);
        for (int i = 0; i < 3; i++)
        {
            circuit.State.Should().Be(CircuitState.Open);
            CircuitSnapshot snapshot = circuit.Breaker.Snapshot();
            snapshot.State.Should().Be(CircuitState.Open);
            snapshot.ProbeDue.Should().BeTrue();
            snapshot.RetryAfter.Should().Be(TimeSpan.Zero);
        }

        circuit.Transitions.Should().ContainSingle("reading changes nothing");
    }

    [Test]
    public void A_snapshot_tells_the_rest_of_the_open_time()
    {
        CircuitSnapshot snapshot = TestCircuit.AfterFailures(1).Fail().Wait(20).Breaker.Snapshot();
        snapshot.Should().Be(new CircuitSnapshot { State = CircuitState.Open, RetryAfter = TimeSpan.FromSeconds(40), Openings = 1 });
    }

    [Test]
    public void No_more_probes_run_at_once_than_the_policy_permits()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1, permits: 3, successes: 5).Fail().Wait(60);
        CircuitPermit first = circuit.Enter();
        circuit.Enter();
        circuit.Enter();
        circuit.Refused().Should().Be(30, "the first lease ends then");
        circuit.Succeed(first);
        circuit.Enter();
        circuit.Wait(10).Refused().Should().Be(20);
        circuit.Breaker.Snapshot().Should().Be(new CircuitSnapshot
        {
            State = CircuitState.HalfOpen,
            RetryAfter = TimeSpan.FromSeconds(20),
            ProbesRunning = 3,
            ProbesSucceeded = 1,
            Openings = 1,
        });
    }

    [Test]
    public void It_closes_after_as_many_successful_probes_as_the_policy_asks_and_not_one_before()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1, permits: 2, successes: 3).Fail().Wait(60).Succeed(2);
        circuit.State.Should().Be(CircuitState.HalfOpen);
        circuit.Succeed().State.Should().Be(CircuitState.Closed);
        circuit.Transitions.Select(t => (t.From, t.To, t.Cause)).Should().Equal(
            (CircuitState.Closed, CircuitState.Open, CircuitOpening.ConsecutiveFailures),
            (CircuitState.Open, CircuitState.HalfOpen, null),
            (CircuitState.HalfOpen, CircuitState.Closed, null));
    }

    [Test]
    public void A_failed_probe_opens_it_again_at_once()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(5, permits: 3, successes: 3).Fail(5).Wait(60).Succeed(2);
        CircuitPermit other = circuit.Enter();
        circuit.Fail().State.Should().Be(CircuitState.Open);
        circuit.Transitions[^1].Cause.Should().Be(CircuitOpening.ProbeFailed);
        circuit.Refused().Should().Be(60);
        circuit.Succeed(other);
        circuit.State.Should().Be(CircuitState.Open);
        circuit.Wait(60).Succeed(2).State.Should().Be(CircuitState.HalfOpen, "successes of the earlier half-open state no longer count");
    }

    [Test]
    public void A_rate_limited_probe_has_failed()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60).Fail(consecutive: false);
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void A_slow_probe_opens_it_again_when_slowness_is_a_trigger()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 1, SlowCallRatio = 0.5, SlowCallDuration = TimeSpan.FromSeconds(1) });
        circuit.Fail().Wait(60).Succeed(seconds: 2).State.Should().Be(CircuitState.Open);
        circuit.Transitions[^1].Cause.Should().Be(CircuitOpening.SlowCalls);
    }

    [Test]
    public void The_counts_are_empty_after_it_has_closed()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(2).Fail(2).Wait(60).Succeed().Fail();
        circuit.State.Should().Be(CircuitState.Closed);
        TestCircuit ratio = new(new CircuitBreakerPolicy { ConsecutiveFailures = null, FailureRatio = 0.5, MinimumThroughput = 4, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)) });
        ratio.Fail(4).Wait(1).Succeed().Fail(3).State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void A_lease_without_end_never_ends()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 1 }, lease: TimeSpan.MaxValue);
        circuit.Fail().Wait(60).Enter();
        circuit.Refused().Should().BePositive();
        circuit.Wait(1e9).Refused().Should().BePositive();
    }

    [Test]
    public void A_lease_of_no_time_lasts_one_tick()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 1 }, lease: TimeSpan.Zero);
        circuit.Fail().Wait(60).Succeed().State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void Leases_end_in_the_order_of_their_ends_not_of_their_beginnings()
    {
        CircuitBreakerPolicy policy = new() { ConsecutiveFailures = 1, HalfOpenPermits = 2, SuccessThreshold = 9 };
        TestCircuit circuit = new TestCircuit(policy).Fail().Wait(60);
        CircuitPermit longer = circuit.Enter();
        circuit.Breaker.Reconfigure(policy, TimeSpan.FromSeconds(10).Ticks);
        circuit.Enter();
        circuit.Refused().Should().Be(10);
        circuit.Wait(10).Enter();
        circuit.Succeed(longer);
        circuit.Breaker.Snapshot().ProbesSucceeded.Should().Be(1);
    }
}
