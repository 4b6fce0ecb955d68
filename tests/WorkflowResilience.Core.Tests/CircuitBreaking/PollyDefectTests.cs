namespace WorkflowResilience.Tests.CircuitBreaking;

/// <summary>Faults that were reproduced on another library's breaker; the letters are those of the list they were kept in.</summary>
[TestFixture]
public sealed class PollyDefectTests
{
    [Test]
    public void E1_D1_A_probe_that_hangs_holds_its_permit_for_its_lease_only()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60);
        CircuitPermit hanging = circuit.Enter();
        circuit.Wait(29).Refused().Should().Be(1);
        circuit.Wait(1).Succeed().State.Should().Be(CircuitState.Closed);
        circuit.Fail(hanging);
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void E1_D1_The_result_of_a_probe_whose_lease_is_over_votes_nothing_even_when_nobody_took_its_place([Values] bool fails)
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60);
        CircuitPermit hanging = circuit.Enter();
        circuit.Wait(30);
        if (fails) circuit.Fail(hanging);
        else circuit.Succeed(hanging);
        circuit.Breaker.Snapshot().Should().Be(new CircuitSnapshot { State = CircuitState.HalfOpen, ProbeDue = true, Openings = 1 });
    }

    [Test]
    public void D14_RetryAfter_is_never_negative()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1, permits: 2, successes: 2).Fail();
        circuit.Wait(60).Enter();
        circuit.Wait(7).Enter();
        for (double waited = 0; waited < 23; waited += 0.5)
        {
            circuit.Refused().Should().Be(23 - waited);
            circuit.Breaker.Snapshot().RetryAfter.TotalSeconds.Should().Be(23 - waited);
            circuit.Wait(0.5);
        }

        circuit.Breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.Zero);
        circuit.Enter();
        circuit.Refused().Should().Be(7);
        circuit.Wait(1e7).Breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.Zero);
    }

    [Test]
    public void E2_D2_A_cancelled_probe_gives_its_permit_back_and_leaves_the_circuit_half_open()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60);
        circuit.Release(circuit.Enter());
        circuit.State.Should().Be(CircuitState.HalfOpen);
        CircuitPermit next = circuit.Enter();
        circuit.Refused().Should().Be(30);
        circuit.Succeed(next);
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void E3_D3_Cancelled_calls_do_not_dilute_the_ratio()
    {
        TestCircuit circuit = TestCircuit.AtRatio(0.9, throughput: 10).Succeed().Fail(8);
        for (int i = 0; i < 10; i++) circuit.Release(circuit.Enter());
        circuit.Breaker.Snapshot().Calls.Should().Be(9);
        circuit.Fail().State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void E4_F8_D4_A_late_success_from_the_closed_state_does_not_close_the_circuit()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        CircuitPermit late = circuit.Enter();
        circuit.Fail().Wait(60);
        CircuitPermit probe = circuit.Enter();
        circuit.Succeed(late);
        circuit.State.Should().Be(CircuitState.HalfOpen);
        circuit.Fail(probe);
        circuit.State.Should().Be(CircuitState.Open, "the probe decides");
    }

    [Test]
    public void E4_F8_D4_A_late_failure_from_the_closed_state_does_not_open_the_circuit_again()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        CircuitPermit late = circuit.Enter(), later = circuit.Enter();
        circuit.Fail().Wait(60);
        CircuitPermit probe = circuit.Enter();
        circuit.Fail(late);
        circuit.State.Should().Be(CircuitState.HalfOpen);
        circuit.Succeed(probe);
        circuit.Fail(later);
        circuit.State.Should().Be(CircuitState.Closed, "it failed in an earlier closed state");
        circuit.Breaker.Snapshot().ConsecutiveFailures.Should().Be(0);
    }

    [Test]
    public void D4_A_late_probe_does_not_decide_a_later_half_open_state()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1, permits: 2).Fail().Wait(60);
        CircuitPermit late = circuit.Enter();
        circuit.Fail().Wait(60);
        CircuitPermit probe = circuit.Enter();
        circuit.Succeed(late);
        circuit.State.Should().Be(CircuitState.HalfOpen);
        circuit.Release(late);
        circuit.Breaker.Snapshot().ProbesRunning.Should().Be(1);
        circuit.Succeed(probe);
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void D4_Late_successes_do_not_fill_the_window_of_a_later_closed_state()
    {
        TestCircuit circuit = TestCircuit.AtRatio(1, throughput: 2);
        CircuitPermit late = circuit.Enter();
        circuit.Fail(2).Wait(60).Succeed();
        circuit.Succeed(late);
        circuit.Breaker.Snapshot().Calls.Should().Be(0);
    }

    [Test]
    public void E5_F1_D5_A_listener_that_throws_finds_the_state_committed_and_leaves_it_whole()
    {
        Throwing listener = new();
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 1 }, listener: listener);
        listener.Breaker = circuit.Breaker;
        circuit.Invoking(c => c.Fail()).Should().Throw<NotSupportedException>();
        circuit.Refused().Should().Be(60);
        circuit.Wait(60).Invoking(c => c.Enter()).Should().Throw<NotSupportedException>();
        circuit.Refused().Should().Be(30, "that permit is out");
        circuit.Wait(30).Invoking(c => c.Succeed()).Should().Throw<NotSupportedException>();
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Invoking(c => c.Breaker.Isolate()).Should().Throw<NotSupportedException>();
        circuit.Invoking(c => c.Breaker.Reset()).Should().Throw<NotSupportedException>();
        circuit.Succeed();
        listener.Found.Should().Equal(CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed, CircuitState.Isolated, CircuitState.Closed);
    }

    [Test]
    public void E6_F2_D5_A_schedule_that_throws_when_a_probe_fails_does_not_wedge_the_circuit()
    {
        TestCircuit circuit = new(new CircuitBreakerPolicy
        {
            ConsecutiveFailures = 1,
            OpenTime = BackoffSchedule.Custom("mine", (n, _, _) => n == 1 ? TimeSpan.FromSeconds(5) : throw new NotSupportedException()),
        });
        circuit.Fail().Wait(5).Fail().State.Should().Be(CircuitState.Open);
        circuit.ScheduleFailures.Should().ContainSingle();
        circuit.Wait(60).Succeed().State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void E7_An_open_circuit_without_traffic_tells_that_a_probe_is_due() =>
        TestCircuit.AfterFailures(1).Fail().Wait(60).Breaker.Snapshot().Should().Be(new CircuitSnapshot { State = CircuitState.Open, ProbeDue = true, Openings = 1 });

    [Test]
    public void E8_Isolating_does_not_ask_for_an_open_time()
    {
        int asked = 0;
        TestCircuit circuit = new(new CircuitBreakerPolicy { OpenTime = BackoffSchedule.Custom("mine", (_, _, _) => TimeSpan.FromSeconds(++asked)) });
        circuit.Breaker.Isolate();
        asked.Should().Be(0);
    }

    [Test]
    public void E9_D6_Only_the_timestamp_counts_a_wall_clock_that_runs_backwards_does_not()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(59);
        circuit.Refused().Should().Be(1);
        circuit.Wait(1).Succeed().State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void F3_A_negative_open_time_counts_as_zero_and_is_told_as_zero() =>
        new TestCircuit(new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Custom("mine", (_, _, _) => TimeSpan.FromSeconds(-10)) })
            .Fail().Transitions.Single().OpenTime.Should().Be(TimeSpan.Zero);

    [Test]
    public void F4_A_listener_may_reset_the_circuit_that_has_just_opened()
    {
        Resetting listener = new();
        TestCircuit circuit = new(new CircuitBreakerPolicy { ConsecutiveFailures = 1 }, listener: listener);
        listener.Breaker = circuit.Breaker;
        circuit.Fail().State.Should().Be(CircuitState.Closed);
        listener.Waited.Should().BeTrue("no lock is held while the listener is told");
        listener.Seen.Should().Equal(CircuitState.Open, CircuitState.Closed);
    }

    [Test]
    public void F6_D13_A_reload_keeps_an_open_circuit_open()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail();
        circuit.Breaker.Reconfigure(new CircuitBreakerPolicy { ConsecutiveFailures = 9 }, 1);
        circuit.Refused().Should().Be(60);
    }

    private sealed class Throwing : ICircuitListener
    {
        internal CircuitBreaker? Breaker { get; set; }

        internal List<CircuitState> Found { get; } = [];

        public void OnTransition(in CircuitTransition transition)
        {
            Found.Add(Breaker!.State);
            throw new NotSupportedException();
        }

        public void OnScheduleFailed(Exception exception) => throw new NotSupportedException();
    }

    private sealed class Resetting : ICircuitListener
    {
        internal CircuitBreaker? Breaker { get; set; }

        internal List<CircuitState> Seen { get; } = [];

        internal bool Waited { get; private set; }

        public void OnTransition(in CircuitTransition transition)
        {
            Seen.Add(transition.To);
            if (transition.To != CircuitState.Open) return;
            Thread other = new(() => Breaker!.Reset());
            other.Start();
            Waited = other.Join(TimeSpan.FromSeconds(5));
        }

        public void OnScheduleFailed(Exception exception)
        {
        }
    }
}
