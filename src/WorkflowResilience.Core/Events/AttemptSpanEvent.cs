using System.Diagnostics;

namespace WorkflowResilience;

/// <summary>What a stage's span tells of its attempts, as events on it. A success at the first attempt has nothing more to tell than the span itself.</summary>
internal static class AttemptSpanEvent
{
    internal const string First = "attempt";
    internal const string Retry = "retry";
    internal const string Hedge = "hedge";
    internal const string Rejection = "rejection";
    internal const string RefusedRetry = "retry refused";

    /// <summary>An attempt, at the time it began.</summary>
    internal static ActivityEvent Of(in AttemptRecord attempt, DateTimeOffset start)
    {
        var tags = new ActivityTagsCollection
        {
            [SpanAttributes.Attempt] = attempt.Attempt,
            [SpanAttributes.AttemptOutcome] = Word(attempt.Outcome),
            [SpanAttributes.AttemptDuration] = attempt.Duration.TotalSeconds,
        };
        if (attempt.Hedge > 0) tags[SpanAttributes.Hedge] = attempt.Hedge;
        if (attempt.Outcome != AttemptOutcome.Succeeded) tags[SpanAttributes.ErrorType] = attempt.Kind.Name;
        if (attempt.ErrorText is { } error) tags[SpanAttributes.AttemptError] = error;
        if (attempt.Wait > TimeSpan.Zero) tags[SpanAttributes.RetryDelay] = attempt.Wait.TotalSeconds;
        return new ActivityEvent(attempt.Hedge > 0 ? Hedge : attempt.Attempt == 1 ? First : Retry, start + attempt.Start, tags);
    }

    /// <summary>A call or a retry that a limit refused, at the end of the span, which it brought about.</summary>
    internal static ActivityEvent Refused(StageFailure failure, DateTimeOffset end)
    {
        var tags = new ActivityTagsCollection { [SpanAttributes.Reason] = failure.Reason.Code() };
        if (failure.LetThrough is { } letThrough) tags[SpanAttributes.LetThrough] = letThrough;
        return new ActivityEvent(failure.Attempts == 0 ? Rejection : RefusedRetry, end, tags);
    }

    private static string Word(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => "success",
        AttemptOutcome.Failed => "failure",
        AttemptOutcome.BadResult => "bad_result",
        AttemptOutcome.TimedOut => "timeout",
        AttemptOutcome.Abandoned => "abandoned",
        AttemptOutcome.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "This is not an attempt's outcome."),
    };
}
