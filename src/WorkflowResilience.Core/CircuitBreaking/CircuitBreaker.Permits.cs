using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class CircuitBreaker
{
    /// <summary>Asks for leave to make a call. This is what turns an open circuit whose time is over into a half-open one.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="permit">The permit when it returns true: to be given back once by <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="Release"/>.</param>
    /// <param name="retryAfterTicks">When refused: the ticks until asking again can help; above 0, or 0 when isolated.</param>
    /// <param name="isolated">Whether it was refused because the circuit is isolated.</param>
    /// <returns>Whether the call may be made.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter(long now, out CircuitPermit permit, out long retryAfterTicks, out bool isolated)
    {
        long word = Volatile.Read(ref _word);
        if (CircuitWord.State(word) != CircuitState.Closed) return TryEnterNotClosed(word, now, out permit, out retryAfterTicks, out isolated);
        retryAfterTicks = 0;
        isolated = false;
        permit = new CircuitPermit(word, 0);
        return true;
    }

    /// <summary>Whether a call would be refused now. Moves nothing: a call that is not refused still has to ask for leave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsRefusing(long now, out long retryAfterTicks, out bool isolated)
    {
        long word = Volatile.Read(ref _word);
        retryAfterTicks = 0;
        isolated = false;
        return CircuitWord.State(word) != CircuitState.Closed && Refuses(word, now, out retryAfterTicks, out isolated);
    }

    /// <summary>The call succeeded.</summary>
    /// <param name="permit">Its permit.</param>
    /// <param name="now">The clock's timestamp; an earlier one counts at its own time while that is still in the window.</param>
    /// <param name="durationTicks">How long it took; read only while <see cref="MeasuresDuration"/>.</param>
    internal void Succeed(in CircuitPermit permit, long now, long durationTicks)
    {
        ClosedPeriod period = Volatile.Read(ref _period);
        if (permit.Word == period.Word && !period.Triggers.IsSlow(durationTicks)) period.CountSuccess(now);
        else if (permit.Word == Volatile.Read(ref _word)) SucceedUnderLock(permit, now, durationTicks);
    }

    /// <summary>The call failed in a way that says something about the target.</summary>
    /// <param name="permit">Its permit.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="durationTicks">How long it took; read only while <see cref="MeasuresDuration"/>.</param>
    /// <param name="countsAsConsecutive">False for a failure that neither lengthens nor ends the row of failures: the target answered, but asked to slow down (429).</param>
    internal void Fail(in CircuitPermit permit, long now, long durationTicks, bool countsAsConsecutive)
    {
        if (permit.Word != Volatile.Read(ref _word)) return;
        CircuitChange change;
        lock (_gate)
        {
            if (permit.Word != _word) return;
            CircuitOpening? cause = State == CircuitState.Closed
                ? _period.CountFailure(now, _triggers.IsSlow(durationTicks), countsAsConsecutive)
                : ReturnLease(permit, now) ? CircuitOpening.ProbeFailed : null;
            if (cause is null) return;
            change = Open(now, cause.Value);
        }

        Tell(change);
    }

    /// <summary>The call said nothing about the target: it was cancelled, refused further in, or abandoned.</summary>
    /// <param name="permit">Its permit.</param>
    internal void Release(in CircuitPermit permit)
    {
        if (permit.Lease == 0 || permit.Word != Volatile.Read(ref _word)) return;
        lock (_gate)
        {
            if (permit.Word == _word) ReturnLease(permit, long.MinValue);
        }
    }

    private void SucceedUnderLock(in CircuitPermit permit, long now, long durationTicks)
    {
        CircuitChange change;
        lock (_gate)
        {
            if (permit.Word != _word) return;
            bool slow = _triggers.IsSlow(durationTicks);
            if (State == CircuitState.HalfOpen)
            {
                if (!ReturnLease(permit, now)) return;
                if (slow) change = Open(now, CircuitOpening.SlowCalls);
                else if (++_probesSucceeded >= _policy.SuccessThreshold) change = MoveTo(CircuitState.Closed, now);
                else return;
            }
            else if (!slow)
            {
                // It came here because the policy was replaced in between.
                _period.CountSuccess(now);
                return;
            }
            else if (_period.CountSlowSuccess(now) is { } cause) change = Open(now, cause);
            else return;
        }

        Tell(change);
    }

    private bool TryEnterNotClosed(long word, long now, out CircuitPermit permit, out long retryAfterTicks, out bool isolated)
    {
        permit = default;
        return !Refuses(word, now, out retryAfterTicks, out isolated) && TryProbe(now, out permit, out retryAfterTicks, out isolated);
    }

    private bool TryProbe(long now, out CircuitPermit permit, out long retryAfterTicks, out bool isolated)
    {
        permit = default;
        CircuitChange? change = null;
        lock (_gate)
        {
            // Another thread may have changed the state since the first look.
            if (Refuses(_word, now, out retryAfterTicks, out isolated)) return false;
            if (State == CircuitState.Closed)
            {
                permit = new CircuitPermit(_word, 0);
                return true;
            }

            if (State == CircuitState.Open) change = MoveTo(CircuitState.HalfOpen, now);
            _leases.Expire(now);
            permit = new CircuitPermit(_word, _leases.Take(now + _leaseTicks));
            LimitProbes();
        }

        if (change is not null) Tell(change.Value);
        return true;
    }

    private bool Refuses(long word, long now, out long retryAfterTicks, out bool isolated)
    {
        CircuitState state = CircuitWord.State(word);
        long until = Volatile.Read(ref _refuseUntil);
        isolated = state == CircuitState.Isolated;
        bool waits = state is (CircuitState.Open or CircuitState.HalfOpen) && now < until;
        retryAfterTicks = waits ? until - now : 0;
        return waits || isolated;
    }

    private bool ReturnLease(in CircuitPermit permit, long now)
    {
        bool counts = _leases.Return(permit.Lease, now);
        LimitProbes();
        return counts;
    }

    private void LimitProbes() => Volatile.Write(ref _refuseUntil, _leases.FreeAt);
}
