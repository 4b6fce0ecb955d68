namespace WorkflowResilience;

/// <summary>
/// The calls of the last ten steps of time. Successes, the frequent case, go to striped cells without a lock; failures and slow calls, which also evaluate,
/// go to a plain ring.
/// </summary>
/// <remarks><see cref="CountSuccess"/> may be called by any thread; the rest needs the breaker's lock.</remarks>
internal sealed class CircuitWindow
{
    /// <summary>The steps of a window.</summary>
    internal const int Steps = 10;

    private readonly StepGrid _grid;
    private readonly SuccessCells _successes = new();
    private readonly StepCounts[] _others = new StepCounts[Steps];

    internal CircuitWindow(long stepTicks) => _grid = new StepGrid(stepTicks);

    /// <summary>Counts a success that was not slow.</summary>
    internal void CountSuccess(long now) => _successes.Add(_grid.Step(now));

    /// <summary>Counts a failure or a slow call.</summary>
    internal void Count(long now, bool failed, bool slow) => StepCounts.Add(_others, _grid.Step(now), 1, failed ? 1 : 0, slow ? 1 : 0);

    /// <summary>
    /// What the window holds. It ends with the step of <paramref name="now"/> or of the newest call, whichever is later: a call that tells an earlier time must not
    /// be weighed against steps whose successes newer ones have already pushed out.
    /// </summary>
    internal CircuitCounts Sum(long now)
    {
        long newest = _grid.Step(now);
        Span<StepCounts> steps = stackalloc StepCounts[Steps];
        _others.CopyTo(steps);
        _successes.AddTo(steps, newest);
        foreach (ref readonly StepCounts step in steps) newest = Math.Max(newest, step.Step);

        long calls = 0, failures = 0, slow = 0;
        foreach (ref readonly StepCounts step in steps)
        {
            if (newest - step.Step >= Steps) continue;
            calls += step.Calls;
            failures += step.Failures;
            slow += step.Slow;
        }

        return new CircuitCounts(calls, failures, slow);
    }
}
