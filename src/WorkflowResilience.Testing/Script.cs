namespace WorkflowResilience.Testing;

/// <summary>A script of steps and the calls that followed it: what <see cref="ScriptedStage"/> and <see cref="ScriptedStage{T}"/> share.</summary>
/// <remarks>The first call follows the first step, the second the second, and so on; when the script is at its end, its last step repeats. Thread-safe.</remarks>
public abstract class Script
{
    private readonly Lock _gate = new();
    private readonly Step[] _steps;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly List<ScriptedCall> _calls = [];
    private readonly HangingCalls _hanging;

    private protected Script(TimeProvider timeProvider, Step[] steps)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        if (steps.Length == 0) throw new ArgumentException("The script has no step; it needs at least one, and its last one repeats.", nameof(steps));
        if (steps.Contains(null)) throw new ArgumentException("A step of the script is null.", nameof(steps));
        _timeProvider = timeProvider;
        _hanging = new HangingCalls(timeProvider);
        _start = timeProvider.GetTimestamp();
        _steps = steps;
    }

    /// <summary>The calls so far, those still running included: a copy.</summary>
    public IReadOnlyList<ScriptedCall> Calls
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>How many calls have begun.</summary>
    public int CallCount
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    /// <summary>How many calls have begun and not ended.</summary>
    public int Running { get; private set; }

    /// <summary>The most calls that ever ran at once.</summary>
    public int PeakRunning { get; private set; }

    /// <summary>Lets go on every call that now hangs without regard to cancellation; a call that comes to such a step later hangs until the next release.</summary>
    /// <returns>How many calls were released.</returns>
    public int Release() => _hanging.Release();

    private protected async ValueTask<T> PlayAsync<T>(CancellationToken cancellationToken)
    {
        Step step = Begin(cancellationToken);
        try
        {
            while (true)
            {
                switch (step)
                {
                    case Step.ReturnStep<T> value:
                        return value.Value;
                    case Step.FailStep failure:
                        throw failure.Exception();
                    case Step.DelayStep delay:
                        await Wait.ForAsync(_timeProvider, delay.Time, cancellationToken).ConfigureAwait(false);
                        step = delay.Then;
                        break;
                    case Step.HangIgnoringCancellationStep hang:
                        await _hanging.WaitAsync().ConfigureAwait(false);
                        step = hang.Then;
                        break;
                    case Step.HangStep:
                        await Wait.ForAsync(_timeProvider, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                        break;
                    case Step.CancelStep:
                        throw new OperationCanceledException("The script cancels what nobody asked to cancel.", new CancellationToken(canceled: true));
                    default:
                        return default!;
                }
            }
        }
        finally
        {
            lock (_gate) Running--;
        }
    }

    private Step Begin(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Step step = _steps[Math.Min(_calls.Count, _steps.Length - 1)];
            _calls.Add(new ScriptedCall(_calls.Count + 1, _timeProvider.GetElapsedTime(_start), step, cancellationToken));
            PeakRunning = Math.Max(PeakRunning, ++Running);
            return step;
        }
    }
}
