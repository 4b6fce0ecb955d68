using System.Reflection;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>Every rule that the package declares, whichever catalogue it stands in.</summary>
internal static class RuleCatalogue
{
    internal static IReadOnlyList<LintRule> All { get; } =
    [
        .. typeof(ArgoLint).Assembly.GetTypes()
            .Where(static type => !type.ContainsGenericParameters)
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => field.FieldType == typeof(LintRule))
            .Select(static field => (LintRule)field.GetValue(null)!)
            .DistinctBy(static rule => rule.Code)
            .OrderBy(static rule => rule.Code, StringComparer.Ordinal),
    ];

    /// <summary>Whether the rules of a hundred, as ARGO2, are there at all.</summary>
    internal static bool HasGroupOf(string code) => All.Any(rule => rule.Code.StartsWith(code[..5], StringComparison.Ordinal));
}
