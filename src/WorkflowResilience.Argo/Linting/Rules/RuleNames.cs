using System.Buffers;
using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>The forms that Argo allows for names.</summary>
internal static class RuleNames
{
    internal const int MaxTemplateName = 128;

    private static readonly SearchValues<char> s_field = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    private static readonly SearchValues<char> s_parameter = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> s_metric = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary>Of templates, steps, tasks and containers of a set.</summary>
    internal static bool IsField(string name) => name is { Length: > 0 and <= MaxTemplateName } && name[0] != '-' && name.AsSpan().IndexOfAnyExcept(s_field) < 0;

    /// <summary>Of parameters and artifacts.</summary>
    internal static bool IsParameter(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExcept(s_parameter) < 0;

    /// <summary>Of metrics and their labels.</summary>
    internal static bool IsMetric(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.AsSpan().IndexOfAnyExcept(s_metric) < 0;

    /// <summary>Checks that every member of a list has a name of its own and of the form given.</summary>
    /// <param name="input">The workflow.</param>
    /// <param name="rule">What is complained of.</param>
    /// <param name="items">The members.</param>
    /// <param name="what">What they are: "template".</param>
    /// <param name="isValid">The form.</param>
    /// <param name="form">The form in words.</param>
    internal static void Check(RuleInput input, LintRule rule, IEnumerable<(YamlMapping Node, LintPath Path)> items, string what, Func<string, bool> isValid, string form)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((YamlMapping node, LintPath path) in items)
        {
            if (node["name"] is YamlMapping or YamlSequence) continue;
            string name = node.TextAt("name") ?? "";
            if (name.Length == 0) input.AddAt(rule, node, path, "name", $"The {what} has no name.", "Give it a name.");
            else if (name.IsOpen()) continue;
            else if (!isValid(name)) input.AddAt(rule, node, path, "name", $"{name.Shown()} cannot be the name of a {what}.", $"Use {form}.");
            else if (!seen.Add(name)) input.AddAt(rule, node, path, "name", $"There is another {what} named {name.Shown()}.", "Give each a name of its own, and use it where it is referred to.");
        }
    }

    internal static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
