namespace WorkflowResilience.Argo;

/// <summary>How Argo repeats a template: <c>retryStrategy</c>.</summary>
/// <remarks>Immutable; compared by value. Times are written in whole seconds.</remarks>
public sealed record ArgoRetryStrategy
{
    /// <summary>Retries behind the first attempt, so attempts are one more. At least 1: without a limit Argo repeats for ever and ignores the waits.</summary>
    public required int Limit { get; init; }

    /// <summary>Which ends it answers. Default both failures and errors.</summary>
    public ArgoRetryPolicy Policy { get; init; } = ArgoRetryPolicy.Always;

    /// <summary>What else must hold; null when nothing must.</summary>
    public RetryWhen? When { get; init; }

    /// <summary>The wait before the first retry, from the end of the attempt before; null for none.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What each further wait is multiplied with; null for the same wait each time. Argo takes whole numbers only.</summary>
    public int? Factor { get; init; }

    /// <summary>The longest single wait; null for none. From Argo 3.7 on.</summary>
    public TimeSpan? Cap { get; init; }

    /// <summary>No attempt begins later than this after the beginning of the first, and running ones are ended then; null for no such limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    internal YamlMapping ToYaml(ArgoTarget target)
    {
        var yaml = new YamlMapping { { "limit", Manifest.NumberText(Limit) }, { "retryPolicy", Policy.ToString() } };
        yaml.AddIfAny("expression", Manifest.Text(When?.ToExpression()));
        if (Delay is not { } delay) return yaml;
        var backoff = new YamlMapping { { "duration", Manifest.SecondsText(delay) } };
        if (Factor is { } factor) backoff.Add("factor", Manifest.NumberText(factor));
        if (Cap is { } cap && target.HasCap()) backoff.Add("cap", Manifest.SecondsText(cap));
        if (MaxDuration is { } most) backoff.Add("maxDuration", Manifest.SecondsText(most));
        yaml.Add("backoff", backoff);
        return yaml;
    }
}
