namespace WorkflowResilience;

/// <summary>The names of what spans and their events carry: OpenTelemetry's where it has one for CI/CD, ours for the rest.</summary>
internal static class SpanAttributes
{
    internal const string PipelineName = "cicd.pipeline.name";
    internal const string RunId = "cicd.pipeline.run.id";
    internal const string PipelineResult = "cicd.pipeline.result";
    internal const string TaskName = "cicd.pipeline.task.name";
    internal const string TaskResult = "cicd.pipeline.task.run.result";
    internal const string ErrorType = "error.type";
    internal const string Key = "workflow_resilience.key";
    internal const string Attempts = "workflow_resilience.attempts";
    internal const string Reason = "workflow_resilience.reason";
    internal const string Degraded = "workflow_resilience.degraded";
    internal const string Fallback = "workflow_resilience.fallback";
    internal const string FailureId = "workflow_resilience.failure.id";
    internal const string Fingerprint = "workflow_resilience.failure.fingerprint";
    internal const string RunRetries = "workflow_resilience.run.retries";
    internal const string Attempt = "workflow_resilience.attempt";
    internal const string Hedge = "workflow_resilience.hedge";
    internal const string AttemptOutcome = "workflow_resilience.attempt.outcome";
    internal const string AttemptDuration = "workflow_resilience.attempt.duration";
    internal const string AttemptError = "workflow_resilience.attempt.error";
    internal const string RetryDelay = "workflow_resilience.retry.delay";
    internal const string LetThrough = "workflow_resilience.let_through";
}
