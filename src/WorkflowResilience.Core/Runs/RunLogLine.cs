namespace WorkflowResilience;

/// <summary>A line of a run's log.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Level">How grave.</param>
/// <param name="Source">Who says it: a stage, a program, a logger's category; in one line, redacted and cut to 200 characters.</param>
/// <param name="Message">What, in one line, redacted and cut to 2,000 characters.</param>
public readonly record struct RunLogLine(DateTimeOffset Time, RunLogLevel Level, string Source, string Message);
