namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>A circuit breaker as one would explain it: it remembers every call and looks through the list. It shares nothing with the real one.</summary>
internal sealed class NaiveCircuit(NaivePolicy initial)
{
    private readonly List<(long Time, bool Failed, bool Slow, bool InRow)> _calls = [];
    private readonly List<Ticket> _probes = [];
    private long _era, _openUntil, _previous;
    private int _successes, _openings, _closings;
    private NaivePolicy _policy = initial;

    internal readonly List<string> Log = [];
    internal enum Phase { Closed, Open, HalfOpen, Isolated }
    internal Phase State { get; private set; }

    internal long Wait(long now)
    {
        if (State == Phase.Open) return Math.Max(0, _openUntil - now);
        if (State != Phase.HalfOpen) return 0;
        long[] ends = [.. _probes.Where(p => !p.Back && p.Ends > now).Select(p => p.Ends).Order()];
        return ends.Length < _policy.Permits ? 0 : ends[ends.Length - _policy.Permits] - now;
    }

    internal string Counts(long now)
    {
        var window = State == Phase.Closed ? Window(now) : [];
        return $"{(State == Phase.Closed && _policy.Consecutive is not null ? Row() : 0)} in a row, {window.Count} calls, {window.Count(c => c.Failed)} failed, {window.Count(c => c.Slow)} slow, " +
            $"{_probes.Count(p => !p.Back && p.Ends > now)} probes, {_successes} good, {_openings} openings";
    }

    internal Ticket? Enter(long now)
    {
        if (State == Phase.Isolated || Wait(now) > 0) return null;
        if (State == Phase.Open) Become(Phase.HalfOpen, now, "");
        if (State == Phase.Closed) return new Ticket(_era, long.MaxValue);
        _probes.ForEach(p => p.Back |= p.Ends <= now);
        _probes.Add(new Ticket(_era, now + _policy.Lease));
        return _probes[^1];
    }

    internal void Finish(Ticket ticket, long now, bool failed, long duration, bool inRow)
    {
        if (ticket.Era != _era) return;
        bool slow = _policy.SlowRatio is not null && duration > _policy.SlowTicks;
        if (ticket.Ends <= now) ticket.Back = true;
        if (State == Phase.Closed) Count((now, failed, slow, inRow));
        else if (ticket.Back) return;
        else if (failed) Open(now, "ProbeFailed");
        else if (slow) Open(now, "SlowCalls");
        else if (++_successes >= _policy.Successes) Become(Phase.Closed, now, "");
        ticket.Back = true;
    }

    private void Count((long Time, bool Failed, bool Slow, bool InRow) call)
    {
        _calls.Add(call);
        if (!call.Failed && !call.Slow) return;
        var (now, window) = (call.Time, Window(call.Time));
        if (Row() >= _policy.Consecutive) Open(now, "ConsecutiveFailures");
        else if (window.Count >= _policy.Throughput && window.Count(c => c.Failed) >= _policy.Ratio * window.Count) Open(now, "FailureRatio");
        else if (window.Count >= _policy.Throughput && window.Count(c => c.Slow) >= _policy.SlowRatio * window.Count) Open(now, "SlowCalls");
    }

    internal void Release(Ticket ticket) => ticket.Back = true;
    internal void Isolate(long now) => Become(Phase.Isolated, now, "ByHand");
    internal void Reset(long now) => Become(Phase.Closed, now, "");

    internal void Reconfigure(NaivePolicy next)
    {
        if (!next.Shape.Equals(_policy.Shape)) _calls.Clear();
        _policy = next;
    }

    private int Row() => _calls.AsEnumerable().Reverse().TakeWhile(c => c.Failed).Count(c => c.InRow);

    private List<(long Time, bool Failed, bool Slow, bool InRow)> Window(long now)
    {
        if (!_policy.HasWindow) return [];
        long last = _calls.Select(c => c.Time).Append(now).Max() / _policy.Step;
        return [.. _calls.Where(c => c.Time / _policy.Step > last - 10)];
    }

    private void Open(long now, string cause)
    {
        _previous = _policy.OpenTime(_closings, ++_openings, _previous);
        _openUntil = now + _previous;
        Become(Phase.Open, now, cause);
    }

    private void Become(Phase state, long now, string cause)
    {
        if (state == Phase.Closed) (_closings, _openings, _previous) = (_closings + 1, 0, 0);
        if (state != State) Log.Add($"{State} to {state} {cause} at {now} for {(state == Phase.Open ? _previous : 0)}");
        (State, _era, _successes) = (state, _era + 1, 0);
        _calls.Clear();
        _probes.Clear();
    }
}
