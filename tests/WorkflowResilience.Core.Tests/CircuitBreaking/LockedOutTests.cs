using System.Runtime.CompilerServices;

namespace WorkflowResilience.Tests.CircuitBreaking;

/// <summary>The state changes after a call has looked at it and before the call gets the lock: the test holds the lock, lets the call come up to it, and changes the state.</summary>
[TestFixture]
public sealed class LockedOutTests
{
    [Test]
    public void A_failure_finds_that_its_generation_is_over()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1);
        CircuitPermit permit = circuit.Enter();
        Meanwhile(circuit, () => circuit.Fail(permit), circuit.Breaker.Reset);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().ConsecutiveFailures.Should().Be(0);
    }

    [Test]
    public void A_probe_that_succeeds_after_a_reset_counts_nowhere()
    {
        TestCircuit circuit = new TestCircuit(new CircuitBreakerPolicy { ConsecutiveFailures = 1, FailureRatio = 1 }).Fail().Wait(60);
        CircuitPermit probe = circuit.Enter();
        Meanwhile(circuit, () => circuit.Succeed(probe), circuit.Breaker.Reset);
        circuit.Breaker.Snapshot().Should().Be(default(CircuitSnapshot));
    }

    [Test]
    public void A_probe_that_is_released_after_another_has_failed_does_not_end_the_open_time()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1, permits: 2).Fail().Wait(60);
        CircuitPermit probe = circuit.Enter(), other = circuit.Enter();
        Meanwhile(circuit, () => circuit.Release(probe), () => circuit.Fail(other));
        circuit.Refused().Should().Be(60);
    }

    [Test]
    public void A_call_that_would_have_been_the_probe_finds_the_circuit_isolated()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60);
        Meanwhile(circuit, () => circuit.Refused(), circuit.Breaker.Isolate);
        circuit.State.Should().Be(CircuitState.Isolated);
        circuit.Breaker.Snapshot().ProbesRunning.Should().Be(0);
    }

    [Test]
    public void A_call_that_would_have_been_the_probe_finds_the_permit_taken()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60);
        Meanwhile(circuit, () => circuit.Refused().Should().Be(30), () => circuit.Enter());
    }

    [Test]
    public void A_call_that_would_have_been_the_probe_finds_the_circuit_closed()
    {
        TestCircuit circuit = TestCircuit.AfterFailures(2).Fail(2).Wait(60);
        Meanwhile(circuit, () => circuit.Fail(), circuit.Breaker.Reset);
        circuit.Breaker.Snapshot().Should().Be(new CircuitSnapshot { ConsecutiveFailures = 1 });
    }

    [Test]
    public void A_result_of_an_older_generation_does_not_wait_for_the_lock([Values("failure", "success", "release")] string result)
    {
        TestCircuit circuit = TestCircuit.AfterFailures(1).Fail().Wait(60);
        CircuitPermit probe = circuit.Enter();
        circuit.Breaker.Reset();
        Thread thread = new(() =>
        {
            if (result == "failure") circuit.Fail(probe);
            else if (result == "success") circuit.Succeed(probe);
            else circuit.Release(probe);
        })
        { IsBackground = true };
        bool ended;
        lock (Gate(circuit.Breaker))
        {
            thread.Start();
            ended = thread.Join(TimeSpan.FromSeconds(10));
        }

        ended.Should().BeTrue("a call that ends long after its generation must not stand in the way of the calls of this one");
    }

    private static void Meanwhile(TestCircuit circuit, Action call, Action change)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                call();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        { IsBackground = true };
        lock (Gate(circuit.Breaker))
        {
            thread.Start();
            SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)).Should().BeTrue("the call waits for the lock");
            change();
        }

        thread.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
        failure.Should().BeNull();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_gate")]
    private static extern ref Lock Gate(CircuitBreaker breaker);
}
