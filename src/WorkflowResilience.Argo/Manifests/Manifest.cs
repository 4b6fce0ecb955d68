using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>A document for a cluster, and how its values are written.</summary>
internal sealed record Manifest(ArgoKind Kind, string Name, WorkflowSpec Spec)
{
    internal const string ApiVersion = "argoproj.io/v1alpha1";

    internal IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it runs; only a CronWorkflow has it.</summary>
    internal ArgoSchedule? Schedule { get; init; }

    internal static YamlScalar? Text(string? value) => value is null ? null : YamlScalar.Text(value);

    /// <summary>Null for an empty list, because the cluster has no use for one.</summary>
    internal static YamlSequence? List(IEnumerable<YamlNode> items)
    {
        var list = new YamlSequence();
        foreach (YamlNode item in items) list.Add(item);
        return list.Count == 0 ? null : list;
    }

    internal static YamlSequence? Texts(IEnumerable<string> items) => List(items.Select(YamlScalar.Text));

    /// <summary>Names with texts in ordinal order; null for none.</summary>
    internal static YamlMapping? Map(IEnumerable<KeyValuePair<string, string>> items)
    {
        var map = new YamlMapping();
        foreach ((string key, string value) in items.OrderBy(static item => item.Key, StringComparer.Ordinal)) map.Add(key, YamlScalar.Text(value));
        return map.Count == 0 ? null : map;
    }

    internal static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    /// <summary>Whole seconds as a text: Argo's durations and its numbers that may be texts.</summary>
    internal static YamlScalar SecondsText(TimeSpan time) => YamlScalar.Text(Seconds(time).ToString(CultureInfo.InvariantCulture));

    internal static YamlScalar NumberText(int value) => YamlScalar.Text(value.ToString(CultureInfo.InvariantCulture));

    internal YamlMapping ToYaml(ArgoTarget target)
    {
        var metadata = new YamlMapping { { "name", Name } };
        metadata.AddIfAny("labels", Map(Labels));
        metadata.AddIfAny("annotations", Map(Annotations));
        return new YamlMapping
        {
            { "apiVersion", ApiVersion },
            { "kind", Kind.ToString() },
            { "metadata", metadata },
            { "spec", Schedule is { } schedule ? schedule.ToYaml(Spec.ToYaml(target)) : Spec.ToYaml(target) },
        };
    }
}
