using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>A stage that failed for good, as it is posted to an analysis or a failure endpoint.</summary>
/// <remarks>Immutable. Texts are redacted when they are set, so also those that were read. JSON: <see cref="ReportJson"/>.</remarks>
public sealed record StageFailureReport
{
    /// <summary>The type's name in JSON.</summary>
    internal const string Kind = "stage-failure";

    /// <summary>The longest <see cref="Output"/>, in characters.</summary>
    internal const int MaxOutput = 8192;

    /// <summary>The stage.</summary>
    public required WorkflowStage Stage { get; init; }

    /// <summary>The workflow's name; null when it is not known.</summary>
    public string? Workflow { get; init; }

    /// <summary>The run's id: that of the run in the process, or the workflow's <c>uid</c> on a cluster. Null outside a run.</summary>
    public string? RunId { get; init; }

    /// <summary>How it ended: <see cref="WorkflowStatus.Failed"/>, or <see cref="WorkflowStatus.Error"/> when its program never ran to an end of its own; null when that is not known.</summary>
    public WorkflowStatus? Status { get; init; }

    /// <summary>How many attempts there were; 0 when the call was refused before the first, null when that is not known.</summary>
    public int? Attempts { get; init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Attempts are not negative."); }

    /// <summary>How many were permitted; null when that is not known.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>The exit code of the stage's program; null when none ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the program wrote last, redacted, at most 8192 characters; null for none.</summary>
    public string? Output { get; init => field = value is null ? null : ReportText.EndOf(value, MaxOutput); }

    /// <summary>When it failed, in UTC; null when that is not known.</summary>
    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? Time { get; init; }

    /// <summary>The pod; null outside a cluster.</summary>
    public string? Pod { get; init; }

    /// <summary>The machine; null when it is not known.</summary>
    public string? Node { get; init; }

    /// <summary>Whether a person has to look before anything is tried again.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>What the process knows of it; null when nothing of it was a stage of this library.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>What else the stage's program told of its failure, any JSON, its texts redacted; null for nothing. On a cluster it is the stage's output <c>failure-context</c>.</summary>
    public JsonElement? Context { get; init => field = value is { } json ? ReportContext.Redacted(json) : null; }

    [JsonInclude]
    [JsonPropertyOrder(-2)]
    internal string? Schema { get; init; }

    [JsonInclude]
    [JsonPropertyOrder(-1)]
    internal string? Type { get; init; }

    /// <summary>The report of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The report; what the failure does not know is null.</returns>
    public static StageFailureReport Of(StageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new StageFailureReport
        {
            Stage = failure.Stage,
            Workflow = failure.Context?.WorkflowName,
            RunId = failure.RunId,
            Status = WorkflowStatus.Failed,
            Attempts = failure.Attempts,
            ExitCode = failure.ExitCode,
            Time = failure.Context?.Time,
            Pod = failure.Context?.Node?.Pod,
            Node = failure.Context?.Node?.Node ?? failure.Context?.Node?.Machine,
            NeedsPerson = WorkflowExitCodes.Of(failure) == WorkflowExitCode.NeedsPerson,
            Failure = failure,
        };
    }
}
