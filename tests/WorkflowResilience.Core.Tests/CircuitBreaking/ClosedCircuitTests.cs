namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class ClosedCircuitTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void It_opens_at_the_threshold_of_consecutive_failures_and_not_one_before(int threshold)
    {
        TestCircuit circuit = TestCircuit.AfterFailures(threshold).Fail(threshold - 1);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail().State.Should().Be(CircuitState.Open);
        circuit.Transitions.Should().ContainSingle().Which.Cause.Should().Be(CircuitOpening.ConsecutiveFailures);
    }

    [Test]
    public void A_success_ends_the_row_of_failures() =>
        TestCircuit.AfterFailures(3).Fail(2).Succeed().Fail(2).State.Should().Be(CircuitState.Closed);

    [Test]
    public void A_rate_limited_call_neither_lengthens_nor_ends_the_row_of_failures()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(3).Fail(2).Fail(10, consecutive: false);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void A_rate_limited_call_counts_for_the_ratio() =>
        TestCircuit.AtRatio(0.5).Succeed(5).Fail(5, consecutive: false).Transitions.Single().Cause.Should().Be(CircuitOpening.FailureRatio);

    [Test]
    public void A_released_call_neither_counts_nor_ends_the_row_of_failures()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(2).Fail();
        circuit.Release(circuit.Enter());
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void It_opens_when_the_failures_reach_the_ratio_and_not_one_before()
    {
        TestCircuit circuit = TestCircuit.AtRatio(0.5, throughput: 10).Succeed(6).Fail(5);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail().State.Should().Be(CircuitState.Open);
        circuit.Transitions.Single().Cause.Should().Be(CircuitOpening.FailureRatio);
    }

    [TestCase(0.1, 3, 27)]
    [TestCase(0.3, 3, 7)]
    [TestCase(0.7, 7, 3)]
    [TestCase(1.0 / 3, 1, 2)]
    public void A_ratio_reached_exactly_opens_whatever_binary_fractions_do(double ratio, int failures, int successes) =>
        TestCircuit.AtRatio(ratio, failures + successes).Succeed(successes).Fail(failures).State.Should().Be(CircuitState.Open);

    [Test]
    public void A_ratio_does_not_count_below_the_minimum_throughput()
    {
        TestCircuit circuit = TestCircuit.AtRatio(0.5, throughput: 10).Fail(9);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void A_success_never_opens_it_even_when_it_completes_the_throughput()
    {
        TestCircuit circuit = TestCircuit.AtRatio(0.5, throughput: 10).Fail(9).Succeed();
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void Calls_leave_the_window_when_it_has_slid_past_them()
    {
        TestCircuit circuit = TestCircuit.AtRatio(0.5, throughput: 10).Fail(9).Wait(10).Fail(9);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().Calls.Should().Be(9);
    }

    [Test]
    public void Calls_stay_in_the_window_for_nine_of_its_ten_steps() =>
        TestCircuit.AtRatio(0.5, throughput: 10).Fail(9).Wait(9).Fail().State.Should().Be(CircuitState.Open);

    [Test]
    public void A_success_that_tells_an_earlier_time_counts_in_its_own_step()
    {
        TestCircuit circuit = TestCircuit.AtRatio(1, throughput: 100);
        CircuitPermit late = circuit.Enter();
        long begun = circuit.Now;
        circuit.Wait(5).Succeed();
        circuit.Breaker.Succeed(late, begun, 0);
        circuit.Breaker.Snapshot().Calls.Should().Be(2);
        circuit.Wait(5).Breaker.Snapshot().Calls.Should().Be(1, "the earlier one has left the window with its own step");
    }

    [Test]
    public void A_success_from_before_the_window_is_dropped()
    {
        TestCircuit circuit = TestCircuit.AtRatio(1, throughput: 100);
        CircuitPermit late = circuit.Enter();
        long begun = circuit.Now;
        circuit.Wait(10).Succeed();
        circuit.Breaker.Succeed(late, begun, 0);
        circuit.Breaker.Snapshot().Calls.Should().Be(1);
    }

    [Test]
    public void Slow_calls_open_it_whether_they_succeed_or_fail()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy
        {
            ConsecutiveFailures = null,
            SlowCallRatio = 0.5,
            SlowCallDuration = TimeSpan.FromSeconds(2),
            MinimumThroughput = 10,
        });
        circuit.Succeed(5, seconds: 2).Succeed(2, seconds: 2.1).Fail(2, seconds: 2.1).State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().SlowCalls.Should().Be(4, "a call of exactly the slow duration is not slow");
        circuit.Succeed(seconds: 2.1).State.Should().Be(CircuitState.Open);
        circuit.Transitions.Single().Cause.Should().Be(CircuitOpening.SlowCalls);
    }

    [Test]
    public void A_slow_success_ends_the_row_of_failures()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 2, SlowCallRatio = 1, SlowCallDuration = TimeSpan.FromSeconds(1) });
        circuit.Fail().Succeed(seconds: 5).Fail().State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void Only_a_slow_call_trigger_asks_for_durations()
    {
        TestCircuit.AtRatio(0.5).Breaker.MeasuresDuration.Should().BeFalse();
        TestCircuit circuit = new(new CircuitBreakerPolicy { SlowCallRatio = 0.5 });
        circuit.Breaker.MeasuresDuration.Should().BeTrue();
        circuit.Breaker.Reconfigure(new CircuitBreakerPolicy(), 1);
        circuit.Breaker.MeasuresDuration.Should().BeFalse();
    }

    [Test]
    public void No_breaker_is_a_permit_that_changes_nothing()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        circuit.Fail(default(CircuitPermit));
        circuit.Succeed(default(CircuitPermit));
        circuit.Release(default);
        circuit.Breaker.Snapshot().Should().Be(default(CircuitSnapshot));
    }
}
