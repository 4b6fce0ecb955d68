using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>The real breaker; planted defects derive from it.</summary>
internal class RealCircuit : ITestedCircuit, ICircuitListener
{
    private readonly List<string> _log = [];

    internal RealCircuit(CircuitBreakerPolicy policy, long lease, StillTime time) =>
        Breaker = new CircuitBreaker(policy, new Clock(time), RandomPolicy.Stage, RandomPolicy.Seed, lease, this);

    public IReadOnlyList<string> Log => _log;

    public virtual string State => Breaker.State.ToString();

    protected CircuitBreaker Breaker { get; }

    public virtual object? Enter(long now, out long retryAfter, out bool isolated) =>
        Breaker.TryEnter(now, out CircuitPermit permit, out retryAfter, out isolated) ? permit : null;

    public virtual void Succeed(object permit, long now, long duration) => Breaker.Succeed((CircuitPermit)permit, now, duration);

    public virtual void Fail(object permit, long now, long duration, bool inRow) => Breaker.Fail((CircuitPermit)permit, now, duration, inRow);

    public virtual void Release(object permit) => Breaker.Release((CircuitPermit)permit);

    public void Isolate() => Breaker.Isolate();

    public void Reset() => Breaker.Reset();

    public virtual void Reconfigure(CircuitBreakerPolicy policy, long lease) => Breaker.Reconfigure(policy, lease);

    public string Counts()
    {
        CircuitSnapshot s = Breaker.Snapshot();
        return $"{s.ConsecutiveFailures} in a row, {s.Calls} calls, {s.Failures} failed, {s.SlowCalls} slow, {s.ProbesRunning} probes, {s.ProbesSucceeded} good, {s.Openings} openings";
    }

    public long Wait() => Breaker.Snapshot().RetryAfter.Ticks;

    public virtual void OnTransition(in CircuitTransition transition) =>
        _log.Add($"{transition.From} to {transition.To} {transition.Cause} at {transition.Timestamp} for {transition.OpenTime.Ticks}");

    public void OnScheduleFailed(Exception exception)
    {
    }
}
