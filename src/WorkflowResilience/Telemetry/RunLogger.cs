using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <summary>Writes one category to the log of the run that the calling code is in.</summary>
/// <param name="category">The category: the source of its lines.</param>
internal sealed class RunLogger(string category) : ILogger
{
    private const string Unreadable = "[a message that could not be formatted]";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && WorkflowRun.Current is { Log.IsKept: true };

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.None || WorkflowRun.Current is not { Log.IsKept: true } run) return;
        string message = Text(state, exception, formatter);
        run.Log.Add(Level(logLevel), category, exception is null ? message : message.Length == 0 ? FailureText.Of(exception) : $"{message} → {FailureText.Of(exception)}");
    }

    // A formatter runs the ToString of whatever was logged; the host's other loggers may let it break the call, this one may not.
    private static string Text<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception) ?? "";
        }
        catch (Exception)
        {
            return Unreadable;
        }
    }

    private static RunLogLevel Level(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => RunLogLevel.Debug,
        LogLevel.Information => RunLogLevel.Information,
        LogLevel.Warning => RunLogLevel.Warning,
        LogLevel.Error => RunLogLevel.Error,
        _ => RunLogLevel.Critical,
    };
}
