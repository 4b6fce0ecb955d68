namespace WorkflowResilience;

public sealed partial class CircuitBreaker
{
    /// <summary>Opens the circuit. Needs the lock.</summary>
    /// <remarks>
    /// Arithmetic schedules are computed here. Code of the host is not called under the lock: the circuit opens for <see cref="OpenTimes.Fallback"/> first, and
    /// <see cref="Tell"/> asks the host afterwards. So calls are refused from the failure that opened it on, whatever that code does.
    /// </remarks>
    private CircuitChange Open(long now, CircuitOpening cause)
    {
        BackoffSchedule schedule = _policy.OpenTime;
        TimeSpan previous = _openTime;
        if (OpenTimes.CallsHost(schedule))
            return MoveTo(CircuitState.Open, now, cause, OpenTimes.Fallback) with { Ask = schedule, Closings = _closings, Previous = previous };
        return MoveTo(CircuitState.Open, now, cause, _openTimes.Of(schedule, _closings, _openings + 1, previous));
    }

    /// <summary>Commits a state: the only place that writes the word. Needs the lock.</summary>
    private CircuitChange MoveTo(CircuitState to, long now, CircuitOpening? cause = null, TimeSpan openTime = default, bool byHand = false)
    {
        CircuitState from = State;
        long word = CircuitWord.Next(_word, to);
        if (to == CircuitState.Open)
        {
            _openings++;
            _openTime = openTime;
            Volatile.Write(ref _refuseUntil, now + _clock.Ticks(openTime));
        }
        else if (to == CircuitState.Closed)
        {
            _openings = 0;
            _openTime = TimeSpan.Zero;
            _closings++;
            Volatile.Write(ref _period, new ClosedPeriod(word, _triggers));
        }

        _leases.Clear();
        _probesSucceeded = 0;
        Volatile.Write(ref _word, word);
        return new CircuitChange(new CircuitTransition
        {
            Stage = _stage,
            From = from,
            To = to,
            Cause = cause,
            OpenTime = openTime,
            Openings = to is CircuitState.Open or CircuitState.HalfOpen ? _openings : 0,
            Timestamp = now,
            Generation = CircuitWord.Generation(word),
            ByHand = byHand,
        });
    }

    /// <summary>Settles the open time where the host decides it, and tells the listener. Not under the lock.</summary>
    private void Tell(in CircuitChange change)
    {
        CircuitTransition transition = change.Transition;
        if (change.Ask is not null) transition = transition with { OpenTime = AskHost(change) };
        _listener.OnTransition(transition);
    }

    private TimeSpan AskHost(in CircuitChange change)
    {
        CircuitTransition transition = change.Transition;
        TimeSpan openTime;
        try
        {
            openTime = _openTimes.Of(change.Ask!, change.Closings, transition.Openings, change.Previous);
        }
        catch (Exception exception)
        {
            _listener.OnScheduleFailed(exception);
            return OpenTimes.Fallback;
        }

        lock (_gate)
        {
            if (CircuitWord.Generation(_word) != transition.Generation) return openTime;
            _openTime = openTime;
            Volatile.Write(ref _refuseUntil, transition.Timestamp + _clock.Ticks(openTime));
        }

        return openTime;
    }
}
