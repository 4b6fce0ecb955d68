namespace WorkflowResilience.Analysis;

/// <summary>
/// When a folder is read again: when it has been quiet for a moment after a change, but in good time also when it is never quiet; soon again while a file is only half written;
/// and now and then, because not every file system tells of changes. Decides only; not thread-safe.
/// </summary>
/// <param name="frequency">Ticks of the clock in a second.</param>
internal sealed class RereadSchedule(long frequency)
{
    /// <summary>How often a file that is no JSON is read again before it is refused.</summary>
    internal const int Retries = 3;

    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250), MostQuiet = TimeSpan.FromSeconds(2), Poll = TimeSpan.FromSeconds(30), PollUntold = TimeSpan.FromSeconds(2);

    private long? _firstChange;
    private int _tries;

    /// <summary>When to read, in ticks of the clock.</summary>
    internal long Due { get; private set; }

    /// <summary>Whether a file that is no JSON may still be half written.</summary>
    internal bool IsPatient => _tries < Retries;

    /// <summary>Something has changed.</summary>
    internal void Changed(long now)
    {
        _firstChange ??= now;
        Due = Math.Min(now + Ticks(Quiet), _firstChange.Value + Ticks(MostQuiet));
    }

    /// <summary>It is read now; what changes from now on is read again.</summary>
    internal void Begin()
    {
        _firstChange = null;
        Due = long.MaxValue;
    }

    /// <summary>It was read.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isPartial">Whether there was a file that may be half written.</param>
    /// <param name="isTold">Whether the file system tells of changes.</param>
    internal void End(long now, bool isPartial, bool isTold)
    {
        _tries = isPartial ? _tries + 1 : 0;
        if (_firstChange is null) Due = now + (isPartial ? Ticks(Quiet) << (_tries - 1) : Ticks(isTold ? Poll : PollUntold));
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * frequency);
}
