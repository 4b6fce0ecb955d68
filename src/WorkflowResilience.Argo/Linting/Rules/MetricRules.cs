namespace WorkflowResilience.Argo;

/// <summary>Metrics: names, labels, help and values (35).</summary>
internal static class MetricRules
{
    private const string Form = "Use letters, digits and '_', beginning with no digit.";

    internal static void Check(RuleInput input)
    {
        if (input.Document.Spec is not { } spec) return;
        CheckMetrics(input, spec, input.Document.SpecPath);
        foreach (LintTemplate template in input.Templates) CheckMetrics(input, template.Node, template.Path);
    }

    private static void CheckMetrics(RuleInput input, YamlMapping node, LintPath path)
    {
        foreach ((YamlMapping metric, LintPath at) in node.MappingAt("metrics").ItemsAt("prometheus", path["metrics"]))
        {
            string name = metric.TextAt("name") ?? "";
            if (!name.IsOpen() && !IsName(name, input.Options.Newest)) input.AddAt(ArgoRules.Metric, metric, at, "name", name.Length == 0 ? "The metric has no name." : $"{name.Shown()} cannot be the name of a metric.", Form);
            if (metric["help"] is null or YamlScalar && metric.FilledAt("help") is null) input.AddAt(ArgoRules.Metric, metric, at, "help", $"The metric {name.Shown()} has no help.", "Say in help what it counts or measures.");
            foreach ((YamlMapping label, LintPath place) in metric.ItemsAt("labels", at))
            {
                if (label.TextAt("key") is { } key && !key.IsOpen() && !IsName(key, input.Options.Newest)) input.AddAt(ArgoRules.Metric, label, place, "key", $"{key.Shown()} cannot be the key of a label.", Form);
            }

            foreach (string kind in (string[])["counter", "gauge", "histogram"]) CheckValue(input, metric, at, kind);
        }
    }

    // Until 3.7 the names were those of Prometheus.
    private static bool IsName(string name, ArgoTarget target) => RuleNames.IsMetric(target <= ArgoTarget.V37 ? name.Replace(":", "_", StringComparison.Ordinal) : name);

    private static void CheckValue(RuleInput input, YamlMapping metric, LintPath path, string kind)
    {
        if (metric.MappingAt(kind) is not { } values || values["value"] is YamlMapping or YamlSequence) return;
        if (values.FilledAt("value") is not { } value)
        {
            input.AddAt(ArgoRules.Metric, metric, path, kind, $"The {kind} has no value.", "Say what is reported, as in value: \"1\" or \"{{duration}}\".");
        }
        else if (kind is "gauge" && values.TextAt("realtime") is "true" && value.Contains("resourcesDuration.", StringComparison.Ordinal))
        {
            input.AddAt(ArgoRules.Metric, values, path[kind], "value", "resourcesDuration is known only at the end and cannot be in a realtime gauge.", "Use {{duration}}, or set realtime to false.");
        }
    }
}
