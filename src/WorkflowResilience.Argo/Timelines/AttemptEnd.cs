namespace WorkflowResilience.Argo;

/// <summary>How an attempt ends, if nothing ends it before.</summary>
/// <param name="Duration">How long it takes.</param>
/// <param name="Status"><c>Failed</c> or <c>Error</c>; null: it succeeds.</param>
/// <param name="ExitCode">The exit code; null for none.</param>
/// <param name="Message">The message of its node.</param>
internal readonly record struct AttemptEnd(TimeSpan Duration, string? Status, int? ExitCode = null, string Message = "")
{
    internal static AttemptEnd Success(TimeSpan duration) => new(duration, null, 0);

    internal static AttemptEnd Exit(TimeSpan duration, int code) => new(duration, RetryFacts.Failed, code, $"Error (exit code {PolicyWords.Number(code)})");
}
