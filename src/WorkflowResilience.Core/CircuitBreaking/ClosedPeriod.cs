namespace WorkflowResilience;

/// <summary>
/// The counts of one generation of the closed state. Each has its own, so that a result which arrives late is counted where nobody looks instead of in a newer one.
/// </summary>
internal sealed class ClosedPeriod
{
    private readonly CircuitWindow? _window;
    private int _consecutive;

    internal ClosedPeriod(long word, CircuitTriggers triggers)
    {
        Word = word;
        Triggers = triggers;
        _window = triggers.StepTicks == 0 ? null : new CircuitWindow(triggers.StepTicks);
    }

    /// <summary>The state word of the generation; no other permits count here.</summary>
    internal long Word { get; }

    internal CircuitTriggers Triggers { get; }

    internal int Consecutive => Volatile.Read(ref _consecutive);

    /// <summary>Counts a success that was not slow. Any thread, no lock. Without a ratio and after a success it writes nothing.</summary>
    internal void CountSuccess(long now)
    {
        EndRow();
        _window?.CountSuccess(now);
    }

    /// <summary>Counts a failure and tells which trigger it reached. Needs the breaker's lock.</summary>
    internal CircuitOpening? CountFailure(long now, bool slow, bool consecutive)
    {
        // Atomic although locked: a success ends the row without the lock.
        if (consecutive && Triggers.CountConsecutive) Interlocked.Increment(ref _consecutive);
        _window?.Count(now, failed: true, slow);
        return Reached(now);
    }

    /// <summary>Counts a slow success and tells which trigger it reached. Needs the breaker's lock.</summary>
    internal CircuitOpening? CountSlowSuccess(long now)
    {
        EndRow();
        _window?.Count(now, failed: false, slow: true);
        return Reached(now);
    }

    /// <summary>What the window holds; nothing without a ratio. Needs the breaker's lock.</summary>
    internal CircuitCounts Counts(long now) => _window?.Sum(now) ?? default;

    private void EndRow()
    {
        if (Volatile.Read(ref _consecutive) != 0) Volatile.Write(ref _consecutive, 0);
    }

    private CircuitOpening? Reached(long now) => Triggers.Reached(Consecutive, Counts(now));
}
