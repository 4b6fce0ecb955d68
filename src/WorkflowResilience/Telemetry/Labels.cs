namespace WorkflowResilience.Telemetry;

/// <summary>The label names and closed sets of values of the metrics.</summary>
internal static class Labels
{
    internal const string Workflow = "workflow", Stage = "stage", Outcome = "outcome", Retried = "retried", Kind = "kind", Reason = "reason", State = "state", From = "from", To = "to", Scope = "scope",
        ErrorType = "error.type";

    internal const string Success = "success", Degraded = "degraded", Failure = "failure", Rejected = "rejected", Abandoned = "abandoned", Cancelled = "cancelled";
    internal const string First = "first", Retry = "retry", Hedge = "hedge";
    internal const string Started = "started", Refused = "refused", Used = "used", Failed = "failed";
    internal const string Running = "running", Waiting = "waiting";
    internal const string Fingerprint = "fingerprint", Raised = "raised", Settled = "settled";
    internal const string True = "true", False = "false";

    /// <summary>The workflow of what runs outside runs.</summary>
    internal const string NoWorkflow = "none";

    /// <summary>The stage of a run's failure that came from the code between the stages, and its reason.</summary>
    internal const string NoStage = "none", ForeignError = "not-a-stage";

    /// <summary>Stages without a policy of their own, and workflows beyond the first hundred.</summary>
    internal const string Other = "other";

    /// <summary>Failure kinds beyond those that fit, as OpenTelemetry calls them.</summary>
    internal const string OtherError = "_OTHER";

    internal static string Flag(bool value) => value ? True : False;

    internal static string Of(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.Open => "open",
        CircuitState.HalfOpen => "half_open",
        CircuitState.Isolated => "isolated",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This is not a circuit's state."),
    };

    /// <summary>The gravest of several: what went wrong before what took too long before what was too many.</summary>
    internal static string Of(AnalysisGaps gaps) =>
        gaps.HasFlag(AnalysisGaps.Error) ? "error" : gaps.HasFlag(AnalysisGaps.Budget) ? "budget" : "rate";

    internal static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
