namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class ReloadTests
{
    private static readonly long Lease = TimeSpan.FromSeconds(30).Ticks;
    private static readonly CircuitBreakerPolicy Ratio = new() { ConsecutiveFailures = 3, FailureRatio = 0.5, MinimumThroughput = 10, Window = TimeSpan.FromSeconds(10) };

    [Test]
    public void An_open_circuit_stays_open_for_the_rest_of_its_time()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(20);
        circuit.Breaker.Reconfigure(Ratio with { OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)) }, Lease);
        circuit.Refused().Should().Be(40);
        circuit.Transitions.Should().ContainSingle();
    }

    [Test]
    public void An_isolated_circuit_stays_isolated()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        circuit.Breaker.Isolate();
        circuit.Breaker.Reconfigure(Ratio, Lease);
        circuit.Refused();
        circuit.State.Should().Be(CircuitState.Isolated);
    }

    [Test]
    public void The_same_triggers_keep_their_counts()
    {
        TestCircuit circuit = new TestCircuit(Ratio).Succeed(4).Fail(2);
        circuit.Breaker.Reconfigure(Ratio with { OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(5)), HalfOpenPermits = 4, SuccessThreshold = 2, CountStopped = true }, Lease);
        circuit.Breaker.Snapshot().Should().Be(new CircuitSnapshot { ConsecutiveFailures = 2, Calls = 6, Failures = 2 });
        circuit.Fail().Refused().Should().Be(5, "the new open time holds from the next opening");
    }

    [Test]
    public void Other_triggers_or_another_window_start_with_empty_counts()
    {
        CircuitBreakerPolicy[] others =
        [
            Ratio with { Window = TimeSpan.FromSeconds(20) }, Ratio with { MinimumThroughput = 11 }, Ratio with { FailureRatio = 0.6 }, Ratio with { ConsecutiveFailures = 4 },
            Ratio with { ConsecutiveFailures = null }, Ratio with { FailureRatio = null }, Ratio with { SlowCallRatio = 0.5 },
        ];
        foreach (CircuitBreakerPolicy other in others)
        {
            TestCircuit circuit = new TestCircuit(Ratio).Succeed(4).Fail(2);
            circuit.Breaker.Reconfigure(other, Lease);
            circuit.Breaker.Snapshot().Should().Be(default(CircuitSnapshot), "the policy is {0}", other);
        }
    }

    [Test]
    public void A_window_that_no_trigger_reads_is_no_part_of_the_shape()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(3).Fail(2);
        circuit.Breaker.Reconfigure(new CircuitBreakerPolicy { ConsecutiveFailures = 3, Window = TimeSpan.FromSeconds(1), MinimumThroughput = 2, SlowCallDuration = TimeSpan.FromSeconds(1) }, Lease);
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void Calls_that_run_meanwhile_count_under_the_new_policy()
    {
        TestCircuit circuit = new(Ratio);
        CircuitPermit running = circuit.Enter();
        circuit.Breaker.Reconfigure(new CircuitBreakerPolicy { ConsecutiveFailures = 1 }, Lease);
        circuit.Fail(running);
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void More_permits_let_more_probes_in_and_fewer_leave_those_that_run()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1, permits: 2, successes: 9).Fail().Wait(60);
        CircuitPermit first = circuit.Enter();
        circuit.Enter();
        circuit.Refused();
        circuit.Breaker.Reconfigure(new CircuitBreakerPolicy { ConsecutiveFailures = 1, HalfOpenPermits = 3, SuccessThreshold = 9 }, Lease * 2);
        circuit.Wait(10).Enter();
        circuit.Refused().Should().Be(20, "the first two leases keep their ends");
        circuit.Breaker.Reconfigure(new CircuitBreakerPolicy { ConsecutiveFailures = 1, HalfOpenPermits = 1, SuccessThreshold = 9 }, Lease);
        circuit.Breaker.Snapshot().ProbesRunning.Should().Be(3);
        circuit.Refused().Should().Be(60, "all three must be back before one may go");
        circuit.Succeed(first);
        circuit.Breaker.Snapshot().ProbesSucceeded.Should().Be(1);
        circuit.Wait(20).Refused().Should().Be(40);
        circuit.Wait(40).Enter();
    }
}
