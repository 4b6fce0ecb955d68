using System.Text.Json.Serialization;

namespace WorkflowResilience.Notifications;

/// <summary>Something that people are to be told of. Immutable; its texts are redacted when it is published, whatever they were before.</summary>
public sealed record Notification
{
    /// <summary>What it tells of.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>How bad it is; decides routes, limits and escalation. Default <see cref="FailureSeverity.Medium"/>.</summary>
    public FailureSeverity Severity { get; init; } = FailureSeverity.Medium;

    /// <summary>What is the matter, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>More of it, in several lines; null when there is no more.</summary>
    public string? Details { get; init; }

    /// <summary>The workflow's name; null outside a workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>The run's id; null outside a run.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage; the default value when it concerns none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WorkflowStage Stage { get; init; }

    /// <summary>The failure's fingerprint; null when it tells of no failure.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The failure's id; null when it tells of no failure.</summary>
    public string? FailureId { get; init; }

    /// <summary>The root cause in a sentence; null when it is not known.</summary>
    public string? RootCause { get; init; }

    /// <summary>How often such a diagnosis proves right, from 0 to 1; null without a diagnosis.</summary>
    public double? Confidence { get; init; }

    /// <summary>Where the cause lies; null without a diagnosis.</summary>
    public FailureCategory? Category { get; init; }

    /// <summary>The next thing to do; null when nothing is known.</summary>
    public string? Recommendation { get; init; }

    /// <summary>How many attempts there were; 0 when it tells of none.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took; zero when it tells of nothing that took time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Where more can be seen; null when there is no such place.</summary>
    public Uri? Link { get; init; }

    /// <summary>The failure of the same run that this one follows from; null when there is none. It is held back while an incident of that one is open.</summary>
    public FailureLink? CausedBy { get; init; }

    /// <summary>
    /// What routes and silences can match beside the labels that every notification has (<see cref="NotificationLabels"/>), which win over these. Names follow
    /// <c>[a-zA-Z_][a-zA-Z0-9_]*</c>; values are texts such as <c>payments</c>. Not for ids that are new each time.
    /// </summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further facts to show, in no particular order.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it happened; the default value stands for the time of publishing.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>
    /// What makes two notifications the same incident: <see langword="null"/> derives it from workflow, stage and fingerprint (or kind, without a fingerprint). Set it when the
    /// host knows better; a later one with <see cref="Resolves"/> and the same key ends the incident.
    /// </summary>
    public string? DedupKey { get; init; }

    /// <summary>Whether it ends its incident instead of opening it. Default: kinds that tell of recovery do.</summary>
    public bool Resolves
    {
        get => field || Kind is NotificationKind.SystemRecovered or NotificationKind.CircuitClosed;
        init;
    }
}
