namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class OpenTimeTests
{
    [Test]
    public void It_grows_with_each_opening_up_to_the_cap_and_starts_again_after_a_close()
    {
        TestCircuit circuit = With(BackoffSchedule.Exponential(TimeSpan.FromSeconds(10), max: TimeSpan.FromSeconds(35), jitter: Jitter.None));
        foreach (double seconds in (double[])[10, 20, 35, 35])
        {
            circuit.Fail().Refused().Should().Be(seconds);
            circuit.Transitions[^1].OpenTime.TotalSeconds.Should().Be(seconds);
            circuit.Wait(seconds);
        }

        circuit.Transitions[^1].Openings.Should().Be(4);
        circuit.Succeed().Fail().Refused().Should().Be(10);
    }

    [Test]
    public void It_is_drawn_by_seed_stage_closes_and_opening_so_that_it_can_be_computed_again()
    {
        BackoffSchedule schedule = BackoffSchedule.Decorrelated(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(500));
        TestCircuit circuit = With(schedule);
        List<TimeSpan> expected = [];
        for (ulong closes = 0; closes < 3; closes++)
        {
            TimeSpan previous = TimeSpan.Zero;
            for (int opening = 1; opening <= 4; opening++)
            {
                previous = schedule.Delay(opening, previous, Draw.Unit(TestCircuit.Seed, closes, Draw.Number("Clone"), opening, Draw.OpenTime));
                expected.Add(previous);
                circuit.Fail();
                circuit.Wait(previous);
            }

            circuit.Succeed();
        }

        circuit.Transitions.Where(t => t.To == CircuitState.Open).Select(t => t.OpenTime).Should().Equal(expected);
        expected.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void The_hosts_schedule_is_asked_once_an_opening_with_the_number_and_the_time_before()
    {
        List<(int, double)> asked = [];
        TestCircuit circuit = With(BackoffSchedule.Custom("mine", (n, previous, _) =>
        {
            asked.Add((n, previous.TotalSeconds));
            return TimeSpan.FromSeconds(n * 7);
        }));
        circuit.Fail().Refused().Should().Be(7);
        circuit.Wait(7).Fail().Refused().Should().Be(14);
        circuit.Wait(14).Succeed().Fail().Refused().Should().Be(7);
        asked.Should().Equal((1, 0), (2, 7), (1, 0));
    }

    [Test]
    public void A_schedule_that_throws_opens_for_a_minute_and_is_reported()
    {
        InvalidOperationException exception = new();
        TestCircuit circuit = With(BackoffSchedule.Custom("mine", (_, _, _) => throw exception));
        circuit.Fail().Refused().Should().Be(60);
        circuit.ScheduleFailures.Should().Equal(exception);
        circuit.Transitions.Should().ContainSingle().Which.OpenTime.Should().Be(TimeSpan.FromSeconds(60));
        circuit.Wait(60).Succeed().State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void A_schedule_that_gives_a_negative_time_lets_the_next_call_probe()
    {
        TestCircuit circuit = With(BackoffSchedule.Custom("mine", (_, _, _) => TimeSpan.FromSeconds(-10))).Fail();
        circuit.State.Should().Be(CircuitState.Open);
        circuit.Breaker.Snapshot().RetryAfter.Should().Be(TimeSpan.Zero);
        circuit.Enter();
        circuit.State.Should().Be(CircuitState.HalfOpen);
    }

    [Test]
    public void The_hosts_schedule_runs_outside_the_lock_while_calls_are_refused_already()
    {
        TestCircuit circuit = null!;
        List<bool> admitted = [];
        circuit = With(BackoffSchedule.Custom("mine", (_, _, _) =>
        {
            Thread other = new(() => admitted.Add(circuit.Breaker.TryEnter(circuit.Now, out CircuitPermit _, out long _, out bool _) || circuit.Breaker.Snapshot().State != CircuitState.Open));
            other.Start();
            other.Join(TimeSpan.FromSeconds(10)).Should().BeTrue("the lock must be free");
            return TimeSpan.FromSeconds(3);
        }));
        circuit.Fail().Refused().Should().Be(3);
        admitted.Should().Equal(false);
    }

    [Test]
    public void An_open_time_that_comes_late_does_not_reach_a_newer_state()
    {
        TestCircuit circuit = null!;
        List<TimeSpan> before = [];
        circuit = With(BackoffSchedule.Custom("mine", (_, previous, _) =>
        {
            before.Add(previous);
            if (before.Count > 1) return TimeSpan.FromSeconds(100);
            circuit.Breaker.Reset();
            circuit.Fail();
            return TimeSpan.FromSeconds(3);
        }));
        circuit.Fail().Refused().Should().Be(100);
        circuit.Wait(100).Fail();
        before.Should().Equal(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(100));
    }

    [Test]
    public void A_schedule_that_resets_the_circuit_leaves_it_closed()
    {
        TestCircuit circuit = null!;
        circuit = With(BackoffSchedule.Custom("mine", (_, _, _) =>
        {
            circuit.Breaker.Reset();
            return TimeSpan.FromSeconds(3);
        }));
        circuit.Fail().State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().Should().Be(default(CircuitSnapshot));
        circuit.Succeed();
    }

    private static TestCircuit With(BackoffSchedule schedule) => new(new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = schedule });
}
