namespace WorkflowResilience;

/// <summary>The last lines that were logged in a run; older ones fall out and are counted.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RunLog
{
    private const int MaxMessage = 2000, MaxSource = 200;

    private readonly Lock _lock = new();
    private readonly Queue<RunLogLine> _lines = new();
    private readonly TimeProvider _time;
    private readonly int _capacity;
    private long _dropped;

    internal RunLog(TimeProvider time, int capacity)
    {
        _time = time;
        _capacity = capacity;
    }

    /// <summary>How many lines have fallen out.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock) return _dropped;
        }
    }

    /// <summary>Whether lines are kept at all.</summary>
    internal bool IsKept => _capacity > 0;

    /// <summary>Adds a line. It is redacted before it is kept.</summary>
    /// <param name="level">How grave.</param>
    /// <param name="source">Who says it.</param>
    /// <param name="message">What.</param>
    public void Add(RunLogLevel level, string source, string message)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(message);

        var line = new RunLogLine(_time.GetUtcNow(), level, FailureText.Line(source, MaxSource), FailureText.Line(message, MaxMessage));
        lock (_lock)
        {
            if (_lines.Count == _capacity)
            {
                _dropped++;
                if (_capacity == 0) return;
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    /// <summary>The lines kept, oldest first.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<RunLogLine> Lines()
    {
        lock (_lock) return [.. _lines];
    }

    /// <summary>The last of the lines kept, oldest first, and how many there were before them, those that fell out included.</summary>
    internal RunLogLine[] Last(int count, out long before)
    {
        lock (_lock)
        {
            int skip = Math.Max(0, _lines.Count - count);
            before = _dropped + skip;
            return [.. _lines.Skip(skip)];
        }
    }
}
