namespace WorkflowResilience.Argo;

/// <summary>What Argo knows of an ended attempt when it evaluates <c>retryStrategy.expression</c>.</summary>
/// <param name="ExitCode">The exit code of the main container; null for none, which Argo writes as -1.</param>
/// <param name="Status"><c>Failed</c> or <c>Error</c>.</param>
/// <param name="Duration">How long the attempt took.</param>
/// <param name="Message">The message of its node; empty for none.</param>
/// <param name="Retries">Retries so far: 0 when the first attempt has ended.</param>
internal readonly record struct RetryFacts(int? ExitCode, string Status, TimeSpan Duration, string Message, int Retries)
{
    internal const string Failed = "Failed";

    internal const string Error = "Error";

    internal const int NoExitCode = -1;

    /// <summary>The exit code as the expression sees it.</summary>
    internal int Code => ExitCode ?? NoExitCode;
}
