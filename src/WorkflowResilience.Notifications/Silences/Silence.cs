namespace WorkflowResilience.Notifications;

/// <summary>Somebody's wish not to be told of something for a while: what matches is counted and audited, and told to nobody. Immutable.</summary>
public sealed record Silence
{
    /// <summary>What it is known by; null: given when it is added.</summary>
    public string? Id { get; init; }

    /// <summary>All of these must match; at least one, and not all of them may match everything.</summary>
    public required IReadOnlyList<LabelMatcher> Matchers { get; init; }

    /// <summary>When it begins; the default value stands for now.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Who wants it; not empty.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Why; not empty.</summary>
    public required string Comment { get; init; }
}
