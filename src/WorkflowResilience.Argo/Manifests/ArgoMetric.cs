namespace WorkflowResilience.Argo;

/// <summary>A counter of Argo's controller that each attempt of a stage raises by one: <c>metrics.prometheus</c>.</summary>
/// <param name="Name">A letter or underscore, then letters, digits and underscores.</param>
/// <param name="Help">What it counts, in words.</param>
/// <remarks>Immutable. It carries the labels <c>stage</c> and <c>status</c>; never ids of runs, which would fill the controller's memory.</remarks>
public sealed record ArgoMetric(string Name, string Help)
{
    internal string? Stage { get; init; }

    internal static YamlMapping? ToYaml(IReadOnlyList<ArgoMetric> metrics) =>
        Manifest.List(metrics.Select(static metric => metric.ToYaml())) is { } list ? new YamlMapping { { "prometheus", list } } : null;

    private YamlMapping ToYaml() => new()
    {
        { "name", Name },
        { "help", Help },
        { "labels", new YamlSequence { Label("stage", Stage ?? ""), Label("status", "{{status}}") } },
        { "counter", new YamlMapping { { "value", "1" } } },
    };

    private static YamlMapping Label(string key, string value) => new() { { "key", key }, { "value", value } };
}
