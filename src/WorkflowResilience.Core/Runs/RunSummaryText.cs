using System.Globalization;
using System.Text;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>Prints a run's summary.</summary>
internal static class RunSummaryText
{
    internal static string Of(RunSummary summary)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{summary.WorkflowName} · run {summary.RunId} {Word(summary.Kind)} in {ReadableDuration.Of(summary.Duration)}");
        text.Append(CultureInfo.InvariantCulture, $", {summary.Retries} {(summary.Retries == 1 ? "retry" : "retries")}\n");
        int width = Math.Max(5, summary.Stages.Select(s => s.Stage.Name.Length).DefaultIfEmpty().Max());
        if (summary.Stages.Count > 0) text.Append(CultureInfo.InvariantCulture, $"  {"stage".PadRight(width)}  result     attempts  took      waited    reason\n");
        foreach (StageReport stage in summary.Stages)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {stage.Stage.Name.PadRight(width)}  {Word(stage.Kind),-9}  {stage.Attempts,8}  {ReadableDuration.Of(stage.Duration),-8}  ");
            text.Append(CultureInfo.InvariantCulture, $"{(stage.Waited > TimeSpan.Zero ? ReadableDuration.Of(stage.Waited) : "-"),-8}  {Reason(stage)}\n");
            foreach (AttemptRecord attempt in stage.History) AddAttempt(text, attempt);
        }

        if (summary.Failure is { } failure) AddFailure(text, summary, failure);
        else if (summary.ErrorText is { } error) text.Append(CultureInfo.InvariantCulture, $"  why: {error}\n");
        return text.ToString();
    }

    // A diagnosis that rests on the failure's kind alone says nothing that is not said already.
    private static void AddFailure(StringBuilder text, RunSummary summary, StageFailure failure)
    {
        text.Append(CultureInfo.InvariantCulture, $"  why: {Unlisted(summary, failure.Stage)}{failure.Message}\n");
        if (failure.Diagnosis is { Pack: not null } diagnosis) text.Append(CultureInfo.InvariantCulture, $"  cause: {DiagnosisText.Cause(diagnosis)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  next: {failure.Advice}\n");
    }

    // A stage that could not even be asked for has no line of its own.
    private static string Unlisted(RunSummary summary, WorkflowStage stage) => summary.Stages.Any(s => s.Stage == stage) ? "" : $"stage {stage}: ";

    private static string Reason(StageReport stage) => stage.Fallback is { } fallback ? $"degraded: {fallback} after {stage.Failure!.Reason.Code()}"
        : stage.Reason == StageReason.None ? "-" : stage.Reason.Code();

    private static void AddAttempt(StringBuilder text, in AttemptRecord attempt)
    {
        text.Append(CultureInfo.InvariantCulture, $"      {attempt.Attempt}. {(attempt.Hedge == 0 ? "" : $"(hedge {attempt.Hedge}) ")}{Word(attempt.Outcome)}");
        if (attempt.Outcome != AttemptOutcome.Succeeded) text.Append(CultureInfo.InvariantCulture, $" ({attempt.Kind})");
        text.Append(CultureInfo.InvariantCulture, $" after {ReadableDuration.Of(attempt.Duration)}");
        if (attempt.ErrorText is { } error) text.Append(": ").Append(error);
        if (attempt.Wait > TimeSpan.Zero) text.Append(CultureInfo.InvariantCulture, $"; waited {ReadableDuration.Of(attempt.Wait)}");
        text.Append('\n');
    }

    private static string Word(StageOutcomeKind kind) => kind switch
    {
        StageOutcomeKind.Succeeded => "succeeded",
        StageOutcomeKind.Failed => "failed",
        _ => "cancelled",
    };

    private static string Word(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => "succeeded",
        AttemptOutcome.Failed => "failed",
        AttemptOutcome.BadResult => "returned a bad result",
        AttemptOutcome.TimedOut => "timed out",
        AttemptOutcome.Abandoned => "was abandoned",
        _ => "was cancelled",
    };
}
