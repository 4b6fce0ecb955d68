using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>
/// What is remembered of failures: how often each came and when, whether it comes more often than it used to, which others are like it, and what fixed it.
/// </summary>
/// <remarks>
/// <para>Thread-safe. In memory, within <see cref="FailureHistoryOptions.MaxBytes"/>; nothing is done in the background. Each question takes a time that does not grow with what is remembered.</para>
/// <para>
/// When the memory is full, a new failure takes the place of the least frequent one. What was forgotten so may come again: its count then begins with the count of those
/// that had to go, and <see cref="FailureRecurrence.Overcount"/> says by how much it may be too high.
/// </para>
/// </remarks>
public sealed partial class FailureHistory
{
    private const int MaxLine = 256;
    private const int MaxRunId = 64;
    private const int MaxStages = 512;
    private const int MaxNotes = 1024;

    private readonly Lock _lock = new();
    private readonly Clock _clock;
    private readonly long _origin;
    private readonly FrequencyPlan _plan;
    private readonly FailureTable _table;
    private readonly StageRates _stages;
    private readonly FailureNotes _notes;
    private readonly RisingFailures _rising = new();
    private readonly int _maxOccurrences;
    private long _now;

    /// <summary>Makes an empty history.</summary>
    /// <param name="options">Its bounds, and what counts as rising. Default: those of <see cref="FailureHistoryOptions"/>.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <exception cref="ResilienceConfigurationException">A value of the options is out of its bounds; all are told at once.</exception>
    public FailureHistory(FailureHistoryOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new FailureHistoryOptions();
        string[] problems = [.. options.Problems(nameof(FailureHistoryOptions))];
        if (problems.Length > 0) throw new ResilienceConfigurationException("The failure history", problems);
        _clock = new Clock(timeProvider ?? TimeProvider.System);
        _origin = _clock.Now;
        _plan = options.ToPlan();
        _maxOccurrences = options.MaxOccurrences;

        // A small history gives a share of its memory to each of the small tables.
        _stages = new StageRates((int)Math.Clamp(options.MaxBytes / 16_384, 4, MaxStages), _plan);
        _notes = new FailureNotes((int)Math.Clamp(options.MaxBytes / 8_192, 8, MaxNotes));
        _table = new FailureTable(options.MaxBytes, options.MaxAge.Ticks / TimeSpan.TicksPerMillisecond) { Forgotten = _rising.Remove };
    }

    /// <summary>How many different failures are remembered.</summary>
    public int Fingerprints
    {
        get
        {
            lock (_lock) return _table.Count;
        }
    }

    /// <summary>How many had to give way to others because the memory was full.</summary>
    public long Evicted
    {
        get
        {
            lock (_lock) return _table.Evicted;
        }
    }

    /// <summary>How many were forgotten because they had not come for <see cref="FailureHistoryOptions.MaxAge"/>.</summary>
    public long Expired
    {
        get
        {
            lock (_lock) return _table.Expired;
        }
    }

    /// <summary>The memory that all of it takes, in bytes. The names of stages and workflows are not in it: they are the runner's.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _table.Bytes + Others;
        }
    }

    private long Others => _stages.Bytes + _notes.Bytes;

    /// <summary>Remembers a failure.</summary>
    internal RecordedFailure Record(in SeenFailure seen)
    {
        string? line = Cut(seen.Line, MaxLine);
        var row = new StoredOccurrence(seen.Time.UtcTicks, FailureId.Number(seen.FailureId), Cut(seen.RunId, MaxRunId), seen.Stage, seen.Attempts, seen.Reason);
        lock (_lock)
        {
            long now = Advance(seen.Now);
            RateChange stageChange = _stages.Count(seen.Workflow, seen.Stage, now, out FrequencyFigures stageRate);
            RememberedFailure failure = _table.CountOnce(seen, line, now, Others);
            RateChange change = failure.Watch.Count(now, _plan);
            if (change == RateChange.Raised) _rising.Add(failure);
            else if (change == RateChange.Settled) _rising.Remove(failure);
            DateTimeOffset? before = failure.LastSeen == 0 ? null : new DateTimeOffset(failure.LastSeen, TimeSpan.Zero);
            failure.LastSeen = row.Time;
            _table.Charge(failure, failure.Occurrences.Add(row, _maxOccurrences), now, Others);
            return new RecordedFailure(Describe(failure, before), failure.News(), stageChange, stageRate);
        }
    }

    // Milliseconds since the history began; a timestamp that lies before the latest one is taken for that one.
    private long Advance(long timestamp)
    {
        _now = Math.Max(_now, (long)_clock.Span(Math.Max(0, timestamp - _origin)).TotalMilliseconds);
        _table.Expire(_now);
        return _now;
    }

    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
