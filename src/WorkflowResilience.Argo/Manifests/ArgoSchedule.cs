using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>When a CronWorkflow runs.</summary>
/// <remarks>Immutable. Each list and text is checked when YAML is generated.</remarks>
public sealed record ArgoSchedule
{
    /// <summary>Cron expressions with five fields, as <c>0 3 * * *</c>; at least one.</summary>
    public required IReadOnlyList<string> Schedules { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; }

    /// <summary>A name of the time zone data base, as <c>Europe/Berlin</c>; null for the controller's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What happens when the run before is still going on. Default: the new one is left out.</summary>
    public ArgoConcurrency Concurrency { get; init; }

    /// <summary>How late a run may still begin that was missed; null: it is not made up for.</summary>
    public TimeSpan? StartingDeadline { get; init; }

    /// <summary>After so many failed runs no more are started, until somebody resets it; null: never. It opens, and never half-opens.</summary>
    public int? StopAfterFailures { get; init; }

    internal YamlMapping ToYaml(YamlMapping spec)
    {
        var yaml = new YamlMapping();
        yaml.AddIfAny("schedules", Manifest.Texts(Schedules));
        yaml.AddIfAny("timezone", Manifest.Text(TimeZone));
        yaml.Add("concurrencyPolicy", Concurrency.ToString());
        if (StartingDeadline is { } deadline) yaml.Add("startingDeadlineSeconds", YamlScalar.Number(Manifest.Seconds(deadline)));
        if (StopAfterFailures is { } failures) yaml.Add("stopStrategy", new YamlMapping { { "expression", string.Create(CultureInfo.InvariantCulture, $"cronworkflow.failed >= {failures}") } });
        yaml.Add("workflowSpec", spec);
        return yaml;
    }
}
