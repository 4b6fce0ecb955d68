namespace WorkflowResilience;

/// <summary>How a stage or a run ended, in the words of OpenTelemetry's CI/CD conventions.</summary>
internal static class TaskResult
{
    internal const string Success = "success", Failure = "failure", Error = "error", Timeout = "timeout", Cancellation = "cancellation", Skip = "skip";

    /// <summary>The word for a stage. What the work itself got wrong is a failure; what its surroundings got wrong is an error; what was refused before it began was skipped.</summary>
    internal static string OfStage(StageOutcomeKind kind, StageFailure? failure) => kind switch
    {
        StageOutcomeKind.Succeeded => Success,
        StageOutcomeKind.Cancelled => Cancellation,
        _ when failure is null => Failure,
        _ when failure.Attempts == 0 => Skip,
        _ when failure.Kind == FailureKind.Timeout || failure.Reason is StageReason.AttemptTimeout or StageReason.TotalTimeout or StageReason.Abandoned or StageReason.UnknownOutcome => Timeout,
        _ when IsOfSurroundings(failure.Kind) => Error,
        _ => Failure,
    };

    /// <summary>The word for a run: that of the stage that ended it, but for a refused stage, because the run itself was not skipped.</summary>
    internal static string OfRun(StageOutcomeKind kind, StageFailure? failure) => kind == StageOutcomeKind.Failed && failure is { Attempts: 0 } ? Error : OfStage(kind, failure);

    private static bool IsOfSurroundings(FailureKind kind) => kind == FailureKind.Network || kind == FailureKind.Unavailable || kind == FailureKind.RateLimited
        || kind == FailureKind.Resource || kind == FailureKind.Authentication || kind == FailureKind.Configuration;
}
