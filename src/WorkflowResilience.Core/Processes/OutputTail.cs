namespace WorkflowResilience.Processes;

/// <summary>The last lines of a program's two streams, in the order of arrival. Thread-safe: each stream has a reader of its own.</summary>
internal sealed class OutputTail(int capacity, Func<string, string>? redact, Action<ProgramLine>? onLine)
{
    // The first keeps the lines and the callbacks in one order; the second guards the ring alone, so that a callback that never returns does not keep the tail from being read.
    private readonly Lock _order = new();
    private readonly Lock _gate = new();
    private readonly Queue<ProgramLine> _lines = new();
    private readonly LineRedactor _output = new();
    private readonly LineRedactor _errors = new();
    private long _count;
    private long _callbackFailures;

    /// <summary>How many lines came in.</summary>
    internal long Count => Interlocked.Read(ref _count);

    /// <summary>How often the callback threw.</summary>
    internal long CallbackFailures => Interlocked.Read(ref _callbackFailures);

    /// <summary>The one place where a program's text comes in: redacted here, it is redacted wherever it goes.</summary>
    internal void Add(string text, bool isError)
    {
        var line = new ProgramLine(redact is not null ? redact(text) : (isError ? _errors : _output).Redact(text), isError);
        lock (_order)
        {
            lock (_gate)
            {
                _count++;
                if (capacity > 0 && _lines.Count == capacity) _lines.Dequeue();
                if (capacity > 0) _lines.Enqueue(line);
            }

            if (onLine is not null) Tell(line);
        }
    }

    /// <summary>The lines kept: a copy.</summary>
    internal IReadOnlyList<ProgramLine> Lines()
    {
        lock (_gate) return [.. _lines];
    }

    private void Tell(ProgramLine line)
    {
        try
        {
            onLine!(line);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _callbackFailures);
        }
    }
}
