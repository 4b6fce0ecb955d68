using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// Refuses calls to a target that keeps failing, and probes whether it has recovered. What opens and closes it is in <see cref="CircuitBreakerPolicy"/>.
/// </summary>
/// <remarks>
/// <para>Thread-safe. It owns no timer: an open circuit becomes half-open when a call asks for leave after the open time, never by itself, and reading it changes nothing.</para>
/// <para>
/// A call's result counts only in the state and generation that let the call in: what returns late, from before the circuit opened or from an earlier probe, changes
/// nothing. A probe holds a lease for the time it may take at most; when that is over its permit is free again and its result no longer counts.
/// </para>
/// </remarks>
public sealed partial class CircuitBreaker
{
    private readonly Lock _gate = new();
    private readonly Clock _clock;
    private readonly WorkflowStage _stage;
    private readonly ICircuitListener _listener;
    private readonly OpenTimes _openTimes;
    private readonly ProbeLeases _leases;

    // Read without the lock, written under it. Everything that a state needs is written before the word that makes it the state.
    private long _word = CircuitWord.First;
    private ClosedPeriod _period;
    private CircuitBreakerPolicy _policy;
    private long _refuseUntil = long.MinValue;

    // Under the lock.
    private CircuitTriggers _triggers;
    private long _leaseTicks;
    private TimeSpan _openTime;
    private int _openings;
    private int _probesSucceeded;
    private ulong _closings;

    internal CircuitBreaker(CircuitBreakerPolicy policy, Clock clock, WorkflowStage stage, ulong seed, long leaseTicks, ICircuitListener listener)
    {
        _clock = clock;
        _stage = stage;
        _listener = listener;
        _openTimes = new OpenTimes(seed, stage);
        _leases = new ProbeLeases(policy.HalfOpenPermits);
        _policy = policy;
        _leaseTicks = Lease(leaseTicks);
        _triggers = new CircuitTriggers(policy, clock);
        _period = new ClosedPeriod(_word, _triggers);
    }

    /// <summary>
    /// The state now. An open circuit whose open time is over is still <see cref="CircuitState.Open"/> until a call asks for leave; <see cref="CircuitSnapshot.ProbeDue"/> tells.
    /// </summary>
    public CircuitState State => CircuitWord.State(Volatile.Read(ref _word));

    /// <summary>Whether how long a call lasts matters, so that it has to be measured.</summary>
    internal bool MeasuresDuration => Volatile.Read(ref _policy).SlowCallRatio.HasValue;

    /// <summary>Whether forgetting it would lose nothing: it is closed, has opened never since it closed last, and counts nothing.</summary>
    internal bool IsUntouched(long now)
    {
        if (State != CircuitState.Closed) return false;
        lock (_gate) return State == CircuitState.Closed && _period.Consecutive == 0 && _period.Counts(now).Calls == 0;
    }

    /// <summary>What it knows now: state, counts, waits.</summary>
    /// <returns>A consistent view, except that successes which are being counted at the same time may be missing.</returns>
    public CircuitSnapshot Snapshot()
    {
        // No code of the host runs under the lock, and a time provider may be the host's.
        long now = _clock.Now;
        lock (_gate)
        {
            CircuitState state = State;
            bool closed = state == CircuitState.Closed;
            bool refuses = Refuses(_word, now, out long retryAfter, out _);
            CircuitCounts counts = closed ? _period.Counts(now) : default;
            return new CircuitSnapshot
            {
                State = state,
                ProbeDue = !refuses && !closed,
                RetryAfter = _clock.Span(retryAfter),
                ConsecutiveFailures = closed ? _period.Consecutive : 0,
                Calls = counts.Calls,
                Failures = counts.Failures,
                SlowCalls = counts.Slow,
                ProbesRunning = _leases.Alive(now),
                ProbesSucceeded = _probesSucceeded,
                Openings = _openings,
            };
        }
    }

    /// <summary>Refuses every call until <see cref="Reset"/>: neither time nor results end it. Running calls go on; their results change nothing. Does nothing when already isolated.</summary>
    public void Isolate()
    {
        long now = _clock.Now;
        CircuitChange change;
        lock (_gate)
        {
            if (State == CircuitState.Isolated) return;
            change = MoveTo(CircuitState.Isolated, now, CircuitOpening.ByHand, byHand: true);
        }

        Tell(change);
    }

    /// <summary>
    /// Closes the circuit, also an isolated one, with empty counts; the next opening counts as the first. Results of calls that are running change nothing.
    /// No transition is told when it was closed already.
    /// </summary>
    public void Reset()
    {
        long now = _clock.Now;
        CircuitChange change;
        lock (_gate) change = MoveTo(CircuitState.Closed, now, byHand: true);
        if (change.Transition.From != CircuitState.Closed) Tell(change);
    }

    /// <summary>
    /// Takes another policy. State, remaining open time, isolation and leases that are out survive; the counts too, unless the triggers or their window differ.
    /// </summary>
    /// <param name="policy">The policy, already checked.</param>
    /// <param name="leaseTicks">How long later probes may hold their permit.</param>
    internal void Reconfigure(CircuitBreakerPolicy policy, long leaseTicks)
    {
        lock (_gate)
        {
            Volatile.Write(ref _policy, policy);
            _leaseTicks = Lease(leaseTicks);
            _leases.Capacity = policy.HalfOpenPermits;
            if (State == CircuitState.HalfOpen) LimitProbes();
            CircuitTriggers triggers = new(policy, _clock);
            if (triggers == _triggers) return;
            _triggers = triggers;
            if (State == CircuitState.Closed) Volatile.Write(ref _period, new ClosedPeriod(_word, triggers));
        }
    }

    // Never at once, and never so late that adding it to a timestamp overflows.
    private static long Lease(long ticks) => Math.Clamp(ticks, 1, long.MaxValue / 4);
}
