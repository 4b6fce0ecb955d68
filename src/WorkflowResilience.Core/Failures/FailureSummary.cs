using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What went wrong, in one line.</summary>
internal static class FailureSummary
{
    private const int LongestRunId = 128;

    /// <summary>The line that a failure carries as its message.</summary>
    internal static string Of(StageReason reason, in FailureFacts facts, int attempts, TimeSpan duration, TimeSpan? retryAfter, AttemptOutcome? last)
    {
        string cause = Cause(facts, last);
        return reason switch
        {
            StageReason.AttemptsExhausted when attempts <= 1 => Join($"The only permitted attempt failed after {ReadableDuration.Of(duration)}", ": ", cause),
            StageReason.AttemptsExhausted => Join(Invariant($"All {attempts} permitted attempts failed in {ReadableDuration.Of(duration)}; the last"), ": ", cause),
            StageReason.StopCondition => Join("The policy stops at this failure", ": ", cause),
            StageReason.UnknownFailure => Join("No condition of the policy matches this failure", ": ", cause),
            StageReason.PermanentVerdict => Join($"No condition of the policy matches this failure, and {Judge(facts)} that it stays until something is changed", ": ", cause),
            StageReason.NestedFailure => Join("A stage inside this one failed for good", ": ", cause),
            StageReason.AttemptTimeout => Join(Invariant($"Attempt {attempts} took longer than its timeout"), ": ", cause),
            _ => Join(Head(reason, facts, attempts, duration, retryAfter), "; the last failure: ", cause),
        };
    }

    /// <summary>The line that an exception carries as its message: where, why, what, and what to do.</summary>
    internal static string Line(StageFailure failure)
    {
        string run = failure.RunId is null ? "" : $" of run '{RunId(failure.RunId)}'";
        return $"Stage '{failure.Stage}'{run} failed ({failure.Reason.Code()}, {failure.Kind}, {failure.Id}). {Sentence(failure.Message)} {failure.Advice}";
    }

    /// <summary>A run's id for people: the host chose it, so it may hold anything.</summary>
    internal static string RunId(string runId) => FailureText.Line(runId, LongestRunId);

    private static string Head(StageReason reason, in FailureFacts facts, int attempts, TimeSpan duration, TimeSpan? retryAfter) => reason switch
    {
        StageReason.None => "It succeeded",
        StageReason.Cancelled => "The caller cancelled",
        StageReason.NotConfigured => "No policy is configured for this stage",
        StageReason.TotalTimeout => Invariant($"The total timeout expired after {ReadableDuration.Of(duration)} in attempt {Math.Max(1, attempts)}"),
        StageReason.DeadlineTooClose => "Too little of the total timeout is left for another attempt",
        StageReason.ServerDelayTooLong when facts.ServerDelay is { } delay => $"The server asks for a wait of {ReadableDuration.Of(delay)}, more than is permitted",
        StageReason.ServerDelayTooLong => "The server asks for a longer wait than is permitted",
        StageReason.Abandoned => Invariant($"Attempt {attempts} did not end within its grace and may still be running"),
        StageReason.UnknownOutcome => Invariant($"Attempt {attempts} ended without an answer, so whether it had its effect is unknown"),
        StageReason.CircuitOpen when retryAfter is { } wait => $"The circuit breaker is open and lets a probe through in {ReadableDuration.Of(wait)}",
        StageReason.CircuitOpen => "The circuit breaker is open",
        StageReason.CircuitIsolated => "The circuit breaker was isolated by hand",
        StageReason.BulkheadFull => "As many executions run and wait as the bulkhead permits",
        StageReason.RetryBudgetExhausted => "The retry budget is spent",
        StageReason.RunRetryLimit => "The run has used up its retries",
        StageReason.RunTimeLimit => "The run has lasted too long for another retry to start",
        StageReason.Throttled => "The target accepts too few calls, so this one was turned away",
        StageReason.NotRepeatable => "The call may not be made twice",
        StageReason.EvidenceAgainst => "Attempts after such failures have hardly ever succeeded lately, so no other was made",
        StageReason.HostRetryLimit => "No place among the host's concurrent retries became free in time",
        _ => reason.Code(),
    };

    private static string Judge(in FailureFacts facts) => facts.Reading?.DecidedBy switch
    {
        null => "its classifier says",
        AttemptReading.Correction => "a person has said of such failures",
        var pattern => $"the pattern {pattern} says",
    };

    private static string Cause(in FailureFacts facts, AttemptOutcome? last)
    {
        if (facts.Exception is { } exception) return FailureText.Of(exception, StageFailure.MaxCause);
        return last switch
        {
            AttemptOutcome.BadResult => "the returned result counts as a failure",
            AttemptOutcome.TimedOut => "it was timed out",
            AttemptOutcome.Abandoned => "it did not end",
            _ => "",
        };
    }

    private static string Join(string head, string link, string cause) => cause.Length == 0 ? head : head + link + cause;

    private static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
