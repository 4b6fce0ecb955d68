namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class ManualControlTests
{
    [Test]
    public void An_isolated_circuit_refuses_every_call_until_it_is_reset_whatever_time_and_results_do()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        CircuitPermit running = circuit.Enter();
        circuit.Breaker.Isolate();
        circuit.Refused().Should().Be(0, "no time is known");
        circuit.Succeed(running);
        circuit.Wait(1e6).Refused();
        circuit.State.Should().Be(CircuitState.Isolated);
        circuit.Breaker.Snapshot().ProbeDue.Should().BeFalse();
        circuit.Breaker.Reset();
        circuit.Succeed().State.Should().Be(CircuitState.Closed);
        circuit.Transitions.Select(t => (t.From, t.To, t.Cause, t.ByHand)).Should().Equal(
            (CircuitState.Closed, CircuitState.Isolated, CircuitOpening.ByHand, true), (CircuitState.Isolated, CircuitState.Closed, null, true));
    }

    [Test]
    public void Isolating_twice_is_told_once()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        circuit.Breaker.Isolate();
        circuit.Breaker.Isolate();
        circuit.Transitions.Should().ContainSingle();
    }

    [Test]
    public void Reset_empties_the_row_the_window_and_the_count_of_openings()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy
        {
            ConsecutiveFailures = 3,
            FailureRatio = 0.9,
            OpenTime = BackoffSchedule.Exponential(TimeSpan.FromSeconds(10), jitter: Jitter.None),
        });
        circuit.Fail(3).Wait(10).Fail().Refused().Should().Be(20, "that was the second opening");
        circuit.Breaker.Reset();
        circuit.Succeed(5).Fail(2);
        circuit.Breaker.Snapshot().Should().Be(new CircuitSnapshot { ConsecutiveFailures = 2, Calls = 7, Failures = 2 });
        circuit.Breaker.Reset();
        circuit.Breaker.Snapshot().Should().Be(default(CircuitSnapshot));
        circuit.Fail(3).Refused().Should().Be(10);
    }

    [Test]
    public void Results_of_calls_that_ran_when_it_was_reset_do_not_count()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        CircuitPermit running = circuit.Enter();
        circuit.Breaker.Reset();
        circuit.Transitions.Should().BeEmpty("it was closed already");
        circuit.Fail(running);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void A_transition_carries_what_an_operator_asks_for()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(2).Fail(2);
        circuit.Transitions.Should().Equal(new CircuitTransition
        {
            Stage = "Clone",
            From = CircuitState.Closed,
            To = CircuitState.Open,
            Cause = CircuitOpening.ConsecutiveFailures,
            OpenTime = TimeSpan.FromSeconds(60),
            Openings = 1,
            Timestamp = circuit.Now,
            Generation = 2,
            ByHand = false,
        });
    }
}
