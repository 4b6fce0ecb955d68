using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>Hands events to those who want them. One that throws neither disturbs the others nor the stage.</summary>
internal sealed class EventHub : ICallbackFailures
{
    private readonly IResilienceObserver[] _observers;
    private readonly ResilienceEventKinds[] _wanted;
    private readonly Clock _clock;
    private long _failures;

    internal EventHub(IReadOnlyList<IResilienceObserver> observers, Clock clock)
    {
        _clock = clock;
        _observers = [.. observers];
        _wanted = [.. observers.Select(o => o.Interests)];
        foreach (ResilienceEventKinds kinds in _wanted) Interests |= kinds;
    }

    /// <summary>What anybody wants. Look here before building an event.</summary>
    internal ResilienceEventKinds Interests { get; }

    internal long CallbackFailures => Interlocked.Read(ref _failures);

    internal bool Wants(ResilienceEventKinds kind) => (Interests & kind) != ResilienceEventKinds.None;

    /// <summary>Whether somebody who wants one of these kinds listens now.</summary>
    internal bool IsListening(ResilienceEventKinds kinds)
    {
        for (int i = 0; i < _observers.Length; i++)
        {
            if ((_wanted[i] & kinds) != ResilienceEventKinds.None && IsListening(i)) return true;
        }

        return false;
    }

    // One that cannot say is told: it loses nothing, and the long way costs only time.
    private bool IsListening(int observer)
    {
        try
        {
            return _observers[observer].IsListening;
        }
        catch (Exception e)
        {
            Interlocked.Increment(ref _failures);
            TellOthers(observer, e);
            return true;
        }
    }

    internal void Emit(in ResilienceEvent resilienceEvent)
    {
        for (int i = 0; i < _observers.Length; i++)
        {
            if ((_wanted[i] & resilienceEvent.Kind) == ResilienceEventKinds.None) continue;
            try
            {
                _observers[i].OnEvent(resilienceEvent);
            }
            catch (Exception e)
            {
                Interlocked.Increment(ref _failures);
                TellOthers(i, e);
            }
        }
    }

    public void Report(Exception exception)
    {
        Interlocked.Increment(ref _failures);
        TellOthers(-1, exception);
    }

    // One level only: an observer that throws at being told of a failure is counted and left alone.
    private void TellOthers(int thrower, Exception exception)
    {
        if (!Wants(ResilienceEventKinds.CallbackFailed)) return;
        var failed = new ResilienceEvent { Kind = ResilienceEventKinds.CallbackFailed, Timestamp = _clock.Now, Error = exception };
        for (int i = 0; i < _observers.Length; i++)
        {
            if (i == thrower || (_wanted[i] & ResilienceEventKinds.CallbackFailed) == ResilienceEventKinds.None) continue;
            try
            {
                _observers[i].OnEvent(failed);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _failures);
            }
        }
    }
}
