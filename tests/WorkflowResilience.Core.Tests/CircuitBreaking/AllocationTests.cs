using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class AllocationTests
{
    private const int Calls = 10_000;

    private static readonly CircuitBreakerPolicy Everything = new()
    {
        ConsecutiveFailures = 1_000_000,
        FailureRatio = 1,
        SlowCallRatio = 1,
        SlowCallDuration = TimeSpan.FromSeconds(1),
        MinimumThroughput = 10_000_000,
        HalfOpenPermits = 2,
        SuccessThreshold = int.MaxValue,
    };

    [Test]
    public void Success_failure_and_release_in_a_closed_circuit_allocate_nothing() =>
        Bytes(new Silent(Everything), (breaker, now) =>
        {
            long slow = TimeSpan.FromSeconds(2).Ticks;
            breaker.TryEnter(now, out CircuitPermit permit, out _, out _);
            breaker.Succeed(permit, now, 0);
            breaker.Succeed(permit, now, slow);
            breaker.Fail(permit, now, 0, true);
            breaker.Fail(permit, now, slow, false);
            breaker.Release(permit);
        }).Should().Be(0);

    [Test]
    public void A_refusal_by_an_open_circuit_allocates_nothing()
    {
        Silent circuit = new(Everything with { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromDays(30)) });
        circuit.Breaker.TryEnter(circuit.Now, out CircuitPermit permit, out _, out _);
        circuit.Breaker.Fail(permit, circuit.Now, 0, true);
        Bytes(circuit, (breaker, now) => breaker.TryEnter(now, out _, out _, out _)).Should().Be(0);
        circuit.Breaker.State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void A_refusal_by_an_isolated_circuit_allocates_nothing()
    {
        Silent circuit = new(Everything);
        circuit.Breaker.Isolate();
        Bytes(circuit, (breaker, now) => breaker.TryEnter(now, out _, out _, out _)).Should().Be(0);
    }

    [Test]
    public void Opening_probing_and_failing_again_allocate_nothing()
    {
        Silent circuit = new(Everything with { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Exponential(TimeSpan.FromTicks(1), max: TimeSpan.FromTicks(1)) });
        Bytes(circuit, (breaker, now) =>
        {
            breaker.TryEnter(now, out CircuitPermit permit, out _, out _);
            breaker.TryEnter(now, out CircuitPermit other, out _, out _);
            breaker.TryEnter(now, out CircuitPermit _, out _, out _);
            breaker.Succeed(permit, now, 0);
            breaker.Release(other);
            breaker.TryEnter(now, out permit, out _, out _);
            breaker.Fail(permit, now, 0, true);
        }).Should().Be(0);
        circuit.Transitions.Should().BeGreaterThan(2 * Calls - 2);
    }

    [Test]
    public void Reading_allocates_nothing() =>
        Bytes(new Silent(Everything), (breaker, _) => _ = breaker.Snapshot().Calls + (int)breaker.State).Should().Be(0);

    private static long Bytes(Silent circuit, Action<CircuitBreaker, long> call)
    {
        for (int i = 0; i < 100; i++) call(circuit.Breaker, circuit.Now += 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++) call(circuit.Breaker, circuit.Now += 10);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Silent : ICircuitListener
    {
        private readonly StillTime _time = new() { Now = 1 };

        internal Silent(CircuitBreakerPolicy policy) => Breaker = new CircuitBreaker(policy, new Clock(_time), "Clone", 1, 1_000_000, this);

        internal CircuitBreaker Breaker { get; }

        internal int Transitions { get; private set; }

        internal long Now
        {
            get => _time.Now;
            set => _time.Now = value;
        }

        public void OnTransition(in CircuitTransition transition) => Transitions++;

        public void OnScheduleFailed(Exception exception)
        {
        }
    }
}
