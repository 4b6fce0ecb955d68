using System.Diagnostics;

namespace WorkflowResilience;

/// <summary>The spans of stages and runs. Nobody looks here further than <see cref="IsListenedTo"/> unless somebody listens.</summary>
internal static class StageTracing
{
    /// <summary>The name of the source, which hosts listen to.</summary>
    internal const string SourceName = "WorkflowResilience";

    private static readonly ActivitySource s_source = new(SourceName, typeof(StageTracing).Assembly.GetName().Version?.ToString(3) ?? "");

    /// <summary>Whether somebody listens now.</summary>
    internal static bool IsListenedTo => s_source.HasListeners();

    /// <summary>Begins the span of a stage's execution and makes it the current one.</summary>
    /// <returns>The span; null when the listeners do not want it.</returns>
    internal static Activity? Begin(StageExecutor executor, WorkflowRun? run, DateTimeOffset now, ICallbackFailures failures)
    {
        Activity? span = Start($"stage {executor.Stage.Name}", now, failures);
        if (span is not { IsAllDataRequested: true }) return span;
        span.SetTag(SpanAttributes.TaskName, executor.Stage.Name);
        if (run is not null) span.SetTag(SpanAttributes.PipelineName, run.WorkflowName).SetTag(SpanAttributes.RunId, run.PrintedId);
        if (executor.PrintedKey is { } key) span.SetTag(SpanAttributes.Key, FailureText.Line(key, FailureText.MaxLength));
        return span;
    }

    /// <summary>Begins the span of a run and makes it the current one.</summary>
    /// <returns>The span; null when the listeners do not want it.</returns>
    internal static Activity? Begin(WorkflowRun run, DateTimeOffset now)
    {
        Activity? span = Start($"run {run.WorkflowName}", now, run.Runner.Hub);
        if (span is { IsAllDataRequested: true }) span.SetTag(SpanAttributes.PipelineName, run.WorkflowName).SetTag(SpanAttributes.RunId, run.PrintedId);
        return span;
    }

    /// <summary>Writes down how a stage ended. The caller stops the span.</summary>
    internal static void End<T>(Activity span, in StageOutcome<T> outcome, TimeSpan duration)
    {
        EndAfter(span, duration);
        if (!span.IsAllDataRequested) return;
        span.SetTag(SpanAttributes.TaskResult, TaskResult.OfStage(outcome.Kind, outcome.Failure));
        span.SetTag(SpanAttributes.Attempts, outcome.Attempts);
        if (outcome.Failure is { } ended) span.SetTag(SpanAttributes.Reason, ended.Reason.Code());
        if (outcome.Fallback is { } fallback) span.SetTag(SpanAttributes.Degraded, true).SetTag(SpanAttributes.Fallback, fallback);
        foreach (AttemptRecord attempt in outcome.History) span.AddEvent(AttemptSpanEvent.Of(attempt, new DateTimeOffset(span.StartTimeUtc)));
        if (outcome is not { Kind: StageOutcomeKind.Failed, Failure: { } failure }) return;
        if (IsRefusal(outcome.Reason)) span.AddEvent(AttemptSpanEvent.Refused(failure, new DateTimeOffset(span.StartTimeUtc) + duration));
        span.SetTag(SpanAttributes.FailureId, failure.Id);
        if (failure.Fingerprint is { } fingerprint) span.SetTag(SpanAttributes.Fingerprint, fingerprint);
        Fail(span, failure);
    }

    /// <summary>Writes down how a run ended, and ends its span.</summary>
    internal static void End(Activity span, RunSummary summary, Exception? error, ICallbackFailures failures)
    {
        EndAfter(span, summary.Duration);
        if (span.IsAllDataRequested)
        {
            span.SetTag(SpanAttributes.PipelineResult, TaskResult.OfRun(summary.Kind, summary.Failure));
            span.SetTag(SpanAttributes.RunRetries, summary.Retries);
            if (summary is { Kind: StageOutcomeKind.Failed, Failure: { } failure }) Fail(span, failure);
            else if (summary.Kind == StageOutcomeKind.Failed)
                span.SetTag(SpanAttributes.ErrorType, error?.GetType().FullName).SetStatus(ActivityStatusCode.Error, summary.ErrorText);
        }

        Stop(span, failures);
    }

    /// <summary>Ends a span. What a listener throws is reported and changes nothing.</summary>
    internal static void Stop(Activity span, ICallbackFailures failures)
    {
        try
        {
            span.Dispose();
        }
        catch (Exception e)
        {
            failures.Report(e);
        }
    }

    private static Activity? Start(string name, DateTimeOffset now, ICallbackFailures failures)
    {
        Activity? before = Activity.Current;
        try
        {
            return s_source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), startTime: now);
        }
        catch (Exception e)
        {
            // It was the current one already when its listener threw, and nobody would ever stop it.
            Activity.Current = before;
            failures.Report(e);
            return null;
        }
    }

    private static void Fail(Activity span, StageFailure failure) =>
        span.SetTag(SpanAttributes.ErrorType, failure.Attempts == 0 ? failure.Reason.Code() : failure.Kind.Name).SetStatus(ActivityStatusCode.Error, failure.Message);

    private static bool IsRefusal(StageReason reason) => reason.RefusesRetry()
        || reason is StageReason.CircuitOpen or StageReason.CircuitIsolated or StageReason.BulkheadFull or StageReason.Throttled;

    // As long as the runner's clock says, which no change of the wall clock moves.
    private static void EndAfter(Activity span, TimeSpan duration) => span.SetEndTime(span.StartTimeUtc + duration);
}
