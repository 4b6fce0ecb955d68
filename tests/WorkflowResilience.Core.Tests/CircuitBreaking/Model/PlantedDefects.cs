namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>Breakers with one defect each, which the comparison with the naive model must find.</summary>
internal static class PlantedDefects
{
    /// <summary>A result is taken for one of the present state, whenever its call began.</summary>
    internal sealed class LateVote(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        private object? _newest;

        public override object? Enter(long now, out long retryAfter, out bool isolated)
        {
            object? permit = base.Enter(now, out retryAfter, out isolated);
            _newest = permit ?? _newest;
            return permit;
        }

        public override void Succeed(object permit, long now, long duration) => base.Succeed(_newest!, now, duration);

        public override void Fail(object permit, long now, long duration, bool inRow) => base.Fail(_newest!, now, duration, inRow);
    }

    /// <summary>A probe that says nothing about the target keeps its permit.</summary>
    internal sealed class LeakedProbe(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        public override void Release(object permit)
        {
        }
    }

    /// <summary>A cancelled call counts as a success.</summary>
    internal sealed class CancelCloses(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        private readonly StillTime _time = time;

        public override void Release(object permit) => Succeed(permit, _time.Now, 0);
    }

    /// <summary>Permits are asked for by a clock that people set.</summary>
    internal sealed class WallClock(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        private readonly StillTime _time = time;

        public override object? Enter(long now, out long retryAfter, out bool isolated) => base.Enter(_time.GetUtcNow().Ticks, out retryAfter, out isolated);
    }

    /// <summary>The circuit becomes half-open by itself when its time is over.</summary>
    internal sealed class CallbackMovesState(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        public override string State
        {
            get
            {
                CircuitSnapshot seen = Breaker.Snapshot();
                return seen is { State: CircuitState.Open, ProbeDue: true } ? nameof(CircuitState.HalfOpen) : seen.State.ToString();
            }
        }
    }

    /// <summary>One success in eight is lost, as with counters that threads overwrite.</summary>
    internal sealed class SharedCountersLost(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        private int _successes;

        public override void Succeed(object permit, long now, long duration)
        {
            if (++_successes % 8 != 0) base.Succeed(permit, now, duration);
        }
    }

    /// <summary>It takes one failure more.</summary>
    internal sealed class OffByOneThreshold(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(OneMore(policy), lease, time)
    {
        public override void Reconfigure(CircuitBreakerPolicy policy, long lease) => base.Reconfigure(OneMore(policy), lease);

        private static CircuitBreakerPolicy OneMore(CircuitBreakerPolicy policy) => policy with { ConsecutiveFailures = policy.ConsecutiveFailures + 1 };
    }

    /// <summary>While half-open it tells the time to the end of the last open time, which is over.</summary>
    internal sealed class NegativeRetryAfter(CircuitBreakerPolicy policy, long lease, StillTime time) : RealCircuit(policy, lease, time)
    {
        private long _openUntil;

        public override object? Enter(long now, out long retryAfter, out bool isolated)
        {
            object? permit = base.Enter(now, out retryAfter, out isolated);
            if (permit is null && Breaker.State == CircuitState.HalfOpen) retryAfter = _openUntil - now;
            return permit;
        }

        public override void OnTransition(in CircuitTransition transition)
        {
            if (transition.To == CircuitState.Open) _openUntil = transition.Timestamp + transition.OpenTime.Ticks;
            base.OnTransition(transition);
        }
    }
}
