namespace WorkflowResilience.Analysis;

/// <summary>A literal of a pattern as the matcher holds it.</summary>
/// <param name="Pattern">The pattern's index.</param>
/// <param name="Literal">The literal.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Place">Its place among the pattern's literals of the same use.</param>
/// <param name="Scope">How far the pattern's literals may stand apart.</param>
internal sealed record MatcherEntry(int Pattern, PatternLiteral Literal, LiteralUse Use, int Place, PatternScope Scope)
{
    /// <summary>The plain bytes of the literal.</summary>
    internal int Weight { get; } = Literal.Weight;

    internal bool IsPlain { get; } = Literal.IsPlain;
}
