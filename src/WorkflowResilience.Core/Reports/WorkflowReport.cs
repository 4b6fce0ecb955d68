using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>How a workflow ended, as it is posted to a success, a final-analysis or a record endpoint.</summary>
/// <remarks>Immutable. Texts are redacted when they are set, so also those that were read. JSON: <see cref="ReportJson"/>.</remarks>
public sealed record WorkflowReport
{
    /// <summary>The type's name in JSON.</summary>
    internal const string Kind = "workflow";

    private const int MaxText = 4096;

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The run's id: that of the run in the process, or the workflow's <c>uid</c> on a cluster.</summary>
    public required string RunId { get; init; }

    /// <summary>How it ended.</summary>
    public required WorkflowStatus Status { get; init; }

    /// <summary>When it began, in UTC; null when that is not known.</summary>
    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double DurationSeconds { get; init => field = ReportNumber.Seconds(value); }

    /// <summary>What it was started with, redacted: the values of names that hold secrets as a whole.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = Redacted(value); } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its stages in the order in which they ended; empty when they are not known.</summary>
    public IReadOnlyList<StageRecord> Stages { get; init => field = value ?? []; } = [];

    /// <summary>Its tasks and steps that failed on a cluster; empty in a process. In JSON also the text of <c>{{workflow.failures}}</c> as it stands.</summary>
    [JsonConverter(typeof(FailedNodesConverter))]
    public IReadOnlyList<FailedNode> Failures { get; init => field = value ?? []; } = [];

    /// <summary>The failure that ended it, with all that is known; null when none did or it is not known.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>What ended it, in one line, redacted; null when nothing did.</summary>
    public string? Error { get; init => field = value is null ? null : ReportText.Of(value, MaxText); }

    /// <summary>Whether a person has to look before it is started again.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>What to do, the best first, redacted; empty when nothing is known.</summary>
    public IReadOnlyList<string> Recommendations { get; init => field = [.. (value ?? []).Select(static text => ReportText.Of(text, MaxText))]; } = [];

    [JsonInclude]
    [JsonPropertyOrder(-2)]
    internal string? Schema { get; init; }

    [JsonInclude]
    [JsonPropertyOrder(-1)]
    internal string? Type { get; init; }

    /// <summary>The report of a run.</summary>
    /// <param name="summary">What happened in it.</param>
    /// <returns>The report.</returns>
    public static WorkflowReport Of(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new WorkflowReport
        {
            Workflow = summary.WorkflowName,
            RunId = summary.RunId,
            Status = summary.Kind switch
            {
                StageOutcomeKind.Succeeded => WorkflowStatus.Succeeded,
                StageOutcomeKind.Cancelled => WorkflowStatus.Cancelled,
                _ => summary.Failure is null ? WorkflowStatus.Error : WorkflowStatus.Failed,
            },
            StartedAt = summary.StartedAt,
            DurationSeconds = summary.Duration.TotalSeconds,
            Parameters = summary.Failure?.Context?.Parameters ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Stages = [.. summary.Stages.Select(StageRecord.Of)],
            Failure = summary.Failure,
            Error = summary.Failure?.Message ?? summary.ErrorText,
            NeedsPerson = summary.Failure is { } failure && WorkflowExitCodes.Of(failure) == WorkflowExitCode.NeedsPerson,
            Recommendations = summary.Failure is null ? [] : [summary.Failure.Advice, .. Others(summary.Failure)],
        };
    }

    private static IEnumerable<string> Others(StageFailure failure) =>
        failure.Diagnosis is { } diagnosis ? diagnosis.Recommendations.Select(static recommendation => recommendation.Text).Where(text => !string.Equals(text, failure.Advice, StringComparison.Ordinal)) : [];

    // What JSON leaves out is set to null by its reader.
    private static Dictionary<string, string> Redacted(IReadOnlyDictionary<string, string>? values) =>
        (values ?? new Dictionary<string, string>(StringComparer.Ordinal)).ToDictionary(static pair => pair.Key, static pair => FailureText.RedactNamed(pair.Key, pair.Value), StringComparer.Ordinal);
}
