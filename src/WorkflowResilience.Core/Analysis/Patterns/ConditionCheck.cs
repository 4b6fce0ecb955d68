using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>Finds conditions that can never hold together.</summary>
internal static class ConditionCheck
{
    internal static string? Contradiction(IReadOnlyList<PatternCondition> conditions)
    {
        foreach (IGrouping<string, PatternCondition> field in conditions.GroupBy(c => c.Field, StringComparer.Ordinal))
        {
            double above = field.OfType<PatternCondition.Greater>().Select(c => c.Bound).DefaultIfEmpty(double.NegativeInfinity).Max();
            double below = field.OfType<PatternCondition.Less>().Select(c => c.Bound).DefaultIfEmpty(double.PositiveInfinity).Min();
            if (above >= below) return string.Create(CultureInfo.InvariantCulture, $"{field.Key} would have to be above {above} and below {below}; no value is.");
            string[] equal = [.. field.OfType<PatternCondition.EqualTo>().Select(c => c.Value).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (equal.Length > 1) return $"{field.Key} would have to be '{equal[0]}' and '{equal[1]}' at once.";
        }

        return null;
    }
}
