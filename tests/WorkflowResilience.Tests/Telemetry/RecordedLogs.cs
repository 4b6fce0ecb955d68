using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>One line of a log, as the provider got it.</summary>
internal sealed record LogLine(LogLevel Level, EventId Id, string Text, IReadOnlyDictionary<string, object?> Facts, Exception? Exception);

/// <summary>Keeps what is logged from a level on.</summary>
internal sealed class RecordedLogs(LogLevel level) : ILoggerFactory, ILogger
{
    internal List<LogLine> Lines { get; } = [];

    internal List<string> Categories { get; } = [];

    public ILogger CreateLogger(string categoryName)
    {
        Categories.Add(categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var facts = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string name, object? value) in (IEnumerable<KeyValuePair<string, object?>>)state!) facts[name] = value;
        lock (Lines) Lines.Add(new LogLine(logLevel, eventId, formatter(state, exception), facts, exception));
    }
}
