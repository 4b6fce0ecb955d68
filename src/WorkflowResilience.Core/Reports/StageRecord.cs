using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>How one execution of a stage ended, well or not, as it is posted to a record endpoint and stands in the report of a workflow.</summary>
/// <remarks>Immutable. JSON: <see cref="ReportJson"/>.</remarks>
public sealed record StageRecord
{
    /// <summary>The type's name in JSON.</summary>
    internal const string Kind = "stage";

    /// <summary>The stage.</summary>
    public required WorkflowStage Stage { get; init; }

    /// <summary>The workflow's name; null when it is not known, and within the report of a workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>The run's id; null when it is not known, and within the report of a workflow.</summary>
    public string? RunId { get; init; }

    /// <summary>How it ended.</summary>
    public StageOutcomeKind Outcome { get; init; }

    /// <summary>Why it did not succeed; <c>none</c> when it did.</summary>
    public StageReason Reason { get; init; }

    /// <summary>How many attempts there were; 0 when it was refused before the first.</summary>
    public int Attempts { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Attempts are not negative."); }

    /// <summary>How long it took, in seconds, waits included.</summary>
    public double DurationSeconds { get; init => field = ReportNumber.Seconds(value); }

    /// <summary>How long it waited between attempts, in seconds.</summary>
    public double WaitedSeconds { get; init => field = ReportNumber.Seconds(value); }

    /// <summary>The fallback that gave the result; null when none did.</summary>
    public string? Fallback { get; init; }

    /// <summary>The id of the failure, also of one that a fallback made good; null when there was none.</summary>
    public string? FailureId { get; init; }

    [JsonInclude]
    [JsonPropertyOrder(-2)]
    internal string? Schema { get; init; }

    [JsonInclude]
    [JsonPropertyOrder(-1)]
    internal string? Type { get; init; }

    /// <summary>The record of an execution.</summary>
    /// <param name="report">How it ended.</param>
    /// <returns>The record, without workflow and run.</returns>
    public static StageRecord Of(StageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new StageRecord
        {
            Stage = report.Stage,
            Outcome = report.Kind,
            Reason = report.Reason,
            Attempts = report.Attempts,
            DurationSeconds = report.Duration.TotalSeconds,
            WaitedSeconds = report.Waited.TotalSeconds,
            Fallback = report.Fallback,
            FailureId = report.Failure?.Id,
        };
    }
}
