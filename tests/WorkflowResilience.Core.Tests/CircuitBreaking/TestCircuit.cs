using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.CircuitBreaking;

/// <summary>A breaker on a clock that stands still, with what it told its listener.</summary>
internal sealed class TestCircuit : ICircuitListener
{
    internal const ulong Seed = 42;

    private readonly StillTime _time = new() { Now = TimeSpan.FromHours(5).Ticks };

    internal TestCircuit(CircuitBreakerPolicy? policy = null, TimeSpan? lease = null, ICircuitListener? listener = null)
    {
        Breaker = new CircuitBreaker(policy ?? new CircuitBreakerPolicy(), new Clock(_time), "Clone", Seed, (lease ?? TimeSpan.FromSeconds(30)).Ticks, listener ?? this);
    }

    internal CircuitBreaker Breaker { get; }

    internal List<CircuitTransition> Transitions { get; } = [];

    internal List<Exception> ScheduleFailures { get; } = [];

    internal CircuitState State => Breaker.State;

    internal long Now => _time.Now;

    /// <summary>Consecutive failures alone, fixed open time of 60 s.</summary>
    internal static TestCircuit AfterFailures(int failures, int permits = 1, int successes = 1) =>
        new(new CircuitBreakerPolicy { ConsecutiveFailures = failures, HalfOpenPermits = permits, SuccessThreshold = successes });

    /// <summary>A failure ratio alone over 10 s.</summary>
    internal static TestCircuit AtRatio(double ratio, int throughput = 10) =>
        new(new CircuitBreakerPolicy { ConsecutiveFailures = null, FailureRatio = ratio, MinimumThroughput = throughput, Window = TimeSpan.FromSeconds(10) });

    internal TestCircuit Wait(double seconds) => Wait(TimeSpan.FromSeconds(seconds));

    internal TestCircuit Wait(TimeSpan time)
    {
        _time.Now += time.Ticks;
        return this;
    }

    internal CircuitPermit Enter()
    {
        Breaker.TryEnter(Now, out CircuitPermit permit, out long retryAfter, out bool isolated).Should().BeTrue("the circuit is {0} and refuses for {1}", State, retryAfter);
        retryAfter.Should().Be(0);
        isolated.Should().BeFalse();
        return permit;
    }

    /// <summary>The seconds for which a call is refused.</summary>
    internal double Refused()
    {
        Breaker.TryEnter(Now, out CircuitPermit permit, out long retryAfter, out bool isolated).Should().BeFalse("the circuit is {0}", State);
        permit.Word.Should().Be(0);
        isolated.Should().Be(State == CircuitState.Isolated);
        return TimeSpan.FromTicks(retryAfter).TotalSeconds;
    }

    internal TestCircuit Succeed(int times = 1, double seconds = 0)
    {
        for (int i = 0; i < times; i++) Succeed(Enter(), seconds);
        return this;
    }

    internal void Succeed(CircuitPermit permit, double seconds = 0) => Breaker.Succeed(permit, Now, TimeSpan.FromSeconds(seconds).Ticks);

    internal TestCircuit Fail(int times = 1, double seconds = 0, bool consecutive = true)
    {
        for (int i = 0; i < times; i++) Fail(Enter(), seconds, consecutive);
        return this;
    }

    internal void Fail(CircuitPermit permit, double seconds = 0, bool consecutive = true) =>
        Breaker.Fail(permit, Now, TimeSpan.FromSeconds(seconds).Ticks, consecutive);

    internal void Release(CircuitPermit permit) => Breaker.Release(permit);

    void ICircuitListener.OnTransition(in CircuitTransition transition) => Transitions.Add(transition);

    void ICircuitListener.OnScheduleFailed(Exception exception) => ScheduleFailures.Add(exception);
}
