using System.Buffers;

namespace WorkflowResilience.Argo;

/// <summary>The selector of labels as Kubernetes reads it.</summary>
internal static class LabelSelector
{
    private const int MaxName = 63;
    private const int MaxPrefix = 253;

    private static readonly SearchValues<char> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    internal static (LintPath Path, YamlMark Mark, string Message)? ComplaintOf(YamlMapping selector, LintPath path)
    {
        foreach (YamlMember label in selector.MappingAt("matchLabels") ?? [])
        {
            if (!IsKey(label.Key)) return (path["matchLabels"][label.Key], label.Mark, $"{label.Key.Shown()} cannot be the key of a label.");
            if (label.Value is YamlScalar { IsNull: false } value && !IsValue(value.Value)) return (path["matchLabels"][label.Key], value.Mark, $"{value.Value.Shown()} cannot be the value of a label.");
        }

        foreach ((YamlMapping node, LintPath at) in selector.ItemsAt("matchExpressions", path))
        {
            if (ComplaintOfExpression(node, at) is { } complaint) return complaint;
        }

        return null;
    }

    private static (LintPath Path, YamlMark Mark, string Message)? ComplaintOfExpression(YamlMapping node, LintPath path)
    {
        if (node.TextAt("key") is { } key && !IsKey(key)) return (path["key"], node.ScalarAt("key")!.Mark, $"{key.Shown()} cannot be the key of a label.");
        if (node.ScalarAt("operator") is not { IsNull: false } scalar || scalar.Value.IsOpen() || (node.Has("values") && node.SequenceAt("values") is null)) return null;
        int values = node.SequenceAt("values")?.Count ?? 0;
        return scalar.Value switch
        {
            "In" or "NotIn" when values == 0 => (path, scalar.Mark, $"The operator {scalar.Value} needs values."),
            "Exists" or "DoesNotExist" when values > 0 => (path, scalar.Mark, $"The operator {scalar.Value} takes no values."),
            "In" or "NotIn" or "Exists" or "DoesNotExist" => null,
            _ => (path["operator"], scalar.Mark, $"{scalar.Value.Shown()} is no operator; there are In, NotIn, Exists and DoesNotExist."),
        };
    }

    private static bool IsKey(string key)
    {
        if (key.IsOpen()) return true;
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        string name = key[(slash + 1)..];
        return name.Length > 0 && IsValue(name) && (slash < 0 || IsPrefix(key[..slash]));
    }

    private static bool IsPrefix(string prefix) => prefix.Length is > 0 and <= MaxPrefix && prefix.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');

    private static bool IsValue(string value) =>
        value.Length == 0 || value.IsOpen() || (value.Length <= MaxName && char.IsAsciiLetterOrDigit(value[0]) && char.IsAsciiLetterOrDigit(value[^1]) && value.AsSpan().IndexOfAnyExcept(s_name) < 0);
}
