using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>Reads the state of the system, at most once a second: a storm of failures shares one reading. Thread-safe; who comes while another reads gets the last reading.</summary>
/// <param name="clock">The clock.</param>
/// <param name="files">The system's files.</param>
internal sealed class SystemProbe(Clock clock, SystemFiles files)
{
    private static readonly TimeSpan s_reuse = TimeSpan.FromSeconds(1);

    private readonly Lock _reading = new();
    private readonly ThreadPoolSample _lag = new(clock.Provider);
    private readonly long _reuseTicks = clock.Ticks(s_reuse);
    private Reading? _last;

    /// <summary>
    /// Takes in good time what cannot be had any more once the process has used up its handles: a handle in reserve, and the code that is only loaded when it is first called.
    /// </summary>
    internal SystemProbe Prepare()
    {
        lock (_reading)
        {
            files.Begin();
            if (LibC.IsKnown) LibC.Prepare();
        }

        return this;
    }

    /// <summary>Begins to measure what takes the time of a capture.</summary>
    internal void Begin() => _lag.Begin();

    /// <summary>The state; null while the first reading is under way elsewhere.</summary>
    internal SystemState? Read(CaptureLedger ledger)
    {
        Reading? last = Volatile.Read(ref _last);
        if (last is null || clock.Now - last.At >= _reuseTicks) last = Refresh(ledger) ?? last;
        if (last is null)
        {
            ledger.Omit("system state: it is being read for another failure");
            return null;
        }

        foreach (string part in last.Omitted) ledger.Omit(part);
        return last.State with { Age = clock.Span(Math.Max(0, clock.Now - last.At)) };
    }

    /// <summary>The state with what can only be said at the end of a capture: how long the item waited that was queued at its beginning.</summary>
    internal SystemState? Finish(SystemState? state) =>
        state is null ? null : state with { ThreadPoolLag = _lag.Look(out bool isLowerBound), ThreadPoolLagIsLowerBound = isLowerBound };

    private Reading? Refresh(CaptureLedger ledger)
    {
        if (!_reading.TryEnter()) return null;
        try
        {
            files.Begin();
            long now = clock.Now;
            var reading = new SystemReading(files, ledger.Budget);
            var fresh = new Reading(now, reading.Take(), reading.Omitted);
            Volatile.Write(ref _last, fresh);
            return fresh;
        }
        finally
        {
            files.End();
            _reading.Exit();
        }
    }

    private sealed record Reading(long At, SystemState State, IReadOnlyList<string> Omitted);
}
