using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>What of a pattern decides whether its literals stand as they must: all that a matcher asks of a pattern before it has matched.</summary>
/// <param name="Any">How many literals find it.</param>
/// <param name="All">How many must be found as well.</param>
/// <param name="Unless">How many must not be found.</param>
/// <param name="Scope">How far the latter two reach.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternRule(ushort Any, ushort All, ushort Unless, PatternScope Scope)
{
    /// <summary>Whether more than one literal decides.</summary>
    internal bool AsksForMore => All > 0 || Unless > 0;

    internal static PatternRule Of(FailurePattern pattern) =>
        new((ushort)pattern.Any.Count, (ushort)pattern.All.Count, (ushort)pattern.Unless.Count, pattern.Scope);
}
